import { ConfigError } from './config/read.ts';

/** Work was cut off at the end. */
export const EXIT_CUT_OFF = 1;
const EXIT_NO_START = 1;
const EXIT_WRONG_SETTINGS = 2;

/** How long the last lines of the log may take. */
const FAREWELL_MS = 1_000;
/** What a process may need after it has drained, in which the last traces are sent. */
export const LONGEST_FAREWELL_MS = 5_000;

/**
 * Ends this process soon: at once when nothing keeps it alive, else after a short time in which it may write its last
 * lines. Neither a stalled reader of its log nor a connection that does not close can keep it alive.
 */
export function endSoon(code: number): void {
  process.exitCode = code;
  setTimeout(() => process.exit(code), FAREWELL_MS).unref();
}

/**
 * The last resort, for a process that was told to end and does not, such as one whose shutdown waits for an answer that never
 * comes: SIGKILL runs no exit handler, so that none can hold it up.
 *
 * @param afterMs longer than an orderly end may take
 */
export function killAfter(afterMs: number): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), afterMs).unref();
}

/** Ends a process that could not start, and says why. */
export function endStart(error: unknown): never {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_WRONG_SETTINGS);
  }
  process.stderr.write(`The service cannot start: ${toReason(error)}\n`);
  process.exit(EXIT_NO_START);
}

function toReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : null;
  const variable = 'variable' in error ? String(error.variable) : 'PORT';
  if (code === 'EADDRINUSE') {
    return `${error.message}. Set ${variable} to a free port, or to 0 for any.`;
  }
  if (code === 'EACCES')
    return `${error.message}. Set ${variable} to a port that you may listen on.`;
  return error.stack ?? error.message;
}
