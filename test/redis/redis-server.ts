import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from '@redis/client';
import { onTestFinished } from 'vitest';
import { describeWith, findInPath, toPath } from '../support/program.ts';

const REDIS = { name: 'a Redis', path: findInPath('redis-server'), debian: 'redis-server' };

/** A real Redis for a single test, which stores nothing on disk and ends with its test. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Sends one command, on a separate connection. */
  ask(...command: string[]): Promise<unknown>;
  /** All its keys. */
  readKeys(): Promise<string[]>;
  kill(): Promise<void>;
  /** On the same port, without data. */
  restart(): Promise<void>;
  /** It no longer responds, but its connections stay open. */
  hang(): void;
  goOn(): void;
}

export function describeWithRedis(name: string, tests: () => void): void {
  describeWith(REDIS, name, tests);
}

export interface RedisServerOptions {
  /** Arguments of redis-server. */
  readonly args?: readonly string[];
  /** TLS only: `ask` cannot be used then. */
  readonly isTls?: boolean;
}

export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  let running: ChildProcess | null = null;
  onTestFinished(async () => {
    if (running !== null) await kill(running);
    await rm(folder, { recursive: true });
  });
  const { args = [], isTls = false } = options;
  const start = (port: number) =>
    run([
      ...['--port', isTls ? '0' : String(port), '--tls-port', isTls ? String(port) : '0'],
      ...['--dir', folder, ...args],
    ]);

  let port = 0;
  while (running === null) {
    port = toRandomPort();
    running = await start(port);
  }
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    port,
    ask: (...command) => ask(url, command),
    readKeys: () => ask(url, ['KEYS', '*']) as Promise<string[]>,
    async kill() {
      if (running !== null) await kill(running);
      running = null;
    },
    async restart() {
      while (running === null) running = await start(port);
    },
    hang: () => running?.kill('SIGSTOP'),
    goOn: () => running?.kill('SIGCONT'),
  };
}

/** Below the ephemeral port range, so that no client is assigned a killed server's port. */
function toRandomPort(): number {
  return 20_000 + Math.floor(Math.random() * 10_000);
}

/** @returns once it accepts connections; null when it exits instead, for example because its port is in use */
async function run(args: readonly string[]): Promise<ChildProcess | null> {
  const child = spawn(
    toPath(REDIS),
    ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...args],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  for await (const line of createInterface(child.stdout)) {
    if (!line.includes('Ready to accept connections')) continue;
    child.stdout.resume();
    return child;
  }
  return null;
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function ask(url: string, command: readonly string[]): Promise<unknown> {
  const client = createClient({ url, RESP: 2 });
  await client.connect();
  try {
    return await client.sendCommand(command);
  } finally {
    client.destroy();
  }
}
