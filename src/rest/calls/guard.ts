import { FairSemaphore, QueueFull } from '../../concurrency/fair-semaphore.ts';
import { Breaker, type BreakerState, type Verdict } from './breaker.ts';
import type { Deadline } from './deadline.ts';

export interface GuardOptions {
  /** Maximum calls in flight. */
  readonly maxConcurrent: number;
  /** Maximum calls queued for one of those slots. */
  readonly maxQueued: number;
  /** Minimum call rate (calls per second) at which the breaker may open. */
  readonly breakerMinimumRps: number;
  /** How long the breaker stays open before it lets a probe through. */
  readonly breakerOpenMs: number;
  /** The time, in milliseconds. */
  readonly now: () => number;
}

/** How a call ended. */
export type Ending<T> =
  | { readonly kind: 'returned'; readonly value: T }
  | { readonly kind: 'threw'; readonly error: unknown };

export interface GuardedCaller {
  /** Names the caller, and holds no secret. */
  readonly key: string;
  /** Its `reads` signal ends the wait in the queue, with its reason. */
  readonly deadline: Pick<Deadline, 'reads'>;
}

/**
 * Protects upstream and callers from each other: a circuit breaker stops calls to an upstream that is down, a semaphore
 * limits calls to a slow one, and both isolate callers, so that one caller's load or failures don't affect the others.
 */
export interface Guard<T> {
  /**
   * Makes a call as soon as a slot is free.
   *
   * @throws {GuardRejection} when the call was not made; otherwise whatever the call throws
   */
  run(call: () => Promise<T>, caller: GuardedCaller): Promise<T>;
  readonly breakerState: BreakerState;
  /** Number of callers whose own circuit is open. */
  readonly callersCutOff: number;
  readonly callsInFlight: number;
  /** Calls waiting for a slot. */
  readonly callsQueued: number;
}

/** The guard did not make the call. */
export class GuardRejection extends Error {
  override readonly name = 'GuardRejection';
  /** Whether the breaker is open, so that this caller's other calls would be rejected too. */
  readonly isBreakerOpen: boolean;

  constructor(message: string, isBreakerOpen: boolean) {
    super(message);
    this.isBreakerOpen = isBreakerOpen;
  }
}

export function createGuard<T>(
  options: GuardOptions,
  judge: (ending: Ending<T>) => Verdict,
): Guard<T> {
  const semaphore = new FairSemaphore(options.maxConcurrent, options.maxQueued);
  const breaker = new Breaker({
    minimumRps: options.breakerMinimumRps,
    openMs: options.breakerOpenMs,
    now: options.now,
  });

  return {
    async run(call, { key, deadline }) {
      if (!semaphore.tryAcquire(key)) await acquire(key, deadline.reads);
      try {
        return await callThroughBreaker(call, key);
      } finally {
        semaphore.release(key);
      }
    },
    get callsInFlight() {
      return semaphore.inFlight;
    },
    get callsQueued() {
      return semaphore.queued;
    },
    get breakerState() {
      return breaker.state;
    },
    get callersCutOff() {
      return breaker.callersOpen;
    },
  };

  async function acquire(key: string, signal: AbortSignal): Promise<void> {
    try {
      await semaphore.acquire(key, signal);
    } catch (error) {
      throw error instanceof QueueFull ? new GuardRejection(error.message, false) : error;
    }
  }

  async function callThroughBreaker(call: () => Promise<T>, key: string): Promise<T> {
    const leave = breaker.enter(key);
    if (leave === null) {
      throw new GuardRejection('the circuit breaker is open: upstream is failing', true);
    }
    try {
      const value = await call();
      leave(judge({ kind: 'returned', value }));
      return value;
    } catch (error) {
      leave(judge({ kind: 'threw', error }));
      throw error;
    }
  }
}
