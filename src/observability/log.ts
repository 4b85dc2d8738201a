import { type Level, type Logger, pino } from 'pino';
import { boundLine, MAX_LINE_BYTES } from './bound-line.ts';
import { hideEmails } from './hide-emails.ts';
import { createErrorSink, createLineWriter, type LineWriter } from './line-writer.ts';
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
  /** Lines were lost, since they could not be written or not fast enough. */
  readonly onDropped: (lines: number) => void;
}

/** Lines on standard error, one an event; standard output belongs to the start's own words. */
export function createLogger(options: LogOptions): Logger {
  const { level, format, showsEmails, isShared, onDropped } = options;
  const isReadable = format === 'readable' || (format === 'auto' && process.stderr.isTTY === true);
  const writer = createLineWriter(createErrorSink(), {
    ...(isShared || isReadable ? AT_ONCE : IN_BATCHES),
    maxPendingBytes: MAX_PENDING_BYTES,
    onDropped,
  });
  flushAtExit(writer);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // On the finished line, so that no field and no error's text can be forgotten.
      hooks: { streamWrite: (line) => boundLine(showsEmails ? line : hideEmails(line)) },
    },
    {
      write: isReadable
        ? (line) => writer.write(toReadableLine(line))
        : (line) => writer.write(line),
    },
  );
}

const writers = new Set<LineWriter>();

function flushAtExit(writer: LineWriter): void {
  if (writers.size === 0) process.once('exit', flushLogs);
  writers.add(writer);
}

/** Writes what is left of all logs, as far as that is possible without waiting. */
function flushLogs(): void {
  for (const writer of writers) writer.flushSync();
}

/** For lines that must not mix with those of other processes, or that somebody is watching. */
const AT_ONCE = {
  batchBytes: MAX_LINE_BYTES - 1_024,
  maxWriteBytes: MAX_LINE_BYTES,
  delayMs: 100,
} as const;
/** The more at once, the less each line costs. */
const IN_BATCHES = { batchBytes: 32_768, maxWriteBytes: 65_536, delayMs: 100 } as const;
/** Some 3,000 lines: enough for a reader that pauses, and no burden on the heap. */
const MAX_PENDING_BYTES = 1_000_000;
