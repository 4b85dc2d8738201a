import { describe, expect, it } from 'vitest';
import { startStack, useStack } from '../support/stack.ts';
import { LEAK } from '../support/upstream-faults.ts';
import { numbered, quiet } from '../support/world.ts';

/** The breaker is tested elsewhere. */
const NO_BREAKER = { BREAKER_MINIMUM_RPS: '100000' };

const stack = useStack({ emulator: quiet(...numbered(3)), env: NO_BREAKER });

const LIST = '{ invitations { nodes { id } } }';

/** Everything that a client can read. */
const toText = (answer: { headers: Headers }) => JSON.stringify([answer, ...answer.headers]);

describe('a query that upstream rejects', () => {
  it.each([400, 402, 404, 405, 409, 410, 412, 415, 418, 422, 451, 499])(
    'with %i is BAD_USER_INPUT with upstream’s message',
    async (status) => {
      stack.emulator.inject({
        behaviour: {
          kind: 'answer',
          status,
          headers: { 'x-leak': 'leak' },
          body: JSON.stringify({
            code: 9,
            message: 'no such array: ü',
            request_id: 'up-9',
            x: 'leak',
          }),
        },
      });
      const answer = await stack.send({ query: LIST, headers: { 'x-request-id': 'our-2' } });
      expect(answer.status).toBe(200);
      expect(answer.data).toEqual({ invitations: null });
      expect(answer.errors).toEqual([
        {
          message: 'no such array: ü',
          locations: expect.anything(),
          path: ['invitations'],
          extensions: {
            code: 'BAD_USER_INPUT',
            requestId: 'our-2',
            upstreamRequestId: 'up-9',
            retryable: false,
          },
        },
      ]);
      expect(stack.emulator.journal).toHaveLength(1);
      expect(toText(answer)).not.toMatch(LEAK);
    },
  );

  it.each([
    ['an empty body', undefined],
    ['HTML', '<html>leak</html>'],
    ['an Error without a message', '{"code":1}'],
    ['an Error whose message is not a string', '{"message":{"leak":1}}'],
    ['an Error whose message is empty', '{"message":""}'],
    ['a list', '[{"message":"leak"}]'],
  ])('has our message when upstream sends %s', async (_title, body) => {
    stack.emulator.inject({
      behaviour: { kind: 'answer', status: 400, ...(body !== undefined && { body }) },
    });
    const answer = await stack.send({ query: LIST });
    expect(answer.errors?.[0]?.message).toMatch(/rejected/);
    expect(Object.keys(answer.errors?.[0]?.extensions ?? {}).sort()).toEqual([
      'code',
      'requestId',
      'retryable',
    ]);
    expect(toText(answer)).not.toMatch(LEAK);
  });
});

describe('a response that is too large', () => {
  it('is UPSTREAM_INVALID_RESPONSE, and is not requested again', async () => {
    const small = await startStack({ env: { UPSTREAM_MAX_RESPONSE_BYTES: '100000' } });
    small.emulator.inject({ behaviour: { kind: 'huge-body', bytes: 50_000_000 } });
    const { data, errors } = await small.send({ query: LIST });
    expect(data).toEqual({ invitations: null });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'UPSTREAM_INVALID_RESPONSE',
      retryable: false,
    });
    expect((await small.emulator.ended(1)).aborted).toBe(true);
    expect(small.emulator.journal).toHaveLength(1);
  });
});

describe('a fault in one root field', () => {
  it('does not affect the data of other fields', async () => {
    stack.emulator.inject({ times: 1, behaviour: { kind: 'answer', status: 500 } });
    const { status, data, errors } = await stack.send({
      query: '{ a: invitations(perPage: 1) { page } b: invitations(perPage: 2) { page } }',
    });
    expect(status).toBe(200);
    expect(errors).toHaveLength(1);
    const [failed] = errors?.[0]?.path ?? [];
    expect(data).toEqual({ a: { page: 1 }, b: { page: 1 }, [String(failed)]: null });
  });

  it('is reported at the path of every list that could not be read', async () => {
    stack.emulator.inject({ behaviour: { kind: 'answer', status: 403 } });
    const { data, errors } = await stack.send({
      query: '{ list: invitations { page } one: invitation(id: "n1") { id } }',
    });
    expect(data).toEqual({ list: null, one: null });
    expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['list'], 'FORBIDDEN'],
      [['one'], 'FORBIDDEN'],
    ]);
  });
});

it('leaves the service working', async () => {
  expect((await stack.send({ query: LIST })).data.invitations.nodes).toHaveLength(3);
});
