import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Demo {
  /** The GraphQL address that it prints. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The demo as `npm start` runs it, on a random port. */
export async function startDemo(): Promise<Demo> {
  const { TILEDB_REST_URL, ...env } = process.env;
  const demo = spawn(process.execPath, ['src/main.ts'], {
    env: { ...env, PORT: '0', NODE_ENV: 'development', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { url: await readAddress(demo), stop: () => stop(demo) };
}

async function readAddress(demo: ChildProcess): Promise<string> {
  if (demo.stdout === null) throw new Error('the demo has no output');
  for await (const line of createInterface(demo.stdout)) {
    const url = /^Ready: (\S+)$/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('the demo ended before it was ready');
}

async function stop(demo: ChildProcess): Promise<void> {
  if (demo.exitCode !== null) return;
  const exit = once(demo, 'exit');
  demo.kill('SIGTERM');
  await exit;
}
