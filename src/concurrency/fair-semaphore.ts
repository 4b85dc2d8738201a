/** What a call has to give way to: the queue is full, and it belongs to the caller with the largest share. */
export class NoPlace extends Error {
  override readonly name = 'NoPlace';
}

interface Waiting {
  /** Lets it go on, with a place. */
  readonly goOn: () => void;
  readonly giveWay: () => void;
}

/**
 * Lets only so many do something at a time, and shares the places and the queue out among callers: a place that becomes
 * free goes to the next caller in turn, and a full queue turns away whoever has the most.
 */
export class FairSemaphore {
  readonly #maxTaken: number;
  readonly #maxWaiting: number;
  #taken = 0;
  #waiting = 0;
  readonly #takenBy = new Map<string, number>();
  /** Those who wait, by caller. Whose turn is next stands first, and goes to the end with every place. */
  readonly #queues = new Map<string, Set<Waiting>>();

  constructor(maxTaken: number, maxWaiting: number) {
    this.#maxTaken = maxTaken;
    this.#maxWaiting = maxWaiting;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** @returns whether there was a free place, which is taken now */
  takeFree(caller: string): boolean {
    if (this.#taken >= this.#maxTaken) return false;
    this.#taken += 1;
    this.#count(caller, 1);
    return true;
  }

  /**
   * Waits for a place.
   *
   * @param signal ends the wait early, with its reason
   * @throws {NoPlace} at once, or when another caller needs the room in the queue
   */
  waitForTurn(caller: string, signal: AbortSignal): Promise<void> {
    if (this.#waiting >= this.#maxWaiting && !this.#makeRoomFor(caller)) {
      return Promise.reject(new NoPlace('too many upstream calls are under way and waiting'));
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const end = () => {
      this.#remove(caller, waiting);
      signal.removeEventListener('abort', leave);
    };
    const leave = () => {
      end();
      reject(signal.reason);
    };
    const waiting: Waiting = {
      goOn: () => {
        end();
        this.#count(caller, 1);
        resolve();
      },
      giveWay: () => {
        end();
        reject(new NoPlace('other callers need the room in the queue of upstream calls'));
      },
    };
    this.#add(caller, waiting);
    signal.addEventListener('abort', leave);
    return promise;
  }

  /** It goes to whoever's turn is next, and stays taken then. */
  giveBack(caller: string): void {
    this.#count(caller, -1);
    const [next] = this.#queues;
    if (next === undefined) {
      this.#taken -= 1;
      return;
    }
    const [whose, queue] = next;
    const [first] = queue;
    first?.goOn();
    if (queue.size === 0) return;
    this.#queues.delete(whose);
    this.#queues.set(whose, queue);
  }

  /**
   * Sends the newest call away of the waiting caller who has the most calls, under way and waiting.
   *
   * @returns whether that caller has so many more that this one may take the room
   */
  #makeRoomFor(caller: string): boolean {
    let most = this.#share(caller) + 1;
    let newest: Waiting | undefined;
    for (const [other, queue] of this.#queues) {
      const share = this.#share(other);
      if (share <= most) continue;
      most = share;
      newest = [...queue].at(-1);
    }
    newest?.giveWay();
    return newest !== undefined;
  }

  #share(caller: string): number {
    return (this.#takenBy.get(caller) ?? 0) + (this.#queues.get(caller)?.size ?? 0);
  }

  #add(caller: string, waiting: Waiting): void {
    const queue = this.#queues.get(caller) ?? new Set();
    this.#queues.set(caller, queue.add(waiting));
    this.#waiting += 1;
  }

  #remove(caller: string, waiting: Waiting): void {
    const queue = this.#queues.get(caller);
    if (queue?.delete(waiting) !== true) return;
    this.#waiting -= 1;
    if (queue.size === 0) this.#queues.delete(caller);
  }

  #count(caller: string, change: 1 | -1): void {
    const count = (this.#takenBy.get(caller) ?? 0) + change;
    if (count === 0) this.#takenBy.delete(caller);
    else this.#takenBy.set(caller, count);
  }
}
