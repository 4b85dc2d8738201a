import { describe, expect, it } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { startStack, useStack } from '../support/stack.ts';
import {
  LEAK,
  STRANGE_OBJECTS,
  toExtensions,
  UPSTREAM_FAULTS,
} from '../support/upstream-faults.ts';
import { numbered, quiet } from '../support/world.ts';

/** Whether the breaker opens is another file's subject. */
const NO_BREAKER = { BREAKER_MINIMUM_RPS: '100000' };

const stack = useStack({ emulator: quiet(...numbered(3)), env: NO_BREAKER });

const LIST = '{ invitations { nodes { id } } }';

/** All that a client can read. */
const toText = (answer: { headers: Headers }) => JSON.stringify([answer, ...answer.headers]);

describe('a list that upstream fails to give', () => {
  it.each([...UPSTREAM_FAULTS, ...STRANGE_OBJECTS])('is $code: $title', async (fault) => {
    stack.emulator.inject({ behaviour: fault.behaviour });
    const answer = await stack.send({ query: LIST, headers: { 'x-request-id': 'our-1' } });
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ invitations: null });
    expect(answer.errors).toEqual([
      {
        message: expect.stringMatching(/./),
        locations: [{ line: 1, column: 3 }],
        path: ['invitations'],
        extensions: toExtensions(fault, 'our-1', true),
      },
    ]);
    expect(stack.emulator.journal).toHaveLength(fault.reads);
    expect(new Set(stack.emulator.journal.map(({ target }) => target)).size).toBe(1);
    const text = toText(answer);
    expect(text).not.toMatch(LEAK);
    expect(text).not.toContain(DEMO_KEY);
    expect(text).not.toContain(new URL(stack.emulator.url).host);
  });

  it.each([204, 205])('is UPSTREAM_INVALID_RESPONSE: %i without a body', async (status) => {
    stack.emulator.inject({ behaviour: { kind: 'answer', status } });
    const { errors } = await stack.send({ query: LIST });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
    expect(stack.emulator.journal).toHaveLength(1);
  });
});

describe('a query that upstream refuses', () => {
  it.each([400, 402, 404, 405, 409, 410, 412, 415, 418, 422, 451, 499])(
    'with %i is BAD_USER_INPUT, in upstream’s words',
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
    ['an Error whose message is no text', '{"message":{"leak":1}}'],
    ['an Error whose message is empty', '{"message":""}'],
    ['a list', '[{"message":"leak"}]'],
  ])('says so in our words when it gives %s', async (_title, body) => {
    stack.emulator.inject({
      behaviour: { kind: 'answer', status: 400, ...(body !== undefined && { body }) },
    });
    const answer = await stack.send({ query: LIST });
    expect(answer.errors?.[0]?.message).toMatch(/refuse/);
    expect(Object.keys(answer.errors?.[0]?.extensions ?? {}).sort()).toEqual([
      'code',
      'requestId',
      'retryable',
    ]);
    expect(toText(answer)).not.toMatch(LEAK);
  });
});

describe('an upstream that takes too long', () => {
  it.each([
    ['never answers', { kind: 'hang' }],
    ['answers in drops', { kind: 'drip', bytesPerChunk: 1, intervalMs: 500 }],
  ] as const)('is UPSTREAM_TIMEOUT, and is not asked again: it %s', async (_title, behaviour) => {
    const slow = await startStack({ env: { OPERATION_TIMEOUT_MS: '1500' } });
    slow.emulator.inject({ behaviour });
    const { status, data, errors } = await slow.send({
      query: LIST,
      headers: { 'x-request-id': 'our-3' },
    });
    expect(status).toBe(200);
    expect(data).toEqual({ invitations: null });
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'UPSTREAM_TIMEOUT', requestId: 'our-3', retryable: true },
    ]);
    expect((await slow.emulator.ended(1)).aborted).toBe(true);
    expect(slow.emulator.journal).toHaveLength(1);
  });
});

describe('an upstream that answers too much', () => {
  it('is UPSTREAM_INVALID_RESPONSE, and is not asked again', async () => {
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
  it('leaves the others’ data in place', async () => {
    stack.emulator.inject({ times: 1, behaviour: { kind: 'answer', status: 500 } });
    const { status, data, errors } = await stack.send({
      query: '{ a: invitations(perPage: 1) { page } b: invitations(perPage: 2) { page } }',
    });
    expect(status).toBe(200);
    expect(errors).toHaveLength(1);
    const [failed] = errors?.[0]?.path ?? [];
    expect(data).toEqual({ a: { page: 1 }, b: { page: 1 }, [String(failed)]: null });
  });

  it('is told at the path of every list that it kept from being read', async () => {
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

it('lives on after all of that', async () => {
  expect((await stack.send({ query: LIST })).data.invitations.nodes).toHaveLength(3);
});
