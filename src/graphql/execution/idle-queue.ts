/** A queue of work that no request waits for. */
export interface IdleQueue {
  /** @returns false if the queue is full; the work is then not done */
  add(work: () => void): boolean;
}

/**
 * Does one piece of work per turn of the event loop, after that turn's I/O, so that requests are served in between.
 *
 * @param defer calls back in a later turn
 */
export function createIdleQueue(
  maxWaiting: number,
  defer: (callback: () => void) => void = setImmediate,
): IdleQueue {
  const waiting: (() => void)[] = [];

  return {
    add(work) {
      if (waiting.length >= maxWaiting) return false;
      waiting.push(work);
      if (waiting.length === 1) defer(doNext);
      return true;
    },
  };

  function doNext(): void {
    const work = waiting.shift();
    if (waiting.length > 0) defer(doNext);
    work?.();
  }
}
