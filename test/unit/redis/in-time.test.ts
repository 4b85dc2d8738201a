import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTime, TooLate } from '../../../src/redis/in-time.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

const TIMEOUT_MS = 100;
const turn = () => new Promise(setImmediate);

describe('a reply from Redis', () => {
  it('that is in time is passed on, and leaves no timer running', async () => {
    const answer = Promise.withResolvers<string>();
    const waiting = inTime(answer.promise, TIMEOUT_MS);
    vi.advanceTimersByTime(TIMEOUT_MS - 1);
    answer.resolve('OK');
    expect(await waiting).toBe('OK');
    await turn();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that is an error is passed on', async () => {
    const refused = Promise.reject(new Error('refused'));
    await expect(inTime(refused, TIMEOUT_MS)).rejects.toThrow('refused');
  });

  it('that is not in time is no longer waited for', async () => {
    const waiting = inTime(new Promise(() => {}), TIMEOUT_MS);
    vi.advanceTimersByTime(TIMEOUT_MS);
    await expect(waiting).rejects.toThrow(TooLate);
  });

  it.each(['resolve', 'reject'] as const)('that is late is ignored: %s', async (how) => {
    const answer = Promise.withResolvers<unknown>();
    const waiting = inTime(answer.promise, TIMEOUT_MS);
    vi.advanceTimersByTime(TIMEOUT_MS);
    await expect(waiting).rejects.toThrow('no reply within 100 ms');
    answer[how](new Error('late'));
    await turn();
  });

  it('that is read right after a late timer of a busy process counts as in time', async () => {
    const answer = Promise.withResolvers<string>();
    const waiting = inTime(answer.promise, TIMEOUT_MS);
    vi.advanceTimersByTime(TIMEOUT_MS);
    answer.resolve('OK');
    expect(await waiting).toBe('OK');
  });
});
