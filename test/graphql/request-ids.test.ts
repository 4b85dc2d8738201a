import { describe, expect, it } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { type RawRequest, sendRaw } from '../support/raw-http.ts';
import { useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet() });

const MADE = /^[\x21-\x7e]{16,128}$/;

type Header = readonly [name: string, value: string];

/** One request that upstream rejects; its id as seen in every place. */
async function idsOf(headers: readonly Header[]) {
  stack.emulator.inject({ times: 1, behaviour: { kind: 'answer', status: 403 } });
  const { headers: answered, json } = await sendRaw(stack.url, {
    headers: [
      ['content-type', 'application/json'],
      ['x-tiledb-rest-api-key', DEMO_KEY],
      ...headers,
    ],
    body: JSON.stringify({ query: '{ invitations { page } }' }),
  });
  return {
    client: answered['x-request-id'],
    error: json.errors[0].extensions.requestId,
    upstream: stack.emulator.journal.at(-1)?.headers['x-request-id'],
  };
}

describe('a request id of 1 to 128 visible ASCII characters', () => {
  it.each(['a', '0', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', 'i'.repeat(128)])(
    'is used everywhere: %s',
    async (id) => {
      expect(await idsOf([['X-Request-Id', id]])).toEqual({ client: id, error: id, upstream: id });
    },
  );
});

describe('any other request id', () => {
  it.each<{ title: string; headers: Header[] }>([
    { title: 'none', headers: [] },
    { title: 'an empty one', headers: [['x-request-id', '']] },
    { title: 'one of 129', headers: [['x-request-id', 'i'.repeat(129)]] },
    { title: 'one with a space', headers: [['x-request-id', 'a b']] },
    { title: 'one with a tab', headers: [['x-request-id', 'a\tb']] },
    { title: 'one that is not ASCII', headers: [['x-request-id', 'caf\u00e9']] },
    {
      title: 'two',
      headers: [
        ['x-request-id', 'a'],
        ['x-request-id', 'b'],
      ],
    },
  ])('is replaced by a generated one, the same everywhere: $title', async ({ headers }) => {
    const ids = await idsOf(headers);
    expect(ids.client).toMatch(MADE);
    expect(ids).toEqual({ client: ids.client, error: ids.client, upstream: ids.client });
    expect(await idsOf(headers)).not.toEqual(ids);
  });
});

describe('the request id', () => {
  const id: Header = ['x-request-id', 'mine'];
  const json: Header = ['content-type', 'application/json'];

  it.each<[string, RawRequest]>([
    ['a response without errors', { headers: [id, json], body: '{"query":"{ __typename }"}' }],
    ['an invalid document', { headers: [id, json], body: '{"query":"{ nothing }"}' }],
    ['broken JSON', { headers: [id, json], body: '{' }],
    ['a rejected content type', { headers: [id, ['content-type', 'text/plain']], body: '{}' }],
    ['health', { method: 'GET', path: '/healthz', headers: [id] }],
    ['readiness', { method: 'GET', path: '/readyz', headers: [id] }],
    ['metrics', { method: 'GET', path: '/metrics', headers: [id] }],
    ['an unknown path', { method: 'GET', path: '/nothing', headers: [id] }],
  ])('is in the headers of %s and in its errors', async (_title, request) => {
    const answer = await sendRaw(stack.url, request);
    expect(answer.headers['x-request-id']).toBe('mine');
    for (const error of answer.json?.errors ?? []) {
      expect(error.extensions.requestId).toBe('mine');
    }
  });
});

describe('a trace context', () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

  it('is passed on with a read', async () => {
    await stack.send({
      query: '{ invitations { page } }',
      headers: { traceparent, tracestate: 'congo=t61rcWkgMzE' },
    });
    expect(stack.emulator.journal[0]?.headers).toMatchObject({
      traceparent,
      tracestate: 'congo=t61rcWkgMzE',
    });
  });

  it('is passed on with a write', async () => {
    await stack.send({
      query: 'mutation { acceptInvitation(input: {invitationId: "x"}) { __typename } }',
      headers: { traceparent },
    });
    expect(stack.emulator.journal[0]?.headers['traceparent']).toBe(traceparent);
  });

  it('is not made up', async () => {
    await stack.send({ query: '{ invitations { page } }' });
    expect(stack.emulator.journal[0]?.headers).not.toHaveProperty('traceparent');
  });
});
