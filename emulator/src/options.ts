import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readAssumptions, readSettings, readWorld } from './control/read.ts';
import type { EmulatorOptions } from './emulator.ts';
import type { RedirectStatus } from './front.ts';
import { DIALECTS } from './model.ts';
import { ASSUMPTIONS } from './settings.ts';

export const HELP = `Starts an emulator of TileDB Cloud's Invitation API, with a control API on loopback.

  --port N            Port to listen on. If omitted, a free one.
  --host HOST         Address to listen on. If omitted, 127.0.0.1.
  --dialect NAME      ${DIALECTS.join(', ')}. If omitted, current.
  --redirect STATUS   Adds a front that redirects to another port with 301, 302, 307 or 308.
  --page-cap N        Maximum page size, whatever a request asks for.
  --seed WORLD        demo, people (without invitations), or a JSON file in the format of POST /seed. If omitted, demo.
  --no-gzip           Never compresses a response.
  --assume NAME=VALUE How the real API behaves where no source says so; may be repeated:
${Object.entries(ASSUMPTIONS)
  .map(([name, values]) => `                        ${name}=${values.join('|')}`)
  .join('\n')}
  --help              Prints this help.
`;

/** Parses the command line. @returns null for `--help` @throws {Error} saying what is wrong */
export function readOptions(args: readonly string[]): EmulatorOptions | null {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      dialect: { type: 'string' },
      redirect: { type: 'string' },
      'page-cap': { type: 'string' },
      seed: { type: 'string' },
      gzip: { type: 'boolean' },
      assume: { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return null;
  const settings = readSettings({
    ...(values.dialect !== undefined && { dialect: values.dialect }),
    ...(values['page-cap'] !== undefined && { pageCap: Number(values['page-cap']) }),
    ...(values.gzip !== undefined && { gzip: values.gzip }),
  });
  return {
    ...settings,
    control: true,
    assumptions: readAssumptions(Object.fromEntries((values.assume ?? []).map(toPair))),
    world: toWorld(values.seed ?? 'demo'),
    ...(values.host !== undefined && { host: values.host }),
    ...(values.port !== undefined && { port: toPort(values.port) }),
    ...(values.redirect !== undefined && { redirect: toRedirect(values.redirect) }),
  };
}

function toPair(assumption: string): [string, string] {
  const [name = '', ...value] = assumption.split('=');
  return [name, value.join('=')];
}

function toWorld(seed: string) {
  if (seed === 'demo' || seed === 'people') return readWorld({ world: seed });
  return readWorld(JSON.parse(readFileSync(seed, 'utf8')));
}

function toPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not "${text}"`);
  }
  return port;
}

function toRedirect(text: string): RedirectStatus {
  const status = ([301, 302, 307, 308] as const).find((known) => String(known) === text);
  if (status === undefined)
    throw new Error(`--redirect must be 301, 302, 307 or 308, not "${text}"`);
  return status;
}
