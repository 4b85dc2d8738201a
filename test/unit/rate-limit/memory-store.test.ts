import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/rate-limit/memory-store.ts';
import type { Counted, RateLimit, Standing } from '../../../src/rate-limit/store.ts';

const LIMIT: RateLimit = { name: 'things', points: 3, windowMs: 1_000 };
const OTHER: RateLimit = { name: 'others', points: 3, windowMs: 1_000 };

function start(maxKeys = 2) {
  let time = 0;
  const store = createMemoryStore({ maxKeys, now: () => time });
  const counted = (key: string, standing: Standing = 'unknown'): Counted => ({ key, standing });
  return {
    store,
    pass: (ms: number) => {
      time += ms;
    },
    take: (key: string, points = 1, standing?: Standing, limit = LIMIT) =>
      store.take(limit, counted(key, standing), points),
  };
}

describe('a window in memory', () => {
  it('takes points until none are left, and reports how long until it ends', () => {
    const { take, pass } = start();
    expect(take('a', 3)).toEqual({ isTaken: true, resetMs: 1_000 });
    pass(400);
    expect(take('a')).toEqual({ isTaken: false, resetMs: 600 });
  });

  it('takes either all requested points or none', () => {
    const { take } = start();
    take('a', 2);
    expect(take('a', 2)).toMatchObject({ isTaken: false });
    expect(take('a', 1)).toMatchObject({ isTaken: true });
  });

  it('ends after its duration, to the millisecond', () => {
    const { take, pass } = start();
    take('a', 3);
    pass(999);
    expect(take('a')).toMatchObject({ isTaken: false });
    pass(1);
    expect(take('a')).toEqual({ isTaken: true, resetMs: 1_000 });
  });

  it('does not start when its first points are rejected', () => {
    const { take, pass } = start();
    take('a', 4);
    pass(500);
    expect(take('a')).toEqual({ isTaken: true, resetMs: 1_000 });
  });

  it('has its refunded points again', () => {
    const { take, store } = start();
    take('a', 3);
    store.giveBack(LIMIT, 'a', 2);
    expect(take('a', 2)).toMatchObject({ isTaken: true });
    expect(take('a')).toMatchObject({ isTaken: false });
  });

  it('is removed when all its points are refunded, so that the next one starts afresh', () => {
    const { take, store, pass } = start();
    take('a', 2);
    store.giveBack(LIMIT, 'a', 2);
    pass(500);
    expect(take('a', 3)).toEqual({ isTaken: true, resetMs: 1_000 });
  });

  it('never has more points than its limit, however many are refunded', () => {
    const { take, store } = start();
    take('a', 1);
    store.giveBack(LIMIT, 'a', 5);
    expect(take('a', 4)).toMatchObject({ isTaken: false });
  });

  it('is separate for each limit', () => {
    const { take } = start();
    take('a', 3);
    expect(take('a', 3, 'unknown', OTHER)).toMatchObject({ isTaken: true });
  });
});

describe('the memory store when it is full', () => {
  it('evicts the oldest window of the same standing', () => {
    const { take } = start(2);
    for (const key of ['a', 'b', 'c']) take(key, 3);
    expect(take('b')).toMatchObject({ isTaken: false });
    expect(take('c')).toMatchObject({ isTaken: false });
    expect(take('a')).toMatchObject({ isTaken: true });
  });

  it('evicts ended windows first', () => {
    const { take, pass } = start(2);
    take('a', 3);
    pass(600);
    take('b', 3);
    pass(400);
    take('c', 3);
    expect(take('b')).toMatchObject({ isTaken: false });
  });

  it.each<[Standing, Standing]>([
    ['accepted', 'unknown'],
    ['accepted', 'address'],
    ['address', 'unknown'],
    ['unknown', 'address'],
  ])('never evicts a window that is %s for one that is %s', (own, others) => {
    const { take } = start(2);
    take('a', 3, own);
    for (let n = 0; n < 100; n += 1) take(`junk ${n}`, 1, others);
    expect(take('a', 1, own)).toMatchObject({ isTaken: false });
  });

  it('keeps windows from before a caller was accepted with those of accepted callers', () => {
    const { take, store } = start(2);
    take('a', 3);
    take('a', 3, 'unknown', OTHER);
    store.accept('a');
    for (let n = 0; n < 100; n += 1) {
      take(`junk ${n}`);
      take(`junk ${n}`, 1, 'unknown', OTHER);
    }
    expect(take('a', 1, 'accepted')).toMatchObject({ isTaken: false });
    expect(take('a', 1, 'accepted', OTHER)).toMatchObject({ isTaken: false });
  });

  it('keeps no window that is fully refunded', () => {
    const { take, store } = start(2);
    take('a', 3);
    for (let n = 0; n < 100; n += 1) {
      take(`junk ${n}`);
      store.giveBack(LIMIT, `junk ${n}`, 1);
    }
    expect(take('a')).toMatchObject({ isTaken: false });
  });
});

describe('a window that was counted in another store', () => {
  it('continues in the memory store', () => {
    const { take, store } = start();
    store.adopt(LIMIT, { key: 'a', standing: 'accepted' }, 2, 300);
    expect(take('a', 2)).toEqual({ isTaken: false, resetMs: 300 });
    expect(take('a', 1)).toEqual({ isTaken: true, resetMs: 300 });
  });

  it('does not replace a window of the memory store', () => {
    const { take, store } = start();
    take('a', 3);
    store.adopt(LIMIT, { key: 'a', standing: 'unknown' }, 0, 1_000);
    expect(take('a')).toMatchObject({ isTaken: false });
  });
});
