import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { createMemoryStore } from '../../src/idempotency/memory-store.ts';
import { createRedisStore } from '../../src/idempotency/redis-store.ts';
import { HOLD, type IdempotencyStore } from '../../src/idempotency/store.ts';
import { createRedis } from '../../src/redis/redis.ts';
import { describeWithRedis, type RedisServer, startRedisServer } from './redis-server.ts';

const HOUR_MS = 3_600_000;
/** A lease that has expired when the store next reads its clock. */
const ENDED_MS = -1;

const CLAIM = { slot: 'a', owner: 'one', callers: [], fingerprint: 'input' };

async function startStore(): Promise<{ server: RedisServer; store: IdempotencyStore }> {
  const server = await startRedisServer();
  const redis = createRedis({
    url: server.url,
    timeoutMs: 60_000,
    onUp() {},
    onFull() {},
    onDown() {},
    onCommand() {},
  });
  onTestFinished(() => redis.stop());
  while (redis.state !== 'up') await pause(5);
  return { server, store: createRedisStore(redis) };
}

type Step = (store: IdempotencyStore, record: string) => unknown;

const slot = fc.constantFrom('a', 'b');
const owner = fc.constantFrom('one', 'two');
const fingerprint = fc.constantFrom('input', 'input', 'input', 'other');
const leaseMs = fc.constantFrom(HOUR_MS, HOUR_MS, ENDED_MS);
const callers = fc.constant<string[]>([]);
const lease = fc.record({ owner, callers, fingerprint, leaseMs, keepMs: fc.constant(HOUR_MS) });

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ slot, lease }).map(
      ({ slot, lease }): Step =>
        (store, record) =>
          store.claim(record, { slot, ...lease }),
    ),
    fc.record({ slot, lease, sealed: fc.constantFrom('x1', 'x2', null) }).map(
      ({ slot, lease, sealed }): Step =>
        (store, record) =>
          store.settle(record, { slot, ...lease, sealed }),
    ),
    fc
      .record({
        slot: fc.oneof(
          slot,
          owner.map((name) => HOLD + name),
        ),
        owner,
      })
      .map(
        (own): Step =>
          (store, record) =>
            store.release(record, own),
      ),
    lease.map(
      (lease): Step =>
        (store, record) =>
          store.open(record, lease),
    ),
  ),
  { maxLength: 25 },
);

describeWithRedis('the Redis store', () => {
  it('answers every sequence of steps like the memory store', async () => {
    const { store } = await startStore();
    const memory = createMemoryStore({
      maxSlots: 1_000_000,
      maxBytes: 1_000_000_000,
      now: () => performance.timeOrigin + performance.now(),
    });
    let records = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const record = `r${records++}`;
        for (const step of sequence) {
          const expected = await step(memory, record);
          expect(toComparable(await step(store, record))).toEqual(toComparable(expected));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps a record for its retention time, counted from the settlement', async () => {
    const { server, store } = await startStore();
    const claim = { ...CLAIM, leaseMs: 1e6, keepMs: 5e6 };
    await store.claim('r', claim);
    const key = (await server.readKeys()).find((name) => name.includes('idempotency'));
    expect(key).toBe('tiledb-invitations:idempotency:r');
    expect(await server.ask('PTTL', String(key))).toBeGreaterThan(5e6);
    await store.settle('r', { ...claim, sealed: 'sealed' });
    const left = Number(await server.ask('PTTL', String(key)));
    expect(left).toBeLessThanOrEqual(5e6);
    expect(left).toBeGreaterThan(4e6);
  });

  it("reads the time from Redis' clock, in milliseconds", async () => {
    const { server, store } = await startStore();
    const claim = { ...CLAIM, leaseMs: -1, keepMs: HOUR_MS };
    await store.claim('r', claim);
    const [seconds] = (await server.ask('TIME')) as string[];
    const reply = await store.claim('r', claim);
    expect(reply).toMatchObject({ kind: 'settled', sealed: null });
    if (reply.kind !== 'settled') throw new Error('not settled');
    expect(Math.abs(reply.claimedAt - Number(seconds) * 1_000)).toBeLessThan(60_000);
  });

  it('rejects claims when Redis is full', async () => {
    const { server, store } = await startStore();
    await server.ask('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
    await server.ask('CONFIG', 'SET', 'maxmemory', '1');
    const claim = { ...CLAIM, leaseMs: 1e6, keepMs: 5e6 };
    expect(await store.claim('r', claim)).toEqual({ kind: 'unavailable' });
    expect(await store.open('r', claim)).toEqual({ kind: 'unavailable' });
    expect(await store.settle('r', { ...claim, sealed: 'sealed' })).toBeNull();
  });
});

/** The two stores have different clocks, and slots are unordered. */
function toComparable(reply: unknown): unknown {
  const { claimedAt: _claimedAt, ...rest } = Object(reply);
  if (typeof reply !== 'object') return reply;
  return 'settled' in rest ? { ...rest, settled: new Set(rest.settled.map(JSON.stringify)) } : rest;
}
