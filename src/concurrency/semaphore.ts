/** Lets only so many tasks run at a time; the others wait for their turn, in order of arrival. */
export class Semaphore {
  readonly #most: number;
  #taken = 0;
  readonly #queue: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Runs a task when there is a place for it. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#taken < this.#most) this.#taken += 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    try {
      return await task();
    } finally {
      this.#giveBack();
    }
  }

  /** The place goes to whoever waits first, and stays taken then. */
  #giveBack(): void {
    const goOn = this.#queue.shift();
    if (goOn === undefined) this.#taken -= 1;
    else goOn();
  }
}
