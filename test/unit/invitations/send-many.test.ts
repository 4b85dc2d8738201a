import { describe, expect, it } from 'vitest';
import { RateLimitExceeded } from '../../../src/domain/allowance.ts';
import { UpstreamError, type UpstreamErrorFacts } from '../../../src/domain/upstream-error.ts';
import { sendMany } from '../../../src/invitations/send-many.ts';

const failure = (facts: Partial<UpstreamErrorFacts>) =>
  new UpstreamError({
    kind: 'unavailable',
    operationId: 'acceptInvitation',
    isRead: false,
    mayHaveLeft: true,
    detail: 'test',
    ...facts,
  });

const items = Array.from({ length: 30 }, (_, index) => index);
const free = async () => {};

describe('many writes', () => {
  it('are sent once each, ten at a time, and return in order', async () => {
    const begun: number[] = [];
    let inFlight = 0;
    let peak = 0;
    const sent = await sendMany({
      items,
      toId: String,
      prepare: free,
      send: async (item) => {
        begun.push(item);
        inFlight += 1;
        peak = Math.max(peak, inFlight);
        await new Promise(setImmediate);
        inFlight -= 1;
        return `sent ${item}`;
      },
    });
    expect(begun).toEqual(items);
    expect(peak).toBe(10);
    expect(sent).toEqual(items.map((item) => ({ item, outcome: `sent ${item}` })));
  });

  it.each([
    failure({ kind: 'timeout' }),
    failure({ kind: 'forbidden' }),
    failure({ kind: 'unavailable' }),
    failure({ kind: 'unavailable', isBreakerOpen: false }),
    new Error('a bug'),
  ])('continue when one fails for its own reason: %s', async (error) => {
    const sent = await sendMany({
      items,
      toId: String,
      prepare: free,
      send: async (item) => {
        if (item === 3) throw error;
        return 'sent';
      },
    });
    expect(sent.map(({ outcome }) => outcome)).toEqual(
      items.map((item) => (item === 3 ? error : 'sent')),
    );
  });

  it.each([
    failure({ kind: 'unauthenticated' }),
    failure({ kind: 'rate-limited' }),
    failure({ kind: 'unavailable', isBreakerOpen: true }),
    new RateLimitExceeded('too many', 3),
  ])('stop when one fails for a reason that the others share: %s', async (error) => {
    const begun: number[] = [];
    const sent = await sendMany({
      items,
      toId: String,
      prepare: free,
      send: async (item) => {
        begun.push(item);
        await new Promise(setImmediate);
        if (item === 0) throw error;
        return 'sent';
      },
    });
    expect(begun).toEqual(items.slice(0, 10));
    expect(sent.map(({ outcome }) => outcome)).toEqual(
      items.map((item) => (item === 0 || item >= 10 ? error : 'sent')),
    );
  });

  it('do not start when another one failed during their preparation', async () => {
    const error = failure({ kind: 'unauthenticated' });
    const begun: number[] = [];
    const { promise: hasFailed, resolve } = Promise.withResolvers<void>();
    const sent = await sendMany({
      items: [0, 1],
      toId: String,
      prepare: async (item) => {
        if (item === 1) await hasFailed;
      },
      send: async (item) => {
        begun.push(item);
        setImmediate(resolve);
        throw error;
      },
    });
    expect(begun).toEqual([0]);
    expect(sent.map(({ outcome }) => outcome)).toEqual([error, error]);
  });

  it('are replayed by idempotency key when they are known, even after a failure that stops the others', async () => {
    const error = failure({ kind: 'unauthenticated' });
    const begun: number[] = [];
    const sent = await sendMany(
      {
        items: [0, 2, 3],
        toId: String,
        prepare: free,
        send: async (item): Promise<string> => {
          begun.push(item);
          throw error;
        },
      },
      {
        replay: (id) => (id === '3' ? 'known' : null),
        once: (id, send) => (id === '2' ? new Promise(setImmediate).then(send) : send()),
        end: async () => {},
      },
    );
    expect(begun).toEqual([0]);
    expect(sent.map(({ outcome }) => outcome)).toEqual([error, error, 'known']);
  });
});
