import { describe, expect, it } from 'vitest';
import { readMetric } from '../support/metrics.ts';
import { INVITATIONS } from '../support/operations.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const ACCEPT = 'mutation { acceptInvitation(input: {invitationId: "mine"}) { __typename } }';

/** More calls than the breaker needs to judge: one per second over ten seconds. */
const MAX_CALLS = 100;

/** Fails writes until one is rejected without a call to upstream. */
async function openBreaker(stack: Stack): Promise<void> {
  stack.emulator.inject({ behaviour: { kind: 'answer', status: 503 } });
  for (let calls = 1; calls <= MAX_CALLS; calls += 1) {
    await stack.send({ query: ACCEPT });
    if (stack.emulator.journal.length < calls) return;
  }
  throw new Error(`the breaker is still closed after ${MAX_CALLS} failures`);
}

const sensitive = () =>
  startStack({
    emulator: quiet(...INVITATIONS),
    env: { BREAKER_MINIMUM_RPS: '1', BREAKER_OPEN_MS: '600000' },
  });

describe('an open breaker', () => {
  it('is UPSTREAM_UNAVAILABLE, retryable even for a write because nothing was sent', async () => {
    const stack = await sensitive();
    await openBreaker(stack);
    stack.emulator.reset();
    const { status, data, errors } = await stack.send({
      query: ACCEPT,
      headers: { 'x-request-id': 'r-1' },
    });
    expect(status).toBe(200);
    expect(data).toEqual({ acceptInvitation: null });
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'UPSTREAM_UNAVAILABLE', requestId: 'r-1', retryable: true },
    ]);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('is not retried by a read', async () => {
    const stack = await sensitive();
    await openBreaker(stack);
    stack.emulator.reset();
    const { errors } = await stack.send({ query: '{ invitations { page } }' });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      retryable: true,
    });
    expect(stack.emulator.journal).toEqual([]);
    expect(await readMetric(stack.url, 'upstream_retries_total')).toBe(0);
  });

  it('is reported in /metrics and in /readyz, which stays ready', async () => {
    const stack = await sensitive();
    await openBreaker(stack);
    const ready = await fetch(`${stack.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: 'ready', upstreamBreaker: 'open' });
    expect(await readMetric(stack.url, 'upstream_breaker_open')).toBe(1);
  });

  it('is not caused by responses that are not outages', async () => {
    const stack = await sensitive();
    stack.emulator.inject({ behaviour: { kind: 'answer', status: 404 } });
    for (let calls = 1; calls <= 30; calls += 1) await stack.send({ query: ACCEPT });
    expect(stack.emulator.journal).toHaveLength(30);
  });
});
