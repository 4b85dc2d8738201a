/** There was no reply in time. */
export class TooLate extends Error {
  override readonly name = 'TooLate';

  constructor(timeoutMs: number) {
    super(`no reply within ${timeoutMs} ms`);
  }
}

/**
 * Waits for a promise with a time limit. A later result or error is ignored.
 *
 * @throws {TooLate}
 */
export function inTime<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  const { promise: first, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => {
    // A reply may be waiting in the socket because this process was busy, so let the event loop read it first.
    setImmediate(reject, new TooLate(timeoutMs));
  }, timeoutMs).unref();
  promise.then(resolve, reject).finally(() => clearTimeout(timer));
  return first;
}
