import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Demo {
  /** The address to open in a browser. */
  readonly url: string;
  /** All addresses that it printed, by their labels. */
  readonly addresses: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The demo as `npm start` runs it, on a random port. */
export function startDemo(): Promise<Demo> {
  return start('src/main.ts', 'Ready');
}

/** The demo and the example inbox, as `npm run example` runs them. */
export function startExample(): Promise<Demo> {
  return start('examples/inbox/start.ts', 'Inbox');
}

async function start(script: string, label: string): Promise<Demo> {
  const { TILEDB_REST_URL, ...env } = process.env;
  const demo = spawn(process.execPath, [script], {
    env: { ...env, PORT: '0', NODE_ENV: 'development', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const addresses = await readAddresses(demo, label);
  return { url: addresses[label] ?? '', addresses, stop: () => stop(demo) };
}

/** @param last the label of the last address that it prints before it is ready */
async function readAddresses(demo: ChildProcess, last: string): Promise<Record<string, string>> {
  if (demo.stdout === null) throw new Error('the demo has no output');
  const addresses: Record<string, string> = {};
  for await (const line of createInterface(demo.stdout)) {
    const [, label, url] = /^([^:]+): (http:\S+)/.exec(line) ?? [];
    if (label === undefined || url === undefined) continue;
    addresses[label] = url;
    if (label === last) return addresses;
  }
  throw new Error('the demo ended before it was ready');
}

async function stop(demo: ChildProcess): Promise<void> {
  if (demo.exitCode !== null) return;
  const exit = once(demo, 'exit');
  demo.kill('SIGTERM');
  await exit;
}
