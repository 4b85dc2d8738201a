import { ConfigError } from './config/read.ts';

/** Work was cut off at the end. */
export const EXIT_CUT_OFF = 1;
const EXIT_NO_START = 1;
const EXIT_WRONG_SETTINGS = 2;

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
  if (code === 'EADDRINUSE') return `${error.message}. Set PORT to a free port, or to 0 for any.`;
  if (code === 'EACCES') return `${error.message}. Set PORT to a port that you may listen on.`;
  return error.stack ?? error.message;
}
