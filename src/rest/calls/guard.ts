import { FairSemaphore, NoPlace } from '../../concurrency/fair-semaphore.ts';
import { Breaker, type BreakerState, type Verdict } from './breaker.ts';
import type { Deadline } from './deadline.ts';

export interface GuardOptions {
  /** Maximum calls in flight. */
  readonly maxConcurrent: number;
  /** Maximum calls that may wait for one of those places. */
  readonly maxQueued: number;
  /** Calls per second below which the breaker has too little to judge by, and stays closed. */
  readonly breakerMinimumRps: number;
  /** How long the breaker stays open before one call may try again. */
  readonly breakerOpenMs: number;
  /** The time, in milliseconds. */
  readonly now: () => number;
}

/** What the guard learns of how a call ended. */
export type Ending<T> =
  | { readonly kind: 'returned'; readonly value: T }
  | { readonly kind: 'threw'; readonly error: unknown };

export interface GuardedCaller {
  /** Names the caller, and holds no secret. */
  readonly key: string;
  /** Its `reads` end the wait for a place, with their reason. */
  readonly deadline: Pick<Deadline, 'reads'>;
}

/**
 * Keeps an upstream that is down from being asked, and a slow one from being asked by everybody at once; and one caller's
 * calls, and what makes them fail, from being the others' trouble.
 */
export interface Guard<T> {
  /**
   * Makes a call when there is a place for it.
   *
   * @throws {GuardRejection} when the call was not made, else what the call throws
   */
  run(call: () => Promise<T>, caller: GuardedCaller): Promise<T>;
  readonly breakerState: BreakerState;
  /** Callers for whom alone the breaker is open. */
  readonly callersCutOff: number;
  readonly callsUnderWay: number;
  /** Calls that wait for a place among those under way. */
  readonly callsWaiting: number;
}

/** The call was not made at all. */
export class GuardRejection extends Error {
  override readonly name = 'GuardRejection';
  /** Whether upstream counts as down, so that this caller's other calls are turned down as well. */
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
  const places = new FairSemaphore(options.maxConcurrent, options.maxQueued);
  const breaker = new Breaker({
    minimumRps: options.breakerMinimumRps,
    openMs: options.breakerOpenMs,
    now: options.now,
  });

  return {
    async run(call, { key, deadline }) {
      if (!places.takeFree(key)) await waitForTurn(key, deadline.reads);
      try {
        return await callThroughBreaker(call, key);
      } finally {
        places.giveBack(key);
      }
    },
    get callsUnderWay() {
      return places.taken;
    },
    get callsWaiting() {
      return places.waiting;
    },
    get breakerState() {
      return breaker.state;
    },
    get callersCutOff() {
      return breaker.callersOpen;
    },
  };

  async function waitForTurn(key: string, signal: AbortSignal): Promise<void> {
    try {
      await places.waitForTurn(key, signal);
    } catch (error) {
      throw error instanceof NoPlace ? new GuardRejection(error.message, false) : error;
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
