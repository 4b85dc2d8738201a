import type { Clock } from '../../../src/idempotency/clock.ts';

/** A clock that advances only when a test says so. */
export interface VirtualClock extends Clock {
  /** Advances the clock; sleepers wake in order and continue. */
  advance(ms: number): Promise<void>;
}

const START = Date.UTC(2026, 0, 1);

export function createVirtualClock(): VirtualClock {
  const sleepers = new Set<{ readonly wakesAt: number; readonly wake: () => void }>();
  let now = START;

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = {
          wakesAt: now + ms,
          wake() {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake);
      }),
    async advance(ms) {
      const until = now + ms;
      await untilIdle();
      for (let next = findNext(until); next !== undefined; next = findNext(until)) {
        now = Math.max(now, next.wakesAt);
        next.wake();
        await untilIdle();
      }
      now = until;
    },
  };

  function findNext(until: number) {
    return [...sleepers]
      .sort((a, b) => a.wakesAt - b.wakesAt)
      .find(({ wakesAt }) => wakesAt <= until);
  }
}

/** Resolves after everything that waits only for promises has run. */
export async function untilIdle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
