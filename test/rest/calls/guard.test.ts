import { describe, expect, it } from 'vitest';
import { readMetric } from '../../support/metrics.ts';
import { LIST, MUTATIONS, type Operation } from '../../support/operations.ts';
import { type Stack, type StackOptions, startStack } from '../../support/stack.ts';

/** One call per second over the ten seconds that the breaker measures. */
const ENOUGH_CALLS = 10;
const ACCEPT = MUTATIONS[0] as Operation;
const STAYS_OPEN = { BREAKER_MINIMUM_RPS: '1', BREAKER_OPEN_MS: '600000' };
/** The call after the next one is a probe. */
const OPENS_BRIEFLY = { BREAKER_MINIMUM_RPS: '1', BREAKER_OPEN_MS: '1' };

const UNAVAILABLE = {
  code: 'UPSTREAM_UNAVAILABLE',
  retryable: true,
  requestId: expect.any(String),
};

describe('the circuit breaker', () => {
  it('stops calling upstream when it fails', async () => {
    const stack = await startBroken({ env: STAYS_OPEN });
    const asked = stack.emulator.journal.length;
    for (const operation of [LIST, ...MUTATIONS]) {
      const { status, errors } = await stack.send(operation);
      expect(status).toBe(200);
      expect(errors?.[0]?.extensions).toEqual(UNAVAILABLE);
    }
    expect(stack.emulator.journal).toHaveLength(asked);
  });

  it('reports its state in the metrics and in /readyz, which stays 200', async () => {
    const stack = await startBroken({ env: STAYS_OPEN });
    const ready = await fetch(`${stack.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ upstreamBreaker: 'open' });
    const metrics = await (await fetch(`${stack.url}/metrics`)).text();
    expect(metrics).toMatch(/^upstream_breaker_open 1$/m);
  });

  it.each([
    ['502', { kind: 'answer', status: 502 }],
    ['503', { kind: 'answer', status: 503 }],
    ['504', { kind: 'answer', status: 504 }],
    ['a cut connection', { kind: 'cut', when: 'before-answer' }],
  ] as const)('opens on %s', async (_name, behaviour) => {
    const stack = await startStack({ env: STAYS_OPEN });
    stack.emulator.inject({ behaviour });
    await sendMany(stack, ENOUGH_CALLS);
    expect(await readBreaker(stack)).toBe('open');
  });

  it.each([
    ['reads', (page: number) => ({ query: `{ invitations(page: ${page}) { page } }` })],
    ['writes', () => ACCEPT],
  ])('opens on timeouts of %s', async (_name, toRequest) => {
    const stack = await startStack({ env: { ...STAYS_OPEN, OPERATION_TIMEOUT_MS: '1000' } });
    stack.emulator.inject({ behaviour: { kind: 'hang' } });
    await Promise.all(Array.from({ length: ENOUGH_CALLS }, (_, n) => stack.send(toRequest(n + 1))));
    expect(await readBreaker(stack)).toBe('open');
    const timeouts = await readMetric(stack.url, 'upstream_call_duration_seconds_count', {
      outcome: 'timeout',
    });
    expect(timeouts).toBe(ENOUGH_CALLS);
  });

  it.each([400, 401, 403, 404, 409, 429, 500])('does not open on status %i', async (status) => {
    const stack = await startStack({ env: STAYS_OPEN });
    stack.emulator.inject({ behaviour: { kind: 'answer', status } });
    await sendMany(stack, 2 * ENOUGH_CALLS);
    expect(await readBreaker(stack)).toBe('closed');
  });

  it('does not open when clients disconnect', async () => {
    const stack = await startStack({ env: STAYS_OPEN });
    stack.emulator.inject({ behaviour: { kind: 'hang' } });
    for (let n = 1; n <= 2 * ENOUGH_CALLS; n += 1) await sendAndLeave(stack, n);
    expect(await readBreaker(stack)).toBe('closed');
  });

  it('lets one probe through, rejects other calls at once, and closes when the probe succeeds', async () => {
    const stack = await startBroken({ env: OPENS_BRIEFLY });
    stack.emulator.reset();
    const held = Promise.withResolvers<void>();
    stack.emulator.inject({ times: 1, behaviour: { kind: 'hold', until: held.promise } });
    const probe = stack.send(LIST);
    await stack.emulator.arrived(1);
    expect(await readBreaker(stack)).toBe('half-open');
    const { errors } = await stack.send(ACCEPT);
    expect(errors?.[0]?.extensions).toEqual(UNAVAILABLE);
    expect(stack.emulator.journal).toHaveLength(1);
    held.resolve();
    expect((await probe).errors).toBeUndefined();
    expect(await readBreaker(stack)).toBe('closed');
    expect((await stack.send(LIST)).errors).toBeUndefined();
  });

  it('opens again when the probe fails', async () => {
    const stack = await startBroken({ env: OPENS_BRIEFLY });
    const asked = stack.emulator.journal.length;
    await stack.send(ACCEPT);
    expect(stack.emulator.journal).toHaveLength(asked + 1);
    expect(await readBreaker(stack)).toBe('open');
  });

  it('stays open when the client of the probe disconnects', async () => {
    const stack = await startBroken({ env: OPENS_BRIEFLY });
    stack.emulator.reset();
    stack.emulator.inject({ behaviour: { kind: 'hang' } });
    await sendAndLeave(stack, 1);
    expect(await readBreaker(stack)).toBe('open');
  });
});

describe('the limit on concurrent upstream calls', () => {
  const env = { UPSTREAM_MAX_CONCURRENT: '2', UPSTREAM_MAX_QUEUED: '1' };

  it('lets as many calls through as configured, and rejects calls at once when the queue is full', async () => {
    const stack = await startStack({ env });
    const held = Promise.withResolvers<void>();
    stack.emulator.inject({ behaviour: { kind: 'hold', until: held.promise } });
    const sent = Array.from({ length: 6 }, () => stack.send(ACCEPT));
    for (let n = 0; n < 3; n += 1) {
      const { errors } = await takeFirst(sent);
      expect(errors?.[0]?.extensions).toEqual(UNAVAILABLE);
    }
    await stack.emulator.arrived(2);
    expect(stack.emulator.journal).toHaveLength(2);
    held.resolve();
    const rest = await Promise.all(sent);
    expect(rest.filter(({ errors }) => errors === undefined)).toHaveLength(3);
    expect(stack.emulator.journal).toHaveLength(3);
  });

  it.each([LIST, ACCEPT])(
    'drops queued calls of disconnected clients: $name',
    async (operation) => {
      const stack = await startStack({ env });
      const held = Promise.withResolvers<void>();
      stack.emulator.inject({ behaviour: { kind: 'hold', until: held.promise } });
      const taken = [stack.send(ACCEPT), stack.send(ACCEPT)];
      await stack.emulator.arrived(2);
      const client = new AbortController();
      const gone = stack.send({ ...operation, signal: client.signal }).catch(() => 'gone');
      while ((await readMetric(stack.url, 'upstream_calls_waiting')) < 1);
      client.abort();
      expect(await gone).toBe('gone');
      while ((await readMetric(stack.url, 'upstream_calls_waiting')) > 0);
      const waiting = stack.send(ACCEPT);
      while ((await readMetric(stack.url, 'upstream_calls_waiting')) < 1);
      held.resolve();
      const answers = await Promise.all([...taken, waiting]);
      expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined, undefined]);
      expect(stack.emulator.journal).toHaveLength(3);
    },
  );

  it('frees a place however a call ends', async () => {
    const stack = await startStack({ env: { ...env, BREAKER_MINIMUM_RPS: '100000' } });
    for (const behaviour of [
      { kind: 'cut', when: 'before-answer' },
      { kind: 'answer', status: 503 },
      { kind: 'huge-body', bytes: 50_000_000 },
      { kind: 'endless-headers' },
      { kind: 'lying-gzip' },
      { kind: 'raw', text: 'no HTTP' },
    ] as const) {
      stack.emulator.inject({ times: 4, behaviour });
      await sendMany(stack, 4);
    }
    const answers = await Promise.all([stack.send(LIST), stack.send(ACCEPT)]);
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
  });

  it('does not delay /healthz when all places are taken', async () => {
    const stack = await startStack({ env });
    stack.emulator.inject({ behaviour: { kind: 'hang' } });
    const taken = [stack.send(ACCEPT), stack.send(ACCEPT), stack.send(ACCEPT)];
    await stack.emulator.arrived(2);
    expect((await fetch(`${stack.url}/healthz`)).status).toBe(200);
    await stack.emulator.stop();
    await Promise.all(taken);
  });
});

describe('a caller who is the only one whose calls fail', () => {
  it('is cut off while others are served', async () => {
    const stack = await startStack({ env: STAYS_OPEN });
    stack.emulator.inject({ key: 'offender', behaviour: { kind: 'answer', status: 503 } });
    for (let n = 0; n < ENOUGH_CALLS; n += 1) await stack.send({ ...ACCEPT, key: 'offender' });
    const asked = stack.emulator.journal.length;
    const { errors } = await stack.send({ ...ACCEPT, key: 'offender' });
    expect(errors?.[0]?.extensions).toEqual(UNAVAILABLE);
    expect(stack.emulator.journal).toHaveLength(asked);
    expect((await stack.send(LIST)).errors).toBeUndefined();
    expect(await readBreaker(stack)).toBe('closed');
    expect(await readMetric(stack.url, 'upstream_callers_cut_off')).toBe(1);
  });

  it('does not keep the breaker closed when upstream fails for several callers', async () => {
    const stack = await startStack({ env: STAYS_OPEN });
    stack.emulator.inject({ behaviour: { kind: 'answer', status: 503 } });
    for (let n = 0; n < ENOUGH_CALLS; n += 1) await stack.send({ ...ACCEPT, key: `caller-${n}` });
    const asked = stack.emulator.journal.length;
    const { errors } = await stack.send(ACCEPT);
    expect(errors?.[0]?.extensions).toEqual(UNAVAILABLE);
    expect(stack.emulator.journal).toHaveLength(asked);
    expect(await readBreaker(stack)).toBe('open');
  });
});

describe('a caller with a large number of calls', () => {
  it('does not crowd out another caller, who is served in turn', async () => {
    const stack = await startStack({
      env: { UPSTREAM_MAX_CONCURRENT: '2', UPSTREAM_MAX_QUEUED: '6' },
    });
    const held = Promise.withResolvers<void>();
    stack.emulator.inject({ behaviour: { kind: 'hold', until: held.promise } });
    const offenders = Array.from({ length: 20 }, () => stack.send({ ...ACCEPT, key: 'offender' }));
    await stack.emulator.arrived(2);
    while ((await readMetric(stack.url, 'upstream_calls_waiting')) < 6);
    const victim = stack.send(LIST);
    // Of the offender's 20 calls two are in flight and six were queued; the victim's call evicts one of those.
    for (let n = 0; n < 13; n += 1) {
      const { errors } = await takeFirst(offenders);
      expect(errors?.[0]?.extensions).toEqual(UNAVAILABLE);
    }
    held.resolve();
    expect((await victim).errors).toBeUndefined();
    await Promise.all(offenders);
    expect(stack.emulator.journal.map(({ method }) => method).slice(0, 4)).toContain('GET');
  });
});

/** A stack whose breaker has just opened. */
async function startBroken(options: StackOptions): Promise<Stack> {
  const stack = await startStack(options);
  stack.emulator.inject({ behaviour: { kind: 'answer', status: 503 } });
  await sendMany(stack, ENOUGH_CALLS);
  expect(await readBreaker(stack)).toBe('open');
  return stack;
}

/** Writes, because each one makes exactly one call. */
async function sendMany(stack: Stack, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await stack.send(ACCEPT);
}

async function sendAndLeave(stack: Stack, nth: number): Promise<void> {
  const client = new AbortController();
  const gone = stack.send({ ...LIST, signal: client.signal }).catch(() => null);
  await stack.emulator.arrived(nth);
  client.abort();
  await gone;
  await stack.emulator.ended(nth);
}

async function readBreaker(stack: Stack): Promise<unknown> {
  const ready = await fetch(`${stack.url}/readyz`);
  return ((await ready.json()) as { upstreamBreaker: unknown }).upstreamBreaker;
}

/** Removes the first one that settles. */
async function takeFirst<T>(promises: Promise<T>[]): Promise<T> {
  const [index, value] = await Promise.race(
    promises.map(async (promise, index) => [index, await promise] as const),
  );
  promises.splice(index, 1);
  return value;
}
