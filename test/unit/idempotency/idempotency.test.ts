import { describe, expect, it } from 'vitest';
import { RateLimitExceeded } from '../../../src/domain/allowance.ts';
import { IdempotencyFailure, type IdempotencyStep } from '../../../src/domain/idempotency.ts';
import { InvalidArgument } from '../../../src/domain/invalid-argument.ts';
import { type CallerDeadline, createIdempotency } from '../../../src/idempotency/idempotency.ts';
import { createMemoryStore } from '../../../src/idempotency/memory-store.ts';
import type { IdempotencyStore } from '../../../src/idempotency/store.ts';
import { createVirtualClock, untilIdle } from './virtual-clock.ts';

const MUTATION = { key: 'click-1', name: 'inviteToArray', input: { recipients: ['ada'] } };
const DONE = { kind: 'done' } as const;
const UNAVAILABLE = { kind: 'unavailable' } as const;

function start() {
  const clock = createVirtualClock();
  const memory = createMemoryStore({ maxSlots: 100, maxBytes: 1e6, now: clock.now });
  const asked: string[] = [];
  const store: IdempotencyStore = { ...memory };
  for (const name of ['claim', 'settle', 'release', 'open'] as const) {
    store[name] = ((record: string, argument: never) => {
      asked.push(name);
      return memory[name](record, argument);
    }) as never;
  }
  const steps: IdempotencyStep[] = [];
  const startInstance = () =>
    createIdempotency({ store, keepMs: 86_400_000, clock, onStep: (step) => steps.push(step) });
  const one = startInstance();
  const startRequest = (timeoutMs = 25_000, instance = one, identities = ['ada']) => {
    const { deadline, leave } = startDeadline(clock, timeoutMs);
    return { caller: instance.of({ identities, deadline, onStep: () => {} }), leave };
  };
  return { clock, store, memory, asked, steps, startInstance, startRequest };
}

function startDeadline(clock: ReturnType<typeof createVirtualClock>, timeoutMs: number) {
  const controller = new AbortController();
  const endsAt = clock.now() + timeoutMs;
  clock.sleep(timeoutMs).then(() => controller.abort());
  const deadline: CallerDeadline = {
    reads: controller.signal,
    remainingMs: () => Math.max(0, endsAt - clock.now()),
  };
  return { deadline, leave: () => controller.abort() };
}

/** A write that ends when the test says so. */
function startWrite() {
  const { promise, resolve, reject } = Promise.withResolvers<typeof DONE>();
  let sent = 0;
  const send = () => {
    sent += 1;
    return promise;
  };
  return { send, end: () => resolve(DONE), fail: reject, count: () => sent };
}

describe('a keyed mutation', () => {
  it('is sent once, and every repeat gets its outcome', async () => {
    const { startRequest, steps } = start();
    const write = startWrite();
    write.end();
    for (let request = 0; request < 3; request += 1) {
      expect(await startRequest().caller.once(MUTATION, write.send)).toEqual(DONE);
    }
    expect(write.count()).toBe(1);
    expect(steps).toEqual(['claimed', 'replayed', 'replayed']);
  });

  it('is distinct for another credential or another key', async () => {
    const { startRequest } = start();
    const write = startWrite();
    write.end();
    await startRequest().caller.once(MUTATION, write.send);
    await startRequest(undefined, undefined, ['eve']).caller.once(MUTATION, write.send);
    await startRequest().caller.once({ ...MUTATION, key: 'click-2' }, write.send);
    expect(write.count()).toBe(3);
  });

  it('is rejected at once with a different input or field, both in flight and afterwards', async () => {
    const { startRequest } = start();
    const write = startWrite();
    const first = startRequest().caller.once(MUTATION, write.send);
    const others = [
      { ...MUTATION, input: { recipients: ['eve'] } },
      { ...MUTATION, name: 'inviteToGroup' },
    ];
    for (const other of others) {
      await expect(startRequest().caller.once(other, write.send)).rejects.toThrow(
        new IdempotencyFailure('reused'),
      );
    }
    write.end();
    await first;
    for (const other of others) {
      await expect(startRequest().caller.once(other, write.send)).rejects.toThrow(
        new IdempotencyFailure('reused'),
      );
    }
    expect(write.count()).toBe(1);
  });

  it.each([
    ['an invalid argument', new InvalidArgument('namespace', 'must not be empty')],
    ['an exceeded rate limit', new RateLimitExceeded('At most 500', 60)],
  ])('frees its key after %s', async (_title, error) => {
    const { startRequest, steps } = start();
    const write = startWrite();
    const fail = async () => Promise.reject(error);
    await expect(startRequest().caller.once(MUTATION, fail)).rejects.toBe(error);
    write.end();
    const other = { ...MUTATION, input: 'another' };
    expect(await startRequest().caller.once(other, write.send)).toEqual(DONE);
    expect(steps).toEqual(['claimed', 'released', 'claimed']);
  });

  it('has an unknown outcome after a bug of ours, because it may have been sent', async () => {
    const { startRequest, clock } = start();
    const bug = new TypeError('a bug');
    await expect(
      startRequest().caller.once(MUTATION, async () => Promise.reject(bug)),
    ).rejects.toBe(bug);
    const write = startWrite();
    expect(await startRequest().caller.once(MUTATION, write.send)).toEqual({
      kind: 'unknown',
      attemptedAt: new Date(clock.now()),
    });
    expect(write.count()).toBe(0);
  });
});

describe('a repeat of a mutation that is in flight', () => {
  it('waits for the promise in the same process without polling the store', async () => {
    const { clock, asked, startRequest, steps } = start();
    const write = startWrite();
    const first = startRequest().caller.once(MUTATION, write.send);
    await untilIdle();
    const repeat = startRequest().caller.once(MUTATION, write.send);
    await clock.advance(20_000);
    expect(asked).toEqual(['claim', 'claim']);
    write.end();
    expect(await Promise.all([first, repeat])).toEqual([DONE, DONE]);
    expect(write.count()).toBe(1);
    expect(steps).toEqual(['claimed', 'waited', 'replayed']);
  });

  it('polls the store two to three times a second when another instance holds the key', async () => {
    const { clock, asked, startRequest, startInstance } = start();
    const write = startWrite();
    const first = startRequest().caller.once(MUTATION, write.send);
    await untilIdle();
    const repeat = startRequest(25_000, startInstance()).caller.once(MUTATION, write.send);
    await clock.advance(20_000);
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.length).toBeLessThan(60);
    write.end();
    await clock.advance(400);
    expect(await Promise.all([first, repeat])).toEqual([DONE, DONE]);
    expect(write.count()).toBe(1);
  });

  it.each([
    ['in the same process', false],
    ['in another instance', true],
  ])('gives up at its own deadline %s', async (_title, isElsewhere) => {
    const { clock, startRequest, startInstance, steps } = start();
    const write = startWrite();
    const first = startRequest(25_000).caller.once(MUTATION, write.send);
    await untilIdle();
    const repeat = startRequest(10_000, isElsewhere ? startInstance() : undefined).caller.once(
      MUTATION,
      write.send,
    );
    const refused = expect(repeat).rejects.toThrow(new IdempotencyFailure('in-use'));
    await clock.advance(10_000);
    await refused;
    write.end();
    await first;
    expect(steps).toEqual(['claimed', 'waited', 'in-use']);
  });

  it('stops waiting when its client disconnects', async () => {
    const { clock, startRequest } = start();
    const write = startWrite();
    startRequest().caller.once(MUTATION, write.send);
    await untilIdle();
    const { caller, leave } = startRequest();
    const repeat = expect(caller.once(MUTATION, write.send)).rejects.toThrow('in-use');
    await untilIdle();
    leave();
    await repeat;
    expect(clock.now()).toBe(Date.UTC(2026, 0, 1));
  });

  it.each([
    ['in the same process', false],
    ['in another instance', true],
  ])(
    'is sent itself after the first one is released %s, and only one of many is',
    async (_title, isElsewhere) => {
      const { clock, startRequest, startInstance } = start();
      const failing = startWrite();
      const write = startWrite();
      const first = startRequest().caller.once(MUTATION, failing.send);
      await untilIdle();
      const instance = isElsewhere ? startInstance() : undefined;
      const repeats = Array.from({ length: 5 }, () =>
        startRequest(25_000, instance).caller.once(MUTATION, write.send),
      );
      await untilIdle();
      failing.fail(new InvalidArgument('array', 'must not be empty'));
      await expect(first).rejects.toThrow(InvalidArgument);
      await clock.advance(400);
      write.end();
      await clock.advance(400);
      expect(await Promise.all(repeats)).toEqual(Array.from({ length: 5 }, () => DONE));
      expect(write.count()).toBe(1);
    },
  );
});

describe('a store that cannot be reached', () => {
  it('prevents the mutation from being sent', async () => {
    const { store, startRequest, steps } = start();
    store.claim = () => UNAVAILABLE;
    const write = startWrite();
    await expect(startRequest().caller.once(MUTATION, write.send)).rejects.toThrow('unavailable');
    expect(write.count()).toBe(0);
    expect(steps).toEqual(['unavailable']);
  });

  it('has a claim released later when the reply to the claim was lost', async () => {
    const { clock, store, memory, startRequest } = start();
    store.claim = (record, claim) => {
      memory.claim(record, claim);
      return UNAVAILABLE;
    };
    store.release = () => null;
    const write = startWrite();
    write.end();
    await expect(startRequest().caller.once(MUTATION, write.send)).rejects.toThrow('unavailable');
    await clock.advance(5_000);
    Object.assign(store, memory);
    await clock.advance(1_000);
    expect(await startRequest().caller.once(MUTATION, write.send)).toEqual(DONE);
    expect(write.count()).toBe(1);
  });

  it('has a key released later when its release failed', async () => {
    const { clock, store, memory, startRequest } = start();
    store.release = () => null;
    const error = new RateLimitExceeded('At most 500', 60);
    const fail = async () => Promise.reject(error);
    await expect(startRequest().caller.once(MUTATION, fail)).rejects.toBe(error);
    await clock.advance(5_000);
    Object.assign(store, memory);
    await clock.advance(1_000);
    const write = startWrite();
    write.end();
    expect(await startRequest().caller.once(MUTATION, write.send)).toEqual(DONE);
  });

  it('does not change the response when settling fails, and leaves the key unknown after the claim expires', async () => {
    const { clock, store, memory, startRequest, steps } = start();
    store.settle = () => null;
    const write = startWrite();
    write.end();
    expect(await startRequest().caller.once(MUTATION, write.send)).toEqual(DONE);
    Object.assign(store, memory);
    const waiting = startRequest().caller.once(MUTATION, write.send);
    const refused = expect(waiting).rejects.toThrow('in-use');
    await clock.advance(25_000);
    await refused;
    await clock.advance(3_000);
    expect(await startRequest().caller.once(MUTATION, write.send)).toMatchObject({
      kind: 'unknown',
    });
    expect(write.count()).toBe(1);
    expect(steps).toEqual(['claimed', 'unsettled', 'waited', 'in-use', 'unknown']);
  });
});

describe('a caller with many keys', () => {
  it('cannot use up the keys of others, even by adding made-up credentials', async () => {
    const { startRequest } = start();
    const write = startWrite();
    write.end();
    const sendAs = (identities: string[], n: number) =>
      startRequest(undefined, undefined, identities)
        .caller.once({ ...MUTATION, key: `click-${n}` }, write.send)
        .then(
          () => 'sent',
          ({ kind }: IdempotencyFailure) => kind,
        );
    const offender: string[] = [];
    for (let n = 0; n < 100; n += 1) offender.push(await sendAs(['eve', `made-up ${n}`], n));
    expect(offender.filter((result) => result === 'sent')).toHaveLength(50);
    expect(offender.at(-1)).toBe('unavailable');
    expect(await sendAs(['ada'], 1)).toBe('sent');
    expect(await sendAs(['eve', 'made-up 0'], 0)).toBe('sent');
    expect(write.count()).toBe(51);
  });
});

describe('a store that takes its time', () => {
  const cut = new TypeError('may have been sent');
  const invalid = new InvalidArgument('array', 'must not be empty');

  it.each([
    ['after a known outcome is stored', 'settle', async () => DONE],
    ['after an unknown outcome is stored', 'settle', async () => Promise.reject(cut)],
    ['after a key is freed', 'release', async () => Promise.reject(invalid)],
  ] as const)('delays the response until %s', async (_title, step, send) => {
    const { store, memory, startRequest } = start();
    const stored = Promise.withResolvers<void>();
    store[step] = ((record: string, argument: never) =>
      stored.promise.then(() => memory[step](record, argument))) as never;
    let hasEnded = false;
    const end = () => {
      hasEnded = true;
    };
    startRequest().caller.once<typeof DONE>(MUTATION, send).then(end, end);
    await untilIdle();
    expect(hasEnded).toBe(false);
    stored.resolve();
    await untilIdle();
    expect(hasEnded).toBe(true);
  });

  it('delays the end of a mutation of many items until its key is no longer held', async () => {
    const { store, memory, startRequest } = start();
    const stored = Promise.withResolvers<void>();
    store.release = (record, slot) => stored.promise.then(() => memory.release(record, slot));
    const items = await startRequest().caller.begin(MUTATION);
    let hasEnded = false;
    items.end().then(() => {
      hasEnded = true;
    });
    await untilIdle();
    expect(hasEnded).toBe(false);
    stored.resolve();
    await untilIdle();
    expect(hasEnded).toBe(true);
  });
});

describe('a keyed mutation of many items', () => {
  const MANY = { key: 'click-1', name: 'acceptInvitations', input: ['a', 'b'] };

  it('replays known items, sends the others, and keeps them apart', async () => {
    const { startRequest, steps } = start();
    const write = startWrite();
    write.end();
    const first = await startRequest().caller.begin<typeof DONE>(MANY);
    expect(first.replay('a')).toBeNull();
    expect(await first.once('a', write.send)).toEqual(DONE);
    await first.end();
    const again = await startRequest().caller.begin<typeof DONE>(MANY);
    expect(again.replay('a')).toEqual(DONE);
    expect(again.replay('b')).toBeNull();
    expect(await again.once('b', write.send)).toEqual(DONE);
    expect(write.count()).toBe(2);
    expect(steps).toEqual(['claimed', 'replayed', 'claimed']);
  });

  it('rejects a different input while it is in flight, whatever the state of its items', async () => {
    const { startRequest } = start();
    const items = await startRequest().caller.begin<typeof DONE>(MANY);
    const other = { ...MANY, input: ['c'] };
    await expect(startRequest().caller.begin(other)).rejects.toThrow('reused');
    await items.end();
    await expect(startRequest().caller.begin(other)).resolves.toBeDefined();
  });
});
