import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/idempotency/memory-store.ts';
import { HOLD } from '../../../src/idempotency/store.ts';

const LEASE_MS = 1_000;
const KEEP_MS = 60_000;
const NO_LIMITS = { maxSlots: 1_000, maxBytes: 1_000_000 };

type Store = ReturnType<typeof createStore>['store'];

function createStore(limits = NO_LIMITS) {
  const time = { now: 1_000_000 };
  return { time, store: createMemoryStore({ ...limits, now: () => time.now }) };
}

function claimOf(owner: string, fingerprint = 'input', slot = 'only') {
  return {
    slot,
    owner,
    callers: [`caller ${owner}`],
    fingerprint,
    leaseMs: LEASE_MS,
    keepMs: KEEP_MS,
  };
}

function settlementOf(owner: string, sealed: string | null) {
  return { ...claimOf(owner), sealed };
}

describe('the memory store', () => {
  it('grants a slot to one owner at a time', () => {
    const { store } = createStore();
    expect(store.claim('r', claimOf('a'))).toEqual({ kind: 'claimed' });
    expect(store.claim('r', claimOf('b'))).toEqual({ kind: 'busy' });
    expect(store.claim('other', claimOf('b'))).toEqual({ kind: 'claimed' });
  });

  it('lets only the owner settle and release', () => {
    const { store } = createStore();
    store.claim('r', claimOf('a'));
    expect(store.settle('r', settlementOf('b', 'sealed'))).toBe(false);
    expect(store.release('r', claimOf('b'))).toBe(false);
    expect(store.settle('r', settlementOf('a', 'sealed'))).toBe(true);
    expect(store.release('r', claimOf('a'))).toBe(false);
    expect(store.settle('r', settlementOf('a', 'another'))).toBe(false);
    expect(store.claim('r', claimOf('b'))).toMatchObject({ kind: 'settled', sealed: 'sealed' });
  });

  it('treats an expired lease as an unknown outcome, and its owner as too late', () => {
    const { store, time } = createStore();
    store.claim('r', claimOf('a'));
    time.now += LEASE_MS;
    expect(store.claim('r', claimOf('b'))).toEqual({
      kind: 'settled',
      claimedAt: 1_000_000,
      sealed: null,
    });
    expect(store.settle('r', settlementOf('a', 'sealed'))).toBe(false);
    expect(store.release('r', claimOf('a'))).toBe(false);
  });

  it('rejects a different input from the claim until the record is released', () => {
    const { store } = createStore();
    store.claim('r', claimOf('a'));
    expect(store.claim('r', claimOf('b', 'other'))).toEqual({ kind: 'reused' });
    expect(store.open('r', claimOf('b', 'other'))).toEqual({ kind: 'reused' });
    store.release('r', claimOf('a'));
    expect(store.claim('r', claimOf('b', 'other'))).toEqual({ kind: 'claimed' });
  });

  it('keeps a record bound to its input while a mutation of many items is in flight, even when no item is claimed', () => {
    const { store, time } = createStore();
    expect(store.open('r', claimOf('a'))).toEqual({ kind: 'open', settled: [] });
    expect(store.claim('r', claimOf('b', 'other'))).toEqual({ kind: 'reused' });
    store.release('r', { owner: 'a', slot: `${HOLD}a` });
    expect(store.claim('r', claimOf('b', 'other'))).toEqual({ kind: 'claimed' });
    store.open('s', claimOf('a'));
    time.now += LEASE_MS;
    expect(store.claim('s', claimOf('b', 'other'))).toEqual({ kind: 'claimed' });
  });

  it('reports which items of a mutation are settled with a known outcome', () => {
    const { store } = createStore();
    for (const slot of ['known', 'unknown', 'claimed'])
      store.claim('r', claimOf('a', 'input', slot));
    store.settle('r', { ...claimOf('a', 'input', 'known'), sealed: 'sealed' });
    store.settle('r', { ...claimOf('a', 'input', 'unknown'), sealed: null });
    expect(store.open('r', claimOf('b'))).toEqual({
      kind: 'open',
      settled: [{ slot: 'known', sealed: 'sealed' }],
    });
  });

  it('records an outcome whose claim was lost, unless another owner holds the slot', () => {
    const { store } = createStore();
    expect(store.settle('r', settlementOf('a', 'sealed'))).toBe(true);
    expect(store.claim('r', claimOf('b'))).toMatchObject({ kind: 'settled', sealed: 'sealed' });
    expect(store.settle('r', { ...settlementOf('a', 'sealed'), fingerprint: 'other' })).toBe(false);
  });

  it('removes a record after its retention time, counted from its settlement', () => {
    const { store, time } = createStore();
    store.claim('r', claimOf('a'));
    time.now += LEASE_MS - 1;
    store.settle('r', settlementOf('a', 'sealed'));
    time.now += KEEP_MS - 1;
    expect(store.claim('r', claimOf('b', 'other'))).toEqual({ kind: 'reused' });
    time.now += 1;
    expect(store.claim('r', claimOf('b', 'other'))).toEqual({ kind: 'claimed' });
  });

  it('rejects claims while it is full without evicting records, and accepts them again when there is room', () => {
    const { store, time } = createStore({ maxSlots: 2, maxBytes: 1_000_000 });
    store.claim('one', claimOf('a'));
    store.settle('one', settlementOf('a', 'sealed'));
    store.claim('two', claimOf('b'));
    expect(store.claim('three', claimOf('c'))).toEqual({ kind: 'unavailable' });
    expect(store.open('three', claimOf('c'))).toEqual({ kind: 'unavailable' });
    expect(store.claim('one', claimOf('a'))).toMatchObject({ kind: 'settled', sealed: 'sealed' });
    expect(store.claim('two', claimOf('a'))).toEqual({ kind: 'busy' });
    store.release('two', claimOf('b'));
    expect(store.claim('three', claimOf('c'))).toEqual({ kind: 'claimed' });
    time.now += KEEP_MS + LEASE_MS;
    expect(store.claim('four', claimOf('a'))).toEqual({ kind: 'claimed' });
    expect(store.claim('five', claimOf('b'))).toEqual({ kind: 'claimed' });
  });

  it('is full when its outcomes reach the maximum number of bytes', () => {
    const { store } = createStore({ maxSlots: 1_000, maxBytes: 10_000 });
    store.claim('large', claimOf('a'));
    store.settle('large', settlementOf('a', 'x'.repeat(10_000)));
    expect(store.claim('r', claimOf('a'))).toEqual({ kind: 'unavailable' });
  });
});

describe('the share of one caller', () => {
  /** Claims a record for each number. @returns how many were claimed */
  function fill(store: Store, owner: string, times: number, callers = [`caller ${owner}`]): number {
    const claims = Array.from({ length: times }, (_, n) =>
      store.claim(`${owner} ${n}`, { ...claimOf(owner), callers }),
    );
    return claims.filter(({ kind }) => kind === 'claimed').length;
  }

  it('is what is still free, so that no caller can fill the store for others', () => {
    const { store } = createStore({ maxSlots: 90, maxBytes: 1_000_000 });
    expect(fill(store, 'offender', 100)).toBe(45);
    expect(store.open('offender', claimOf('offender'))).toEqual({ kind: 'unavailable' });
    expect(fill(store, 'victim', 15)).toBe(15);
    expect(fill(store, 'another', 15)).toBe(15);
  });

  it('is not larger for a caller who adds made-up credentials to a real one', () => {
    const { store } = createStore({ maxSlots: 90, maxBytes: 1_000_000 });
    const claimed = Array.from({ length: 100 }, (_, n) =>
      fill(store, `offender ${n}`, 1, ['caller offender', `made-up ${n}`]),
    );
    expect(claimed.filter((count) => count === 1)).toHaveLength(45);
  });

  it('counts the size of outcomes', () => {
    const { store } = createStore({ maxSlots: 1_000, maxBytes: 100_000 });
    store.claim('large', claimOf('offender'));
    store.settle('large', settlementOf('offender', 'x'.repeat(60_000)));
    expect(store.claim('r', claimOf('offender'))).toEqual({ kind: 'unavailable' });
    expect(store.claim('r', claimOf('victim'))).toEqual({ kind: 'claimed' });
  });

  it.each<[string, (store: Store, time: { now: number }) => void]>([
    ['released', (store) => store.release('offender 0', claimOf('offender'))],
    [
      'removed after its retention time',
      (_store, time) => {
        time.now += LEASE_MS + KEEP_MS;
      },
    ],
  ])('is free again once a key is %s', (_title, makeRoom) => {
    const { store, time } = createStore({ maxSlots: 2, maxBytes: 1_000_000 });
    expect(fill(store, 'offender', 2)).toBe(1);
    makeRoom(store, time);
    expect(store.claim('r', claimOf('offender'))).toEqual({ kind: 'claimed' });
  });
});
