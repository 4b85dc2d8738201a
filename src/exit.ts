import { ConfigError } from './config/read.ts';

/** The shutdown cut off running work. */
export const EXIT_CUT_OFF = 1;
const EXIT_START_FAILED = 1;
const EXIT_INVALID_SETTINGS = 2;

/** Time to write the last log lines. */
const LOG_FLUSH_MS = 1_000;
/** Maximum time that a process needs after draining, mostly to send the last traces. */
export const MAX_CLEANUP_MS = 5_000;

/**
 * Ends this process: immediately when nothing keeps it alive, else after a short time in which it can write its last log
 * lines. Neither a stalled log reader nor a connection that does not close can keep it alive.
 */
export function endSoon(code: number): void {
  process.exitCode = code;
  setTimeout(() => process.exit(code), LOG_FLUSH_MS).unref();
}

/**
 * The last resort for a shutdown that hangs, for example on a response that never comes. SIGKILL runs no exit handlers, so
 * none can block it.
 *
 * @param afterMs longer than an orderly shutdown may take
 */
export function killAfter(afterMs: number): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), afterMs).unref();
}

/** Ends a process that could not start, and prints why. */
export function endStart(error: unknown): never {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_INVALID_SETTINGS);
  }
  process.stderr.write(`The service cannot start: ${toReason(error)}\n`);
  process.exit(EXIT_START_FAILED);
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
