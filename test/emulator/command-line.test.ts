import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readOptions } from '../../emulator/src/options.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'emulator', 'src', 'main.ts');

function run(...args: string[]): ChildProcess & { stdout: object; stderr: object } {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** Starts it, and reads its output up to the line that reports ready. */
async function start(...args: string[]) {
  const child = run(...args);
  const printed: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    if (line === 'Ready') break;
    const [name = '', ...value] = line.split(': ');
    printed[name] = value.join(': ');
  }
  return { child, printed };
}

test('prints its addresses and key, serves, and ends on SIGTERM', async () => {
  const { child, printed } = await start('--redirect', '307', '--page-cap', '2', '--dialect=given');
  expect(Object.keys(printed)).toEqual(['Emulator', 'Region', 'Control', 'Demo key']);
  const headers = { 'x-tiledb-rest-api-key': printed['Demo key'] ?? '' };
  const answer = await fetch(`${printed['Emulator']}/v1/invitations`, { headers });
  expect(answer.url).toBe(`${printed['Region']}/v1/invitations`);
  expect(await answer.json()).toMatchObject({ pagination_metadata: { per_page: 2 } });
  const state = await (await fetch(printed['Control'] ?? '')).json();
  expect(state).toMatchObject({ settings: { dialect: 'given', pageCap: 2 } });
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
});

test('names every option in --help', async () => {
  const help = await text(run('--help').stdout as NodeJS.ReadableStream);
  for (const option of ['--port', '--dialect', '--redirect', '--page-cap', '--seed', '--assume']) {
    expect(help).toContain(option);
  }
});

test('exits with 1 and one sentence on a mistake', async () => {
  const child = run('--dialect', 'old');
  const [said] = await Promise.all([
    text(child.stderr as NodeJS.ReadableStream),
    once(child, 'exit'),
  ]);
  expect(said).toBe('dialect of settings must not be "old"\n');
  expect(child.exitCode).toBe(1);
});

describe('the command-line options', () => {
  test.for<[string[], RegExp]>([
    [['--port', 'x'], /--port must be a number from 0 to 65535, not "x"/],
    [['--port', '65536'], /--port/],
    [['--redirect', '303'], /--redirect must be 301, 302, 307 or 308/],
    [['--page-cap', '0'], /pageCap/],
    [['--assume', 'listed=all'], /listed of assumptions must not be "all"/],
    [['--assume', 'x'], /may have listed/],
    [['--seed', '/nowhere.json'], /ENOENT/],
    [['--frobnicate'], /Unknown option/],
    [['x'], /Unexpected argument/],
  ])('are rejected: %j', ([args, reason]) => {
    expect(() => readOptions(args)).toThrow(reason);
  });

  test('start the demo’s world by default', () => {
    expect(readOptions([])?.world?.invitations.length).toBeGreaterThan(200);
    expect(readOptions(['--seed', 'people'])?.world?.invitations).toEqual([]);
  });

  test('can set assumptions, and turn gzip off', () => {
    const args = ['--assume', 'listed=sent', '--assume', 'totals=absent', '--no-gzip'];
    expect(readOptions(args)).toMatchObject({
      gzip: false,
      assumptions: { listed: 'sent', totals: 'absent' },
    });
  });

  test('can load a world from a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'emulator-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'seed.json');
    const invitation = { id: 'i', type: 'PAYMENT_SHARE', owner: 'ada', to: 'linus' };
    writeFileSync(file, JSON.stringify({ invitations: [invitation] }));
    expect(readOptions(['--seed', file])?.world?.invitations).toMatchObject([{ id: 'i' }]);
  });
});
