import { describe, expect, it } from 'vitest';
import { type FailedAttempt, retryDelayMs } from '../../../../src/rest/calls/retry.ts';

const CUT: FailedAttempt = { kind: 'no-connection' };
const MINUTE_MS = 60_000;

function delays(chance: number, failure = CUT): (number | null)[] {
  return [0, 1, 2, 3].map((retriesMade) =>
    retryDelayMs({ failure, retriesMade, remainingMs: MINUTE_MS, chance }),
  );
}

describe('the pause before a retry', () => {
  it('doubles each time, for at most three retries', () => {
    expect(delays(1)).toEqual([100, 200, 400, null]);
  });

  it('is random by half, so that callers who failed together spread out', () => {
    expect(delays(0)).toEqual([50, 100, 200, null]);
    expect(delays(0.5)).toEqual([75, 150, 300, null]);
  });

  it('is never shorter than Retry-After', () => {
    const asked = { kind: 'status', status: 503, retryAfterMs: 300 } as const;
    expect(delays(1, asked)).toEqual([300, 300, 400, null]);
  });

  it('ends the retries when it would exceed the deadline', () => {
    const facts = { failure: CUT, retriesMade: 0, chance: 1 };
    expect(retryDelayMs({ ...facts, remainingMs: 100 })).toBeNull();
    expect(retryDelayMs({ ...facts, remainingMs: 101 })).toBe(100);
  });
});
