import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The service as it ships, in a separate process, so that its memory can be measured. */
export interface ServiceProcess {
  readonly url: string;
  /** Its standard error so far. */
  readonly log: () => string;
  /** Collects garbage first. */
  readHeapBytes(): Promise<number>;
  readOpenFiles(): Promise<number>;
  /** @param name the metric's name in `/metrics` */
  readMetric(name: string): Promise<number>;
  /** Reads several metrics at one moment. @returns gives the value for a name */
  readMetrics(): Promise<(name: string) => number>;
  /** Kills it like a crash. */
  kill(): Promise<void>;
  /** @returns its exit code */
  stop(): Promise<number | null>;
}

const MAIN = new URL('../../src/main.ts', import.meta.url).pathname;
const COLLECTOR = new URL('./collect-on-signal.js', import.meta.url).href;

export async function startServiceProcess(
  env: Readonly<Record<string, string>>,
): Promise<ServiceProcess> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, ['--expose-gc', '--import', COLLECTOR, MAIN], {
    env: { PATH, NODE_COMPILE_CACHE, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const url = await readUrl(child);
  const readMetrics = async () => {
    const text = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text();
    return (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  const readMetric = async (name: string) => (await readMetrics())(name);
  return {
    url,
    log: () => log,
    async readHeapBytes() {
      const collected = once(child.stdout, 'data');
      child.kill('SIGUSR2');
      await collected;
      return readMetric('nodejs_heap_size_used_bytes');
    },
    readMetric,
    readMetrics,
    readOpenFiles: () => readMetric('process_open_fds'),
    async kill() {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      return (await exit)[0];
    },
  };
}

async function readUrl(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no standard output');
  for await (const line of createInterface(child.stdout)) {
    const url = /^Ready: (\S+)\/graphql$/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('the service did not start');
}
