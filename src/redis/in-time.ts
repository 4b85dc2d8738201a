/** An answer did not come in time. */
export class TooLate extends Error {
  override readonly name = 'TooLate';

  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
  }
}

/**
 * Waits for an answer, but not longer than a time. One that comes later is ignored, an error too.
 *
 * @throws {TooLate}
 */
export function inTime<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  const { promise: first, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => {
    // An answer may have come while this process was busy with others: it is read before the verdict.
    setImmediate(reject, new TooLate(timeoutMs));
  }, timeoutMs).unref();
  promise.then(resolve, reject).finally(() => clearTimeout(timer));
  return first;
}
