// `npm run example`: the demo service and this page together, until Ctrl-C.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createServer } from 'vite';

const ROOT = join(import.meta.dirname, '../..');

const service = startService();
const gone = once(service, 'exit');
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => service.kill('SIGTERM'));

const demo = await readDemo();
if (demo !== undefined) {
  process.env['VITE_GRAPHQL_URL'] = demo.url;
  process.env['VITE_DEMO_KEY'] = demo.key;
  process.env['VITE_DEMO_USER'] = 'ada,ada@example.com';
  process.env['VITE_EMULATOR_URL'] = demo.emulatorUrl;
  const page = await createServer({ root: import.meta.dirname, logLevel: 'warn' });
  await page.listen();
  console.log(`\nInbox: ${page.resolvedUrls?.local[0]}\nPress Ctrl-C to stop both.`);
  await gone;
  await page.close();
}
process.exitCode = service.exitCode ?? 1;

/** Starts the demo on a free port, in a separate process group, so that Ctrl-C does not signal it twice. */
function startService() {
  const { TILEDB_REST_URL, NODE_ENV, ...env } = process.env;
  return spawn(process.execPath, ['src/main.ts'], {
    cwd: ROOT,
    env: { ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
}

interface Demo {
  readonly url: string;
  readonly key: string;
  readonly emulatorUrl: string;
}

/** Reads what the demo prints, line by line; undefined if it ends without printing everything. */
async function readDemo(): Promise<Demo | undefined> {
  let url: string | undefined;
  let key: string | undefined;
  let emulatorUrl: string | undefined;
  for await (const line of createInterface(service.stdout)) {
    console.log(line);
    url ??= /^\S+: (http:\S+\/graphql)$/.exec(line)?.[1];
    emulatorUrl ??= /^Emulator: (\S+)$/.exec(line)?.[1];
    key ??= /\bdemo-key-\w+/.exec(line)?.[0];
    if (line.startsWith('Ready') && url && key && emulatorUrl) {
      service.stdout.resume();
      return { url, key, emulatorUrl };
    }
  }
  return undefined;
}
