import { type DestinationStream, destination, type Level, type Logger, pino } from 'pino';
import { toReadableLine } from './readable-line.ts';

export type { Logger };

export interface LogOptions {
  readonly level: Level | 'silent';
  /** `auto`: readable when standard error is a terminal, else JSON. */
  readonly format: 'auto' | 'json' | 'readable';
  /** Whether e-mail addresses may appear. */
  readonly showsEmails: boolean;
  /** Whether other processes write to the same standard error. */
  readonly isShared: boolean;
}

/** Lines on standard error, one an event; standard output belongs to the start's own words. */
export function createLogger({ level, format, showsEmails, isShared }: LogOptions): Logger {
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
    isReadable ? readableDestination() : jsonDestination(isShared ? SHARED : OWN),
  );
}

interface Batches {
  /** Lines are collected until they come to this. */
  readonly minLength: number;
  readonly maxWrite: number;
}

/** A pipe takes writes of up to 4,096 bytes whole, so that the lines of several processes never mix (PIPE_BUF on Linux). */
const SHARED: Batches = { minLength: 3_072, maxWrite: 4_096 };
/** Nothing can mix: the more at once, the less each line costs. */
const OWN: Batches = { minLength: 32_768, maxWrite: 65_536 };
/** How late a line may be; what is left is written when the process ends. */
const LONGEST_DELAY_MS = 100;

/**
 * Lines are collected and written outside of the operations that made them: a write each costs more than all the rest of
 * a line. As bytes, since of collected text the destination would measure all again with each line.
 */
function jsonDestination(batches: Batches): DestinationStream {
  const bytes = destination({
    fd: 2,
    sync: false,
    ...batches,
    contentMode: 'buffer',
    periodicFlush: LONGEST_DELAY_MS,
    // Its types know of text only.
  }) as unknown as { write(line: Buffer): void };
  return { write: (line) => bytes.write(Buffer.from(line)) };
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
