import { fstatSync, write, writeSync } from 'node:fs';

/** Writes lines to a file descriptor without ever blocking on its reader. */
export interface LineWriter {
  /** @param line including its line feed */
  write(line: string): void;
  /** Tries once to write the pending lines, without waiting; call it when the process exits. */
  flushSync(): void;
}

export interface LineWriterOptions {
  /** Size in bytes at which a batch is written immediately. */
  readonly batchBytes: number;
  /** Maximum size of one write. Lines are never split; a longer line is written alone. */
  readonly maxWriteBytes: number;
  /** Maximum bytes pending; further lines are dropped. */
  readonly maxPendingBytes: number;
  /** Maximum time that a line waits to be batched. */
  readonly delayMs: number;
  readonly onDropped: (lines: number) => void;
}

/** Where bytes go. */
export interface Sink {
  /** Calls back when the write has succeeded or failed. There is one write at a time. */
  write(bytes: string, done: (error: Error | null) => void): void;
  writeSync(bytes: string): void;
}

/**
 * Collects lines and writes them in batches, one batch at a time: one write per line would cost more than everything else
 * about the line.
 *
 * pino's own destination (sonic-boom) does this too, but was tried and rejected: with a full disk it retries in a loop that
 * blocks the exit, and with a stalled reader it blocks a thread in `write` that the exit waits for. Here, a failed write
 * loses its lines, and lines beyond a limit are dropped; both are counted.
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

/** Writes to standard error, whether it is a pipe, a file or a terminal. */
export function createErrorSink(): Sink {
  const stats = fstatSync(STANDARD_ERROR);
  const isPipe = stats.isFIFO() || stats.isSocket();
  return isPipe ? createPipeSink() : createFileSink(STANDARD_ERROR);
}

/** Node opens pipes in non-blocking mode, so no thread waits for a reader, and the last attempt fails immediately. */
function createPipeSink(): Sink {
  // The write's callback gets the error; without a listener, a closed pipe would end the process.
  if (!process.stderr.listeners('error').includes(ignore)) process.stderr.on('error', ignore);
  return {
    write: (bytes, done) => process.stderr.write(bytes, (error) => done(error ?? null)),
    writeSync: (bytes) => writeSync(STANDARD_ERROR, bytes),
  };
}

function ignore(): void {}

/** A file or a terminal: written by a thread of Node's pool, so that a slow disk does not block the event loop. */
function createFileSink(fileDescriptor: number): Sink {
  const writeAll = (bytes: Buffer, done: (error: Error | null) => void) => {
    write(fileDescriptor, bytes, (error, written) => {
      if (error !== null) return done(error);
      // A nearly full disk may accept only a part of the batch.
      if (written < bytes.length) return writeAll(bytes.subarray(written), done);
      done(null);
    });
  };
  return {
    write: (bytes, done) => writeAll(Buffer.from(bytes), done),
    writeSync: (bytes) => writeSync(fileDescriptor, bytes),
  };
}
