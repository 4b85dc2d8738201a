/**
 * Lets only so many do something at a time; the others wait for their turn, in order of arrival.
 *
 * cockatiel's bulkhead looks at those who wait only when their turn comes: who had left would still fill the queue.
 */
export class Semaphore {
  readonly #most: number;
  #taken = 0;
  /** Each with what lets it go on. */
  readonly #queue = new Set<() => void>();

  constructor(most: number) {
    this.#most = most;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /** @returns whether there was a free place, which is taken now */
  takeFree(): boolean {
    if (this.#taken >= this.#most) return false;
    this.#taken += 1;
    return true;
  }

  /**
   * Takes the next place that is given back.
   *
   * @param signal ends the wait early, with its reason
   */
  waitForTurn(signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const goOn = () => {
      this.#queue.delete(goOn);
      signal?.removeEventListener('abort', leave);
      resolve();
    };
    const leave = () => {
      this.#queue.delete(goOn);
      reject(signal?.reason);
    };
    this.#queue.add(goOn);
    signal?.addEventListener('abort', leave);
    return promise;
  }

  /** Does something when there is a place for it. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (!this.takeFree()) await this.waitForTurn();
    try {
      return await task();
    } finally {
      this.giveBack();
    }
  }

  /** It goes to the first who waits, and stays taken then. */
  giveBack(): void {
    const [goOn] = this.#queue;
    if (goOn === undefined) this.#taken -= 1;
    else goOn();
  }
}
