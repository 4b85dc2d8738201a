import { fstatSync, write, writeSync } from 'node:fs';

/** Writes lines to a file descriptor without ever waiting for who reads them. */
export interface LineWriter {
  /** @param line with its line feed */
  write(line: string): void;
  /** Tries once to write what is left, without waiting. For the end of the process. */
  flushSync(): void;
}

export interface LineWriterOptions {
  /** A batch is written as soon as it has this many bytes. */
  readonly batchBytes: number;
  /** Maximum size of one write. Lines are never divided between two: a longer line is a write of its own. */
  readonly maxWriteBytes: number;
  /** Lines that come while so much is waiting are dropped. */
  readonly maxPendingBytes: number;
  /** Maximum time that a line waits for others. */
  readonly delayMs: number;
  readonly onDropped: (lines: number) => void;
}

/** Where bytes go. */
export interface Sink {
  /** Calls back once they are written, or cannot be. There is one write at a time. */
  write(bytes: string, done: (error: Error | null) => void): void;
  writeSync(bytes: string): void;
}

/**
 * Collects lines and writes them in batches, one at a time: a write each costs more than all the rest of a line.
 *
 * pino's own destination (sonic-boom) does this too, and was tried. With a full disk it keeps what it cannot write and tries
 * again in a loop that an exit cannot leave; with a reader that has stalled, it keeps a thread in `write` that an exit waits
 * for. Here a write that fails loses its lines, and lines beyond a bound are dropped; both are counted.
 */
export function createLineWriter(sink: Sink, options: LineWriterOptions): LineWriter {
  let pending: { readonly line: string; readonly bytes: number }[] = [];
  let pendingBytes = 0;
  let isWriting = false;
  let timer: NodeJS.Timeout | undefined;

  return {
    write(line) {
      const bytes = Buffer.byteLength(line);
      if (pendingBytes + bytes > options.maxPendingBytes) return options.onDropped(1);
      pending.push({ line, bytes });
      pendingBytes += bytes;
      if (pendingBytes >= options.batchBytes) writeBatch();
      else timer ??= setTimeout(writeBatch, options.delayMs).unref();
    },
    flushSync() {
      while (pending.length > 0) {
        const lines = takeBatch();
        try {
          sink.writeSync(lines.join(''));
        } catch {
          options.onDropped(lines.length);
        }
      }
    },
  };

  function writeBatch(): void {
    clearTimeout(timer);
    timer = undefined;
    if (isWriting || pending.length === 0) return;
    isWriting = true;
    const lines = takeBatch();
    sink.write(lines.join(''), (error) => {
      isWriting = false;
      if (error !== null) options.onDropped(lines.length);
      writeBatch();
    });
  }

  function takeBatch(): string[] {
    let bytes = 0;
    let count = 0;
    for (const line of pending) {
      if (count > 0 && bytes + line.bytes > options.maxWriteBytes) break;
      bytes += line.bytes;
      count += 1;
    }
    const taken = pending.slice(0, count);
    pending = pending.slice(count);
    pendingBytes -= bytes;
    return taken.map(({ line }) => line);
  }
}

const STANDARD_ERROR = 2;

/** Standard error, whatever it is. */
export function createErrorSink(): Sink {
  const stats = fstatSync(STANDARD_ERROR);
  const isPipe = stats.isFIFO() || stats.isSocket();
  return isPipe ? createPipeSink() : createFileSink(STANDARD_ERROR);
}

/** Node opens a pipe in non-blocking mode, so that no thread waits for a reader, and a last attempt fails at once. */
function createPipeSink(): Sink {
  // The callback of the write has the error; without a listener, a reader that has gone would end the process.
  if (!process.stderr.listeners('error').includes(ignore)) process.stderr.on('error', ignore);
  return {
    write: (bytes, done) => process.stderr.write(bytes, (error) => done(error ?? null)),
    writeSync: (bytes) => writeSync(STANDARD_ERROR, bytes),
  };
}

function ignore(): void {}

/** A file or a terminal: written by a thread of Node's pool, so that a slow disk holds up nobody. */
function createFileSink(fileDescriptor: number): Sink {
  const writeAll = (bytes: Buffer, done: (error: Error | null) => void) => {
    write(fileDescriptor, bytes, (error, written) => {
      if (error !== null) return done(error);
      // What a nearly full disk still takes may end in the middle of a line.
      if (written < bytes.length) return writeAll(bytes.subarray(written), done);
      done(null);
    });
  };
  return {
    write: (bytes, done) => writeAll(Buffer.from(bytes), done),
    writeSync: (bytes) => writeSync(fileDescriptor, bytes),
  };
}
