import { describe, expect, it } from 'vitest';
import { createLoadJudge } from '../../../src/edge/load-shedding.ts';

const LIMITS = { maxEventLoopDelayMs: 1_000, maxHeapPercent: 90 };
const FINE = { eventLoopDelayMs: 20, heapPercent: 50 };
const LATE = { ...FINE, eventLoopDelayMs: 1_001 };
const FULL = { ...FINE, heapPercent: 91 };

describe('load shedding', () => {
  it.each([
    ['event-loop-delay', LATE],
    ['heap', FULL],
  ])(
    'starts for %s after two consecutive samples above the limit, and ends after one that is not',
    (reason, sample) => {
      const judge = createLoadJudge(LIMITS);
      expect([sample, sample, sample, FINE, sample].map(judge)).toEqual([
        null,
        reason,
        reason,
        null,
        null,
      ]);
    },
  );

  it('does not start at exactly the limits', () => {
    const judge = createLoadJudge(LIMITS);
    const atLimit = { eventLoopDelayMs: 1_000, heapPercent: 90 };
    expect([atLimit, atLimit, atLimit].map(judge)).toEqual([null, null, null]);
  });

  it('does not start for an interval without a measurement', () => {
    const judge = createLoadJudge(LIMITS);
    const unknown = { ...FINE, eventLoopDelayMs: Number.NaN };
    expect([unknown, unknown, unknown].map(judge)).toEqual([null, null, null]);
  });

  it('does not start when no limits are set', () => {
    const judge = createLoadJudge({ maxEventLoopDelayMs: 0, maxHeapPercent: 100 });
    const worst = { eventLoopDelayMs: 60_000, heapPercent: 101 };
    expect([worst, worst, worst].map(judge)).toEqual([null, null, null]);
  });
});
