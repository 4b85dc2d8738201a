import { type DestinationStream, destination, type Level, type Logger, pino } from 'pino';
import { toReadableLine } from './readable-line.ts';

export type { Logger };

export interface LogOptions {
  readonly level: Level | 'silent';
  /** `auto`: readable when standard error is a terminal, else JSON. */
  readonly format: 'auto' | 'json' | 'readable';
  /** Whether e-mail addresses may appear. */
  readonly showsEmails: boolean;
}

/** Lines on standard error, one an event; standard output belongs to the start's own words. */
export function createLogger({ level, format, showsEmails }: LogOptions): Logger {
  const isReadable = format === 'readable' || (format === 'auto' && process.stderr.isTTY === true);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // On the finished line, so that no field and no error's text can be forgotten.
      ...(!showsEmails && { hooks: { streamWrite: hideEmails } }),
    },
    isReadable ? readableDestination() : jsonDestination(),
  );
}

/** A pipe takes writes of up to this size whole, so that the lines of several processes never mix (PIPE_BUF on Linux). */
const LARGEST_WRITE_BYTES = 4_096;
/** Several lines, and room for the last of them in the same write. */
const BATCH_BYTES = 3_072;
/** How late a line may be; what is left is written when the process ends. */
const LONGEST_DELAY_MS = 100;

/** Lines are collected and written outside of the operations that made them: a write each costs more than all the rest of a line. */
function jsonDestination(): DestinationStream {
  return destination({
    fd: 2,
    sync: false,
    minLength: BATCH_BYTES,
    maxWrite: LARGEST_WRITE_BYTES,
    periodicFlush: LONGEST_DELAY_MS,
  });
}

function readableDestination(): DestinationStream {
  return { write: (line) => process.stderr.write(toReadableLine(line)) };
}

/**
 * What stands before the sign may not have a slash: `node_modules/@apollo/server` is no address. No part is longer than
 * SMTP allows (RFC 5321, 4.5.3.1): without a bound, a long text without a sign would be searched anew from each of its places.
 */
const EMAIL = /[^\s"'<>()[\]\\,;:/@%]{1,64}(?:@|%40)[^\s"'<>()[\]\\,;:/@%]{1,255}/gi;

function hideEmails(line: string): string {
  return line.includes('@') || line.includes('%40') ? line.replace(EMAIL, '[e-mail]') : line;
}
