import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  circuitBreaker,
  handleWhen,
  SamplingBreaker,
} from 'cockatiel';
import { Semaphore } from '../../concurrency/semaphore.ts';
import type { Deadline } from './deadline.ts';

export interface GuardOptions {
  /** Most calls under way at once. */
  readonly maxConcurrent: number;
  /** Most calls that may wait for one of those semaphore. */
  readonly maxQueued: number;
  /** Calls per second below which the breaker has too little to judge by, and stays closed. */
  readonly breakerMinimumRps: number;
  /** How long the breaker stays open before one call may try again. */
  readonly breakerOpenMs: number;
}

export type BreakerState = 'closed' | 'half-open' | 'open';

/** Keeps an upstream that is down from being asked, and a slow one from being asked by everybody at once. */
export interface Guard {
  /**
   * Makes a call when there is a place for it.
   *
   * @param deadline whose `reads` end the wait for a place, with their reason
   * @throws {GuardRejection} when the call was not made, else what the call throws
   */
  run<T>(call: () => Promise<T>, deadline: Pick<Deadline, 'reads'>): Promise<T>;
  readonly breakerState: BreakerState;
  readonly callsUnderWay: number;
  /** Calls that wait for a place among those under way. */
  readonly callsWaiting: number;
}

/** The call was not made at all. */
export class GuardRejection extends Error {
  override readonly name = 'GuardRejection';
  /** Whether upstream counts as down, so that other calls are turned down as well. */
  readonly isBreakerOpen: boolean;

  constructor(message: string, isBreakerOpen: boolean) {
    super(message);
    this.isBreakerOpen = isBreakerOpen;
  }
}

/** Half of the calls of ten seconds must fail before upstream counts as down. */
const BREAKER_THRESHOLD = 0.5;
const BREAKER_WINDOW_MS = 10_000;

/**
 * What a failed call says of upstream: that it is down, that it is there (and only this call was wrong),
 * or nothing, since the call ended before upstream could show either.
 */
export type Verdict = 'down' | 'there' | 'unknown';

export function createGuard(options: GuardOptions, judge: (error: unknown) => Verdict): Guard {
  const semaphore = new Semaphore(options.maxConcurrent);
  const breaker: CircuitBreakerPolicy = circuitBreaker(
    handleWhen((error) => isFailure(judge(error), breaker.state)),
    {
      halfOpenAfter: options.breakerOpenMs,
      breaker: new SamplingBreaker({
        threshold: BREAKER_THRESHOLD,
        duration: BREAKER_WINDOW_MS,
        minimumRps: options.breakerMinimumRps,
      }),
    },
  );

  return {
    async run(call, deadline) {
      if (!semaphore.takeFree()) {
        if (semaphore.waiting >= options.maxQueued) {
          throw new GuardRejection('too many upstream calls are under way and waiting', false);
        }
        await semaphore.waitForTurn(deadline.reads);
      }
      try {
        // cockatiel lets the others wait for the one call that probes; they are better told at once.
        if (breaker.state === CircuitState.HalfOpen) {
          throw new GuardRejection('the circuit breaker is probing upstream', true);
        }
        return await breaker.execute(call);
      } catch (error) {
        if (!(error instanceof BrokenCircuitError)) throw error;
        throw new GuardRejection('the circuit breaker is open: upstream is failing', true);
      } finally {
        semaphore.giveBack();
      }
    },
    get callsUnderWay() {
      return semaphore.taken;
    },
    get callsWaiting() {
      return semaphore.waiting;
    },
    get breakerState() {
      switch (breaker.state) {
        case CircuitState.Closed:
          return 'closed';
        case CircuitState.HalfOpen:
          return 'half-open';
        default:
          return 'open';
      }
    },
  };
}

/** A probe that tells nothing must not close the breaker: cockatiel takes every other error for a success. */
function isFailure(verdict: Verdict, state: CircuitState): boolean {
  return verdict === 'down' || (verdict === 'unknown' && state === CircuitState.HalfOpen);
}
