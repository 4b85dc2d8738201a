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
  /** Called when lines are lost because they cannot be written, or not fast enough. */
  readonly onDropped: (lines: number) => void;
}

/** Logs one line per event on standard error; standard output is for the start-up messages. */
export function createLogger(options: LogOptions): Logger {
  const { level, format, showsEmails, isShared, onDropped } = options;
  const isReadable = format === 'readable' || (format === 'auto' && process.stderr.isTTY === true);
  const writer = createLineWriter(createErrorSink(), {
    ...(isShared || isReadable ? SMALL_BATCHES : LARGE_BATCHES),
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
      // Applied to the finished line, so that no field or error text is missed.
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

/** Writes the pending lines of all logs, as far as possible without waiting. */
function flushLogs(): void {
  for (const writer of writers) writer.flushSync();
}

/** For lines that must not mix with those of other processes, or that a person is watching. */
const SMALL_BATCHES = {
  batchBytes: MAX_LINE_BYTES - 1_024,
  maxWriteBytes: MAX_LINE_BYTES,
  delayMs: 100,
} as const;
/** Larger batches cost less per line. */
const LARGE_BATCHES = { batchBytes: 32_768, maxWriteBytes: 65_536, delayMs: 100 } as const;
/** About 3,000 lines: enough for a reader that pauses, and little memory. */
const MAX_PENDING_BYTES = 1_000_000;
