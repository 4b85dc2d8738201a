/** The servers to compare, each in its own process on its own core. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from './load.ts';
import { type Dialect, type Workload, workloads } from './workloads.ts';

export interface Contestant {
  name: string;
  title: string;
  /** Command to run in the project's folder. */
  command: string[];
  dialect: Dialect;
  env?: Record<string, string>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: { start: string };
};
/** As `npm start` runs it. */
const npmStart = ['sh', '-c', scripts.start];

/** W7 is one caller with thousands of requests per second: the limiter stays on, with a higher limit. */
const oneBusyCaller = { RATE_LIMIT_OPERATIONS_PER_MINUTE: '1000000000' };

export const contestants: Contestant[] = [
  {
    name: 'limit',
    title: 'the limit: node:http + undici, no GraphQL',
    command: ['node', 'bench/peers/limit.ts'],
    dialect: 'rest',
  },
  {
    name: 'ours',
    title: 'this service',
    command: npmStart,
    dialect: 'ours',
    env: oneBusyCaller,
  },
  {
    name: 'ours-undici',
    title: 'this service, UPSTREAM_TRANSPORT=undici',
    command: npmStart,
    dialect: 'ours',
    env: { ...oneBusyCaller, UPSTREAM_TRANSPORT: 'undici' },
  },
  {
    name: 'mercurius',
    title: 'mercurius with jit + undici',
    command: ['node', 'bench/peers/mercurius.ts'],
    dialect: 'ours',
  },
  {
    name: 'yoga',
    title: 'graphql-yoga + fetch',
    command: ['node', 'bench/peers/yoga.ts'],
    dialect: 'ours',
  },
  {
    name: 'apollo-datasource',
    title: 'textbook Apollo 5 + datasource-rest',
    command: ['node', 'bench/peers/apollo-datasource.ts'],
    dialect: 'ours',
  },
  {
    name: 'apollo-got',
    title: 'textbook Apollo 5 + got',
    command: ['node', 'bench/peers/apollo-got.ts'],
    dialect: 'ours',
  },
  {
    name: 'openapi-to-graphql',
    title: 'openapi-to-graphql',
    command: ['node', 'bench/peers/openapi-to-graphql.ts'],
    dialect: 'openapi-to-graphql',
  },
  {
    name: 'hive-gateway',
    title: 'Hive Gateway, OpenAPI source',
    command: ['node', 'bench/peers/hive-gateway.ts'],
    dialect: 'mesh',
  },
];

export interface Server {
  contestant: Contestant;
  url: string;
  dialect: Dialect;
  /** From the start of the process to its first correct response. */
  startMs: number;
  /** CPU time used so far, all threads, user and system. */
  cpuMs(): number;
  residentMiB(): number;
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
}

const giveUpMs = 15_000;

export async function startServer(
  contestant: Contestant,
  upstreamUrl: string,
  {
    nodeOptions = [],
    env = {},
    isPinned = true,
  }: { nodeOptions?: string[]; env?: Record<string, string>; isPinned?: boolean } = {},
): Promise<Server> {
  const port = await freePort();
  const logFile = join(tmpdir(), `bench-${process.pid}-${contestant.name}.log`);
  const log = openSync(logFile, 'w');
  const [command = '', ...args] = [...(isPinned ? pinTo(serverCore) : []), ...contestant.command];
  const start = performance.now();
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      NODE_OPTIONS: nodeOptions.join(' '),
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: `${port}`,
      TILEDB_REST_URL: upstreamUrl,
      ...contestant.env,
      ...env,
    },
  });
  closeSync(log);
  running.add(child);
  const { dialect } = contestant;
  const url = `http://127.0.0.1:${port}`;
  const fail = (cause: unknown) => {
    const said = readFileSync(logFile, 'utf8').slice(-2000);
    return new Error(`${contestant.name} does not respond (${cause}). Its output:\n${said}`);
  };
  for (;;) {
    try {
      await check({ url, dialect }, firstQuestion);
      break;
    } catch (error) {
      if (child.exitCode !== null || performance.now() - start > giveUpMs) throw fail(error);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  return {
    contestant,
    url,
    dialect,
    startMs: performance.now() - start,
    cpuMs: () => cpuMs(child.pid),
    residentMiB: () => residentMiB(child.pid),
    signal: (name) => void child.kill(name),
    async stop() {
      const exited = once(child, 'exit');
      if (child.exitCode === null && child.kill('SIGKILL')) await exited;
      running.delete(child);
      rmSync(logFile, { force: true });
    },
  };
}

const [firstQuestion] = workloads as [Workload];
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const loadCore = 0;
const serverCore = 1;
const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

function pinTo(core: number) {
  return canPin ? ['taskset', '-c', `${core}`] : [];
}

/** Pins this process (the load and the stub upstream) to the other core. @returns false if that is not possible */
export function pinLoad() {
  if (canPin) spawnSync('taskset', ['-acp', `${loadCore}`, `${process.pid}`]);
  return canPin;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

const clockTicksPerMs = 0.1;

/** CPU time of a process and its children. */
function cpuMs(pid: number | undefined): number {
  const stat = readProc(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const own = (Number(fields[11]) + Number(fields[12])) / clockTicksPerMs;
  const children = readProc(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + cpuMs(Number(child)), own);
}

function residentMiB(pid: number | undefined) {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(readProc(`/proc/${pid}/status`)) ?? [];
  return Number(kib) / 1024;
}

/** Linux only; elsewhere these columns are NaN. */
function readProc(path: string) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
