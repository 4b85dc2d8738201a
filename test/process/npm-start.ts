import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { killGroup, type OnEnd, useForAll } from '../support/launch.ts';

/** `npm start`, as a person or an init system runs it. */
export interface NpmStart {
  /** npm itself, which receives the signals. */
  readonly npm: ChildProcess;
  /** The lines that it printed until it was ready. */
  readonly lines: readonly string[];
  /** The GraphQL address. */
  readonly url: string;
  readonly exit: Promise<number | null>;
}

/** Starts it on a random port, and waits until it reports ready; it ends with the test. */
export async function npmStart(env: Readonly<Record<string, string>> = {}): Promise<NpmStart> {
  return start(env, onTestFinished);
}

/** One for all tests of a describe. */
export function useNpmStart(env: Readonly<Record<string, string>> = {}): () => NpmStart {
  return useForAll((onEnd) => start(env, onEnd));
}

async function start(env: Readonly<Record<string, string>>, onEnd: OnEnd): Promise<NpmStart> {
  const npm = spawnNpmStart({ PORT: '0', LOG_LEVEL: 'silent', ...env });
  const exit = once(npm, 'exit').then(([code]) => code as number | null);
  onEnd(async () => {
    killGroup(npm);
    await exit;
  });
  const lines: string[] = [];
  if (npm.stdout === null) throw new Error('npm has no standard output');
  for await (const line of createInterface(npm.stdout)) {
    lines.push(line);
    const url = /^Ready: (\S+)$/.exec(line)?.[1];
    if (url !== undefined) return { npm, lines, url, exit };
  }
  throw new Error(`npm start ended with ${await exit}; it said:\n${lines.join('\n')}`);
}

/** Runs it until it ends. */
export async function npmStartToEnd(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }> {
  const npm = spawnNpmStart(env, args);
  let output = '';
  let errors = '';
  npm.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  npm.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const [code] = await once(npm, 'close');
  return { code, output, errors };
}

function spawnNpmStart(env: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const { TILEDB_REST_URL, NODE_ENV, ...inherited } = process.env;
  return spawn('npm', ['start', ...args], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A separate process group, which ends as a whole even if npm does not forward a signal.
    detached: true,
  });
}

/** The signal passes through npm and its shell, so only the service can report that it has arrived. */
export async function untilNoNewWorkIsTaken(url: string): Promise<void> {
  const { origin } = new URL(url);
  const isTaking = () =>
    fetch(`${origin}/readyz`, { headers: { connection: 'close' } }).then(
      ({ status }) => status === 200,
      () => false,
    );
  while (await isTaking());
}
