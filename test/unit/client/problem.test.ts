import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { describe, expect, test } from 'vitest';
import { errorAt, isFailure, toProblem } from '../../../client/src/problem.ts';

const TIMEOUT = {
  message: 'upstream took too long',
  extensions: { code: 'UPSTREAM_TIMEOUT', retryable: false, requestId: 'r1' },
};

describe('toProblem', () => {
  test('reads a failing member of a union', () => {
    const member = {
      __typename: 'InvitationRejected',
      code: 'REQUEST_REJECTED',
      message: 'no such role',
      requestId: 'r1',
    };
    expect(toProblem(member, { isWrite: true })).toEqual({
      code: 'REQUEST_REJECTED',
      isUncertain: false,
      isRetryable: false,
      detail: 'no such role',
      requestId: 'r1',
    });
  });

  test('reports an unknown outcome as uncertain', () => {
    const member = {
      __typename: 'InvitationOutcomeUnknown',
      code: 'OUTCOME_UNKNOWN',
      message: 'nobody knows',
      requestId: null,
    };
    expect(toProblem(member)).toMatchObject({ code: 'OUTCOME_UNKNOWN', isUncertain: true });
  });

  test.each([
    ['Apollo Client', new CombinedGraphQLErrors({ errors: [TIMEOUT] })],
    ['urql', { graphQLErrors: [TIMEOUT] }],
    ['graphql-request', { response: { errors: [TIMEOUT] } }],
    ['a GraphQL response', { data: null, errors: [TIMEOUT] }],
    ['a list of errors', [TIMEOUT]],
    ['a single error', TIMEOUT],
  ])('reads the first error of %s', (_client, failure) => {
    expect(toProblem(failure, { isWrite: true })).toEqual({
      code: 'UPSTREAM_TIMEOUT',
      isUncertain: true,
      isRetryable: false,
      detail: 'upstream took too long',
      requestId: 'r1',
    });
  });

  test('treats a read, and a write of which nothing was sent, as certain', () => {
    const retryable = { ...TIMEOUT, extensions: { ...TIMEOUT.extensions, retryable: true } };
    expect(toProblem([TIMEOUT])).toMatchObject({ isUncertain: false });
    expect(toProblem([retryable], { isWrite: true })).toMatchObject({
      isUncertain: false,
      isRetryable: true,
    });
  });

  test('reads how long to wait before a retry', () => {
    const extensions = { code: 'RATE_LIMITED', retryable: true, retryAfter: 30 };
    expect(toProblem([{ message: 'slow down', extensions }])).toMatchObject({ retryAfter: 30 });
  });

  test.each([
    ['a missing response', new TypeError('fetch failed')],
    [
      'an error page of a proxy',
      new ServerError('502', { response: new Response('', { status: 502 }), bodyText: '' }),
    ],
  ])('treats %s as a network problem', (_name, failure) => {
    expect(toProblem(failure)).toEqual({ code: 'NETWORK', isUncertain: false, isRetryable: true });
    expect(toProblem(failure, { isWrite: true })).toMatchObject({
      isUncertain: true,
      isRetryable: false,
    });
  });

  test.each([[undefined], [null], ['text'], [{ errors: [] }], [new Error('bug')]])(
    'returns a problem even for an unexpected value: %s',
    (failure) => {
      expect(toProblem(failure)).toEqual({
        code: 'UNEXPECTED',
        isUncertain: false,
        isRetryable: false,
      });
    },
  );

  test('does not report an unknown code as one of the service’s codes', () => {
    const error = { message: 'new', extensions: { code: 'toString' } };
    expect(toProblem([error]).code).toBe('UNEXPECTED');
  });
});

test('finds the error of a row at, below or above its path', () => {
  const below = { message: 'below', path: ['acceptInvitations', 'results', 1, 'result'] };
  const above = { message: 'above', path: ['acceptInvitations'] };
  expect(errorAt([below], ['acceptInvitations', 'results', 1])).toBe(below);
  expect(errorAt([below], ['acceptInvitations', 'results', 2])).toBeUndefined();
  expect(errorAt([above], ['acceptInvitations', 'results', 2])).toBe(above);
});

test('distinguishes a failed union member from a success', () => {
  const failure = { __typename: 'X', code: 'FORBIDDEN', message: 'no', requestId: null } as const;
  expect(isFailure(failure)).toBe(true);
  expect(isFailure({ __typename: 'InvitationAccepted', invitationId: '1' })).toBe(false);
});
