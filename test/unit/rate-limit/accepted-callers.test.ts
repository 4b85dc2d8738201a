import { describe, expect, it } from 'vitest';
import { createAcceptedCallers } from '../../../src/rate-limit/accepted-callers.ts';

const HOUR_MS = 3_600_000;

describe('the accepted callers', () => {
  it('contain a caller for an hour after each time it was accepted', () => {
    let time = 0;
    const accepted = createAcceptedCallers(() => time);
    expect(accepted.add('ada')).toBe(true);
    time = HOUR_MS - 1;
    expect(accepted.add('ada')).toBe(false);
    time = 2 * HOUR_MS - 2;
    expect(accepted.has('ada')).toBe(true);
    time += 1;
    expect(accepted.has('ada')).toBe(false);
    expect(accepted.add('ada')).toBe(true);
  });

  it('number at most 100,000, and the least recent one makes room', () => {
    const accepted = createAcceptedCallers(() => 0);
    for (let n = 0; n <= 100_000; n += 1) accepted.add(`caller ${n}`);
    expect(accepted.has('caller 0')).toBe(false);
    expect(accepted.has('caller 1')).toBe(true);
    expect(accepted.has('caller 100000')).toBe(true);
  });
});
