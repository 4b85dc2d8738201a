import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLineWriter } from '../../../src/observability/line-writer.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A sink whose writes end when the test says so. */
function start(options: { maxPendingBytes?: number } = {}) {
  const written: string[] = [];
  const running: ((error: Error | null) => void)[] = [];
  let dropped = 0;
  let failure: Error | null = null;
  const writer = createLineWriter(
    {
      write(bytes, done) {
        written.push(bytes);
        running.push(done);
      },
      writeSync(bytes) {
        if (failure !== null) throw failure;
        written.push(bytes);
      },
    },
    {
      batchBytes: 20,
      maxWriteBytes: 30,
      maxPendingBytes: options.maxPendingBytes ?? 100,
      delayMs: 50,
      onDropped(lines) {
        dropped += lines;
      },
    },
  );
  return {
    writer,
    written,
    end: (error: Error | null = null) => running.shift()?.(error),
    failFrom(error: Error) {
      failure = error;
    },
    get dropped() {
      return dropped;
    },
  };
}

/** Ten bytes. */
const line = (n: number) => `line ${String(n).padStart(4, '0')}\n`;

describe('the line writer', () => {
  it('writes lines together once they fill a batch', () => {
    const { writer, written } = start();
    writer.write(line(1));
    expect(written).toEqual([]);
    writer.write(line(2));
    expect(written).toEqual([line(1) + line(2)]);
  });

  it('writes lines after a delay when no more follow', () => {
    const { writer, written } = start();
    writer.write(line(1));
    vi.advanceTimersByTime(49);
    expect(written).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(written).toEqual([line(1)]);
  });

  it('holds lines back during a write, and never splits one between two writes', () => {
    const { writer, written, end } = start();
    for (let n = 1; n <= 7; n += 1) writer.write(line(n));
    expect(written).toHaveLength(1);
    end();
    expect(written[1]).toBe(line(3) + line(4) + line(5));
    end();
    expect(written[2]).toBe(line(6) + line(7));
  });

  it('writes a line longer than a batch in one write', () => {
    const { writer, written, end } = start();
    const long = `${'x'.repeat(60)}\n`;
    writer.write(long);
    writer.write(line(1));
    end();
    vi.advanceTimersByTime(50);
    expect(written).toEqual([long, line(1)]);
  });

  it('measures lines in bytes', () => {
    const { writer, written } = start();
    writer.write(`${'é'.repeat(10)}\n`);
    expect(written).toHaveLength(1);
  });
});

describe('the line writer with a failing sink', () => {
  it('drops and counts lines beyond its limit, however long the reader stalls', () => {
    const log = start({ maxPendingBytes: 50 });
    for (let n = 0; n < 1_000; n += 1) log.writer.write(line(n));
    expect(log.written).toHaveLength(1);
    // Two are being written, five are queued.
    expect(log.dropped).toBe(993);
  });

  it('accepts lines again once the reader resumes', () => {
    const log = start({ maxPendingBytes: 50 });
    for (let n = 0; n < 10; n += 1) log.writer.write(line(n));
    for (let writes = 0; writes < 3; writes += 1) log.end();
    log.writer.write(line(10));
    log.writer.write(line(11));
    expect(log.written.at(-1)).toBe(line(10) + line(11));
    expect(log.dropped).toBe(3);
  });

  it('drops and counts lines whose write fails, and tries the next ones', () => {
    const log = start();
    log.writer.write(line(1));
    log.writer.write(line(2));
    log.end(new Error('ENOSPC'));
    expect(log.dropped).toBe(2);
    log.writer.write(line(3));
    log.writer.write(line(4));
    expect(log.written.at(-1)).toBe(line(3) + line(4));
  });
});

describe('the line writer at the end of the process', () => {
  it('writes the remaining lines', () => {
    const { writer, written } = start();
    writer.write(line(1));
    writer.flushSync();
    expect(written).toEqual([line(1)]);
  });

  it('drops lines that cannot be written without waiting', () => {
    const log = start();
    for (let n = 0; n < 7; n += 1) log.writer.write(line(n));
    log.failFrom(new Error('EAGAIN'));
    log.writer.flushSync();
    expect(log.dropped).toBe(5);
  });
});
