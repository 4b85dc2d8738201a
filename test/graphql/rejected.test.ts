import { describe, expect, it } from 'vitest';
import { INVITATIONS, MUTATIONS } from '../support/operations.ts';
import { useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...INVITATIONS) });

/** Every 4xx status that is neither a fault nor a separate outcome. */
const REFUSALS = [400, 402, 405, 406, 409, 410, 411, 412, 413, 415, 418, 422, 423, 424, 451, 499];

describe.each(MUTATIONS)('$name that upstream rejects', ({ name, query, input }) => {
  const send = async () => {
    const answer = await stack.send({
      query,
      variables: { input },
      headers: { 'x-request-id': 'our-1' },
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.status).toBe(200);
    expect(stack.emulator.journal).toHaveLength(1);
    return answer.data[name];
  };
  const answerWith = (status: number, body?: string) =>
    stack.emulator.inject({
      behaviour: { kind: 'answer', status, ...(body !== undefined && { body }) },
    });

  it.each(REFUSALS)('with %i is InvitationRejected with upstream’s message', async (status) => {
    answerWith(status, JSON.stringify({ code: 1042, message: 'not so: ü', request_id: 'up-3' }));
    expect(await send()).toEqual({
      __typename: 'InvitationRejected',
      code: 'REQUEST_REJECTED',
      message: 'not so: ü',
      requestId: 'our-1',
      upstreamRequestId: 'up-3',
      upstreamCode: 1042,
    });
  });

  it.each([
    ['0', 0],
    ['-1', -1],
    ['2147483647', 2147483647],
    ['-2147483648', -2147483648],
    ['2147483648', null],
    ['-2147483649', null],
    ['9223372036854775807', null],
    ['1.5', null],
    ['"1042"', null],
    ['null', null],
    ['[1]', null],
  ])('with code %s has the upstreamCode %j', async (code, upstreamCode) => {
    answerWith(400, `{"code":${code},"message":"no"}`);
    expect(await send()).toMatchObject({
      __typename: 'InvitationRejected',
      message: 'no',
      upstreamCode,
    });
  });

  it.each([
    ['an empty body', undefined],
    ['HTML', '<html><body>leaked</body></html>'],
    ['truncated JSON', '{"message":"leaked'],
    ['an empty Error', '{}'],
    ['an Error with wrong types', '{"message":["leaked"],"code":"leaked","request_id":{}}'],
  ])('with %s is InvitationRejected with our message', async (_title, body) => {
    answerWith(422, body);
    const outcome = await send();
    expect(outcome).toEqual({
      __typename: 'InvitationRejected',
      code: 'REQUEST_REJECTED',
      message: expect.stringMatching(/./),
      requestId: 'our-1',
      upstreamRequestId: null,
      upstreamCode: null,
    });
    expect(outcome.message).not.toContain('leaked');
  });
});

describe('a request that the emulator rejects', () => {
  it('is InvitationRejected for an array share without an action', async () => {
    const { data } = await stack.send({
      query: `mutation {
        inviteToArray(input: { namespace: "ada", array: "x", emails: ["a@example.com"], actions: [] }) {
          __typename
          ... on InvitationRejected { message upstreamCode upstreamRequestId }
        }
      }`,
    });
    expect(data.inviteToArray).toEqual({
      __typename: 'InvitationRejected',
      message: 'actions must not be empty',
      upstreamCode: 400,
      upstreamRequestId: 'req-000001',
    });
  });

  it('is FORBIDDEN for a cancel in someone else’s namespace', async () => {
    const { data, errors } = await stack.send({
      query: `mutation {
        cancelArrayInvitation(input: { invitationId: "mine", namespace: "linus", array: "x" }) { __typename }
      }`,
    });
    expect(data).toEqual({ cancelArrayInvitation: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', retryable: false });
    expect(stack.emulator.journal).toHaveLength(1);
  });
});
