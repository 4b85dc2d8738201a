import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeAll, onTestFinished } from 'vitest';

/** The service in a separate process, as `npm start` runs it. */
export interface Launched {
  /** Its base URL, after it has reported ready. */
  readonly url: string;
  readonly process: ChildProcess;
  /** Resolves with the first matching line on standard output. */
  said(pattern: RegExp): Promise<string>;
  /** All of standard output so far. */
  readonly outputLines: readonly string[];
  /** Resolves with the first matching line on standard error, parsed. */
  logged(isMeant: (line: LogLine) => boolean): Promise<LogLine>;
  /** All of standard error so far. */
  readonly errorLines: readonly string[];
  /** Resolves with the exit code after the process and its workers have ended. */
  readonly exited: Promise<number | null>;
  /** Sends a signal and waits for the end. @returns the exit code */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read lines of every shape, and assert on what they read
export type LogLine = Readonly<Record<string, any>>;

const ROOT = join(import.meta.dirname, '..', '..');
const MAIN = join(ROOT, 'src', 'main.ts');
const SERVICE = [process.execPath, MAIN];
/** Where `npm start` keeps compiled modules; with them, a start takes half a second of CPU less. */
export const COMPILE_CACHE = join(ROOT, 'node_modules', '.cache', 'compile');

export interface LaunchOptions extends Pick<SpawnOptions, 'cwd' | 'uid' | 'gid'> {
  /** The program and its arguments. If omitted, the service of this working tree. */
  readonly command?: readonly string[];
}

/** Starts the service on a random port, without the test's environment; it ends with the test. */
export async function launch(
  env: Readonly<Record<string, string>>,
  options?: LaunchOptions,
): Promise<Launched> {
  return start(env, options, onTestFinished);
}

/** One service for all tests of a describe, since each start costs a second of CPU. */
export function useLaunched(
  toEnv: () => Readonly<Record<string, string>>,
  options?: LaunchOptions,
): () => Launched {
  return useForAll((onEnd) => start(toEnv(), options, onEnd));
}

export type OnEnd = (end: () => Promise<void>) => void;

/** Starts something before the tests of a describe and ends it after them. */
export function useForAll<Started>(begin: (onEnd: OnEnd) => Promise<Started>): () => Started {
  let started: Started | undefined;
  beforeAll(async () => {
    let stop = async () => {};
    started = await begin((end) => {
      stop = end;
    });
    return stop;
  });
  return () => {
    if (started === undefined) throw new Error('it runs only while tests do');
    return started;
  };
}

async function start(
  env: Readonly<Record<string, string>>,
  { command = SERVICE, ...options }: LaunchOptions = {},
  onEnd: OnEnd,
): Promise<Launched> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    ...options,
    env: toWholeEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A separate process group, so that it ends as a whole, including its workers.
    detached: true,
  });
  // `close` follows `exit` when all output has been read and no process can write more.
  const exited = once(child, 'close').then(() => child.exitCode);
  onEnd(async () => {
    killGroup(child);
    await exited;
  });
  const output = follow(child.stdout);
  const errors = follow(child.stderr);
  const ready = await Promise.race([
    output.find((line) => line.startsWith('Ready: ')),
    exited.then(() => {
      throw new Error(`the service ended at its start:\n${errors.lines.join('\n')}`);
    }),
  ]);
  return {
    url: ready.replace(/^Ready: /, '').replace(/\/graphql$/, ''),
    process: child,
    said: (pattern) => output.find((line) => pattern.test(line)),
    outputLines: output.lines,
    logged: async (isMeant) =>
      JSON.parse(await errors.find((line) => line.startsWith('{') && isMeant(JSON.parse(line)))),
    errorLines: errors.lines,
    exited,
    end(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}

/** Runs the service, or another command as it would run the service, until it ends. */
export async function launchToEnd(
  env: Readonly<Record<string, string>>,
  [program = '', ...args]: readonly string[] = SERVICE,
): Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }> {
  const child = spawn(program, args, {
    env: toWholeEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  onTestFinished(() => killGroup(child));
  const [output, errors] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: child.exitCode, output, errors };
}

/** A random port, and nothing of the test's environment but the way to its programs. */
function toWholeEnv(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILE_CACHE, PORT: '0', ...env };
}

/** Signals a process that was started in a separate group, and everything it has started. */
export function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // No process of the group is left.
  }
}

/** Records a stream's lines, and resolves waiters for matching lines. */
function follow(stream: Readable) {
  const lines: string[] = [];
  const waiting = new Set<(line: string) => void>();
  createInterface({ input: stream }).on('line', (line) => {
    lines.push(line);
    for (const tell of waiting) tell(line);
  });
  const find = (isMeant: (line: string) => boolean): Promise<string> =>
    new Promise((resolve) => {
      const found = lines.find(isMeant);
      if (found !== undefined) return resolve(found);
      const tell = (line: string) => {
        if (!isMeant(line)) return;
        waiting.delete(tell);
        resolve(line);
      };
      waiting.add(tell);
    });
  return { lines, find };
}
