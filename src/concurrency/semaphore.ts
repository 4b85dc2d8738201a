/** Limits how many tasks run at once; the others wait in order of arrival. */
export class Semaphore {
  readonly #maxInFlight: number;
  #inFlight = 0;
  readonly #queue: (() => void)[] = [];

  constructor(maxInFlight: number) {
    this.#maxInFlight = maxInFlight;
  }

  /** Runs a task as soon as a slot is free. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#inFlight < this.#maxInFlight) this.#inFlight += 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    try {
      return await task();
    } finally {
      this.#release();
    }
  }

  /** Hands the slot to the first task in the queue, in which case it is never free. */
  #release(): void {
    const proceed = this.#queue.shift();
    if (proceed === undefined) this.#inFlight -= 1;
    else proceed();
  }
}
