import { expect, test } from 'vitest';
import { acceptMany, cancelMany } from '../../../client/src/many.ts';
import { collect, fakeExecute } from './fake-execute.ts';

const GONE = {
  __typename: 'InvitationNotFound',
  code: 'INVITATION_NOT_FOUND',
  message: 'gone',
  requestId: null,
};

test('reports every row after each batch, and gives each batch a different key', async () => {
  const { execute, asked } = fakeExecute(({ variables }) => accepted(variables));
  const steps = await collect(acceptMany(execute, ['a', 'b', 'c'], { portion: 2 }));
  expect(steps.map((rows) => rows.map(({ state }) => state))).toEqual([
    ['waiting', 'waiting', 'waiting'],
    ['done', 'done', 'waiting'],
    ['done', 'done', 'done'],
  ]);
  const keys = asked.map(({ options }) => options.idempotencyKey);
  expect(new Set(keys).size).toBe(2);
  expect(keys.every((key) => typeof key === 'string')).toBe(true);
});

test('gives each row its own result: its outcome, or the error at its path', async () => {
  const fault = {
    message: 'too fast',
    path: ['cancelInvitations', 'results', 2, 'result'],
    extensions: { code: 'RATE_LIMITED', retryable: true },
  };
  const { execute } = fakeExecute(() => ({
    data: {
      cancelInvitations: {
        cancelledCount: 1,
        results: [
          {
            cancelHandle: 'a',
            invitationId: '1',
            result: { __typename: 'InvitationCancelled', invitationId: '1' },
          },
          { cancelHandle: 'b', invitationId: '2', result: GONE },
          { cancelHandle: 'c', invitationId: '3', result: null },
        ],
      },
    },
    errors: [fault],
  }));
  const rows = (await collect(cancelMany(execute, ['a', 'b', 'c']))).at(-1);
  expect(rows).toMatchObject([
    { id: 'a', state: 'done' },
    { id: 'b', state: 'failed', problem: { code: 'INVITATION_NOT_FOUND' } },
    { id: 'c', state: 'failed', problem: { code: 'RATE_LIMITED' } },
  ]);
});

test('reports every row of a batch as uncertain when its response is lost, and continues', async () => {
  const { execute } = fakeExecute(({ variables }, index) => {
    if (index === 0) throw new TypeError('fetch failed');
    return accepted(variables);
  });
  const rows = (await collect(acceptMany(execute, ['a', 'b', 'c'], { portion: 2 }))).at(-1);
  expect(rows).toMatchObject([
    { state: 'failed', problem: { code: 'NETWORK', isUncertain: true } },
    { state: 'failed', problem: { code: 'NETWORK', isUncertain: true } },
    { state: 'done' },
  ]);
});

test.each([
  ['UNAUTHENTICATED', false],
  ['RATE_LIMITED', true],
  ['UPSTREAM_UNAVAILABLE', true],
])('sends nothing more after %s, which would fail every later row too', async (code, retryable) => {
  const errors = [{ message: 'no', extensions: { code, retryable } }];
  const { execute, asked } = fakeExecute(() => ({ data: { acceptInvitations: null }, errors }));
  const rows = (await collect(acceptMany(execute, ['a', 'b', 'c'], { portion: 1 }))).at(-1);
  expect(asked).toHaveLength(1);
  const failed = { state: 'failed', problem: { code, isRetryable: retryable } };
  expect(rows).toMatchObject([failed, failed, failed]);
});

test('continues when a request may have been carried out', async () => {
  const extensions = { code: 'UPSTREAM_UNAVAILABLE', retryable: false };
  const errors = [{ message: 'no', extensions }];
  const { execute, asked } = fakeExecute(() => ({ data: { acceptInvitations: null }, errors }));
  await collect(acceptMany(execute, ['a', 'b'], { portion: 1 }));
  expect(asked).toHaveLength(2);
});

test('sends nothing more after it is stopped', async () => {
  const stop = new AbortController();
  const { execute, asked } = fakeExecute(({ variables }) => {
    stop.abort();
    return accepted(variables);
  });
  await collect(acceptMany(execute, ['a', 'b'], { portion: 1, signal: stop.signal }));
  expect(asked).toHaveLength(1);
});

function accepted(variables: Record<string, unknown>) {
  const { invitationIds } = variables['input'] as { invitationIds: string[] };
  const results = invitationIds.map((invitationId) => ({
    invitationId,
    result: { __typename: 'InvitationAccepted', invitationId },
  }));
  return { data: { acceptInvitations: { acceptedCount: results.length, results } } };
}
