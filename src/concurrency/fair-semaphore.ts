/** A call was rejected or evicted: the queue is full, and the call belongs to the caller with the largest share. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

interface QueuedCall {
  /** Continues the call, which now holds a slot. */
  readonly proceed: () => void;
  readonly evict: () => void;
}

/**
 * Limits how many calls are in flight and shares both the slots and the queue fairly among callers: a freed slot goes to
 * the next caller in round-robin order, and a full queue evicts the newest call of the caller with the largest share.
 */
export class FairSemaphore {
  readonly #maxInFlight: number;
  readonly #maxQueued: number;
  #inFlight = 0;
  #queued = 0;
  readonly #inFlightBy = new Map<string, number>();
  /** Queued calls by caller, in round-robin order: a caller moves to the end when one of its calls proceeds. */
  readonly #queues = new Map<string, Set<QueuedCall>>();

  constructor(maxInFlight: number, maxQueued: number) {
    this.#maxInFlight = maxInFlight;
    this.#maxQueued = maxQueued;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get queued(): number {
    return this.#queued;
  }

  /** Acquires a slot if one is free. @returns whether it did */
  tryAcquire(caller: string): boolean {
    if (this.#inFlight >= this.#maxInFlight) return false;
    this.#inFlight += 1;
    this.#count(caller, 1);
    return true;
  }

  /**
   * Waits for a slot.
   *
   * @param signal ends the wait early; the promise then rejects with its reason
   * @throws {QueueFull} immediately, or later when the call is evicted for another caller
   */
  acquire(caller: string, signal: AbortSignal): Promise<void> {
    if (this.#queued >= this.#maxQueued && !this.#evictFor(caller)) {
      return Promise.reject(new QueueFull('the queue of upstream calls is full'));
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const end = () => {
      this.#remove(caller, call);
      signal.removeEventListener('abort', abort);
    };
    const abort = () => {
      end();
      reject(signal.reason);
    };
    const call: QueuedCall = {
      proceed: () => {
        end();
        this.#count(caller, 1);
        resolve();
      },
      evict: () => {
        end();
        reject(
          new QueueFull('evicted from the queue of upstream calls in favour of other callers'),
        );
      },
    };
    this.#add(caller, call);
    signal.addEventListener('abort', abort);
    return promise;
  }

  /** Hands the slot to the next caller in turn, in which case it is never free. */
  release(caller: string): void {
    this.#count(caller, -1);
    const [next] = this.#queues;
    if (next === undefined) {
      this.#inFlight -= 1;
      return;
    }
    const [nextCaller, queue] = next;
    const [first] = queue;
    first?.proceed();
    if (queue.size === 0) return;
    this.#queues.delete(nextCaller);
    this.#queues.set(nextCaller, queue);
  }

  /**
   * Evicts the newest queued call of the caller with the most calls, in flight and queued.
   *
   * @returns false when no other caller has more calls than this one would have
   */
  #evictFor(caller: string): boolean {
    let largest = this.#share(caller) + 1;
    let newest: QueuedCall | undefined;
    for (const [other, queue] of this.#queues) {
      const share = this.#share(other);
      if (share <= largest) continue;
      largest = share;
      newest = [...queue].at(-1);
    }
    newest?.evict();
    return newest !== undefined;
  }

  #share(caller: string): number {
    return (this.#inFlightBy.get(caller) ?? 0) + (this.#queues.get(caller)?.size ?? 0);
  }

  #add(caller: string, call: QueuedCall): void {
    const queue = this.#queues.get(caller) ?? new Set();
    this.#queues.set(caller, queue.add(call));
    this.#queued += 1;
  }

  #remove(caller: string, call: QueuedCall): void {
    const queue = this.#queues.get(caller);
    if (queue?.delete(call) !== true) return;
    this.#queued -= 1;
    if (queue.size === 0) this.#queues.delete(caller);
  }

  #count(caller: string, change: 1 | -1): void {
    const count = (this.#inFlightBy.get(caller) ?? 0) + change;
    if (count === 0) this.#inFlightBy.delete(caller);
    else this.#inFlightBy.set(caller, count);
  }
}
