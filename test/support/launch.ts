import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';

/** The service as a process of its own, as `npm start` runs it. */
export interface Launched {
  /** Its base URL, once it has said that it is ready. */
  readonly url: string;
  readonly process: ChildProcess;
  /** Resolves with the first line on standard output that matches. */
  said(pattern: RegExp): Promise<string>;
  /** Resolves with the first line on standard error that fits, parsed. */
  logged(isMeant: (line: LogLine) => boolean): Promise<LogLine>;
  /** All of standard error so far. */
  readonly errorLines: readonly string[];
  /** Resolves with the exit code when it has ended, its workers with it. */
  readonly exited: Promise<number | null>;
  /** Sends a signal and waits for the end. @returns the exit code */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read lines of every shape, and assert on what they read
export type LogLine = Readonly<Record<string, any>>;

const ROOT = join(import.meta.dirname, '..', '..');
const MAIN = join(ROOT, 'src', 'main.ts');
/** As `npm start` has it. */
const COMPILE_CACHE = join(ROOT, 'node_modules', '.cache', 'compile');

export interface LaunchOptions extends Pick<SpawnOptions, 'cwd' | 'uid' | 'gid'> {
  /** The program and its arguments; left out, the service as it is in this tree. */
  readonly command?: readonly string[];
}

/** Starts the service on a random port; it is ended with the test. Nothing of the test's own environment reaches it. */
export async function launch(
  env: Readonly<Record<string, string>>,
  { command = [process.execPath, MAIN], ...options }: LaunchOptions = {},
): Promise<Launched> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    ...options,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILE_CACHE, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, which ends as a whole: its workers with it.
    detached: true,
  });
  // `close` comes after `exit`, when all that was written has been read and nobody is left who could write more.
  const exited = once(child, 'close').then(() => child.exitCode);
  onTestFinished(async () => {
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

/** Signals a process that was started in a group of its own, and all that it has started. */
export function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}

/** Remembers a stream's lines, and tells of those that were waited for. */
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
