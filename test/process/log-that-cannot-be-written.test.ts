import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { COMPILE_CACHE, killGroup, launchToEnd } from '../support/launch.ts';
import { readMetric } from '../support/metrics.ts';
import { findClosedPort } from '../support/tcp-server.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
const NOBODY_THERE = 'http://127.0.0.1:1';

interface Started {
  readonly url: string;
  readonly child: ChildProcess;
  /** Sends SIGTERM. @returns the exit code */
  end(): Promise<number | null>;
}

/** The service with a given log output; it cannot report where it listens. */
async function start(
  stdio: SpawnOptions['stdio'],
  env: Readonly<Record<string, string>> = {},
  onSpawn: (child: ChildProcess) => void = () => {},
): Promise<Started> {
  const port = await findClosedPort();
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      PORT: String(port),
      TILEDB_REST_URL: NOBODY_THERE,
      RATE_LIMIT_OPERATIONS_PER_MINUTE: '0',
      MAX_EVENT_LOOP_DELAY_MS: '0',
      ...env,
    },
    stdio,
    detached: true,
  });
  onSpawn(child);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  onTestFinished(async () => {
    killGroup(child);
    await exited;
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await isAlive(url))) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    await pause(20);
  }
  return {
    url,
    child,
    end() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

function isAlive(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Operations that write one line each. */
async function fillLog(url: string, times: number): Promise<void> {
  for (let sent = 0; sent < times; sent += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(url)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  }
}

function ask(url: string): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'x'.repeat(128) },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
}

async function untilDropped(url: string): Promise<void> {
  while ((await readMetric(url, 'log_lines_dropped_total')) === 0) await fillLog(url, 50);
}

describe('a service whose log cannot be written', () => {
  it('keeps serving on a full disk, counts lost lines, and exits with 0 on SIGTERM', async () => {
    const full = openSync('/dev/full', 'w');
    onTestFinished(() => closeSync(full));
    const { url, end } = await start(['ignore', 'ignore', full]);
    await fillLog(url, 400);
    await untilDropped(url);
    expect(await end()).toBe(0);
  });

  it.each(['1', '2'])(
    'keeps serving while the reader of its log stalls, and exits with 0 on SIGTERM, with WORKERS=%s',
    async (workers) => {
      // The pipe has no reader, and holds about 200 KB.
      const { url, end } = await start(['ignore', 'ignore', 'pipe'], { WORKERS: workers });
      await fillLog(url, 1_000);
      expect(await end()).toBe(0);
    },
  );

  it('keeps serving after the reader of its log has gone, counts lost lines, and exits with 0 on SIGTERM', async () => {
    const { url, end } = await start(['ignore', 'ignore', 'pipe'], {}, ({ stderr }) =>
      stderr?.destroy(),
    );
    await untilDropped(url);
    expect(await end()).toBe(0);
  });

  it('keeps serving after the reader of its first lines has gone, as in `npm start | head -1`', async () => {
    const { url, end } = await start(['ignore', 'pipe', 'ignore'], {}, ({ stdout }) =>
      stdout?.destroy(),
    );
    expect((await ask(url)).status).toBe(200);
    expect(await end()).toBe(0);
  });
});

describe('npm start | head -1', () => {
  /** Traps, since a shell that is ended by the group's signal could not report how npm ended. */
  const PIPELINE =
    'trap : TERM; { trap : TERM; npm start; echo "npm ended with $?" >&2; } | head -1';

  it('keeps serving after head has ended, and exits with 0 on SIGTERM to the process group', async () => {
    const port = await findClosedPort();
    const { TILEDB_REST_URL, NODE_ENV, ...inherited } = process.env;
    const shell = spawn('sh', ['-c', PIPELINE], {
      env: { ...inherited, PORT: String(port), LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    onTestFinished(() => killGroup(shell));
    const errors = text(shell.stderr);
    const url = `http://127.0.0.1:${port}`;
    while (!(await isAlive(url))) {
      if (shell.exitCode !== null) throw new Error(`npm start ended: ${await errors}`);
      await pause(20);
    }
    expect((await ask(url)).status).toBe(200);
    killGroup(shell, 'SIGTERM');
    expect(await errors).toMatch(/^npm ended with 0$/m);
    expect(await errors).not.toMatch(/EPIPE|^ +at /m);
  });
});

/** Sends SIGTERM to the process from inside, as soon as it handles the signal. */
const SIGNAL_DURING_START = `data:text/javascript,${encodeURIComponent(`
  process.on('newListener', (event) => {
    if (event === 'SIGTERM') setImmediate(() => process.kill(process.pid, 'SIGTERM'));
  });
`)}`;

const SIGNALLED_START = [process.execPath, '--import', SIGNAL_DURING_START, MAIN];

describe('a signal during start-up', () => {
  it.each(['1', '2'])(
    'ends the process with 0 before it is ready, with WORKERS=%s',
    async (workers) => {
      expect(await launchToEnd({ WORKERS: workers }, SIGNALLED_START)).toMatchObject({
        code: 0,
        output: '',
      });
    },
  );
});

/** Runs a command as process 1 of a PID namespace, as in a container: the kernel drops signals that it does not handle. */
const AS_PROCESS_1 = [
  'unshare',
  '--user',
  '--map-root-user',
  '--pid',
  '--fork',
  '--mount-proc',
  '--kill-child',
];

describe.skipIf(cannotBeProcess1())('a signal during start-up as process 1', () => {
  it('is dropped by the kernel where nothing handles it', async () => {
    const unhandled = 'kill -TERM $$; echo "process $$ goes on"';
    expect(await launchToEnd({}, [...AS_PROCESS_1, 'sh', '-c', unhandled])).toMatchObject({
      code: 0,
      output: 'process 1 goes on\n',
    });
  });

  it.each(['1', '2'])('ends it with 0 before it is ready, with WORKERS=%s', async (workers) => {
    const command = [...AS_PROCESS_1, ...SIGNALLED_START];
    expect(await launchToEnd({ WORKERS: workers }, command)).toMatchObject({ code: 0, output: '' });
  });
});

/** A container may forbid namespaces. GitHub's CI allows them, so a failure there does not go unnoticed. */
function cannotBeProcess1(): boolean {
  const [program = '', ...args] = AS_PROCESS_1;
  const isPossible = spawnSync(program, [...args, 'true']).status === 0;
  if (isPossible || process.env['GITHUB_ACTIONS'] === 'true') return false;
  process.stderr.write(
    'Skipped: a signal during start-up as process 1. It needs Linux, util-linux and permission to create user namespaces.\n',
  );
  return true;
}
