import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A Redis that loses nothing when it is killed. */
export interface RedisProcess {
  readonly url: string;
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** It does not respond, but its connections stay open. */
  hang(): void;
  goOn(): void;
  stop(): Promise<void>;
}

export async function startRedisProcess(): Promise<RedisProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'soak-redis-'));
  let port = 0;
  let running: ChildProcess | null = null;
  while (running === null) {
    // Below the ephemeral port range.
    port = 20_000 + Math.floor(Math.random() * 10_000);
    running = await run(port, folder);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async kill() {
      if (running !== null) await kill(running);
      running = null;
    },
    async restart() {
      while (running === null) running = await run(port, folder);
    },
    hang: () => running?.kill('SIGSTOP'),
    goOn: () => running?.kill('SIGCONT'),
    async stop() {
      if (running !== null) await kill(running);
      await rm(folder, { recursive: true });
    },
  };
}

const REDIS_SERVER = 'redis-server';

/** @returns once it accepts connections; null when it exits instead, for example because its port is in use */
async function run(port: number, folder: string): Promise<ChildProcess | null> {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const child = spawn(
    REDIS_SERVER,
    [...args, '--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  child.on('error', (error) => {
    throw new Error('no redis-server: apt-get install redis-server', { cause: error });
  });
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
