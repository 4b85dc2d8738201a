import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../emulator/src/model.ts';
import { ANSWERING, INVITATIONS, type Mutation } from '../support/operations.ts';
import { startStack, useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...INVITATIONS) });

async function answer({ name, query, input }: Mutation, changes: object = {}, requestId = 'r-1') {
  const sent = await stack.send({
    query,
    variables: { input: { ...input, ...changes } },
    headers: { 'x-request-id': requestId },
  });
  expect(sent.errors).toBeUndefined();
  expect(sent.status).toBe(200);
  return sent.data[name];
}

const asked = () =>
  stack.emulator.journal.map(({ method, target, body, headers }) => ({
    line: `${method} ${target}`,
    body,
    contentType: headers['content-type'],
  }));

const isThere = (id: unknown) =>
  stack.emulator.world.invitations.some((invitation) => invitation.id === id);

describe('the upstream request', () => {
  it.each([
    ['acceptInvitation', 'POST /v1/invitations/mine'],
    ['cancelOrganizationInvitation', 'DELETE /v1/invitations/join/acme/join'],
    ['cancelArrayInvitation', 'DELETE /v1/invitations/array/ada/s3%3A%2F%2Fb%2Fa%20b/share'],
    ['cancelGroupInvitation', 'DELETE /v1/invitations/group/group/acme/weather/share'],
  ])('of %s is %s, sent once without a body', async (name, line) => {
    const mutation = ANSWERING.find((one) => one.name === name);
    if (mutation === undefined) throw new Error(`no mutation ${name}`);
    await answer(mutation);
    expect(asked()).toEqual([{ line, body: '', contentType: undefined }]);
  });
});

describe('success', () => {
  it.each(ANSWERING)('is the outcome of $name, and upstream carried it out', async (mutation) => {
    const { invitationId } = mutation.input;
    expect(await answer(mutation)).toEqual({
      __typename: mutation.kind === 'accept' ? 'InvitationAccepted' : 'InvitationCancelled',
      invitationId,
    });
    if (mutation.kind === 'accept') {
      expect(stack.emulator.world.invitations.find(({ id }) => id === invitationId)).toMatchObject({
        acceptance: { by: 'ada' },
      });
    } else {
      expect(isThere(invitationId)).toBe(false);
    }
  });

  describe.each(ANSWERING)('any empty 2xx response to $name', (mutation) => {
    it.each([200, 201, 202, 204, 205, 299])('means success with status %i', async (status) => {
      stack.emulator.inject({ behaviour: { kind: 'answer', status } });
      expect(await answer(mutation)).toMatchObject({
        invitationId: mutation.input['invitationId'],
      });
      expect(stack.emulator.journal).toHaveLength(1);
    });

    it.each(['{}', '{"array_name":"x","actions":["read"]}', '{"message":"granted"}'])(
      'means success with status 200 and a JSON object: %s',
      async (body) => {
        stack.emulator.inject({ behaviour: { kind: 'answer', status: 200, body } });
        expect(await answer(mutation)).toMatchObject({
          __typename: mutation.kind === 'accept' ? 'InvitationAccepted' : 'InvitationCancelled',
        });
        expect(stack.emulator.journal).toHaveLength(1);
      },
    );
  });
});

describe('an invitation that does not exist', () => {
  const dialects: Dialect[] = ['given', 'current'];
  const cases = dialects.flatMap((dialect) =>
    ANSWERING.filter(({ name }) => dialect === 'current' || name !== 'cancelGroupInvitation').map(
      (mutation) => ({ dialect, mutation, name: mutation.name }),
    ),
  );

  it.each(cases)(
    'is InvitationNotFound for $name in the $dialect dialect',
    async ({ dialect, mutation, name }) => {
      const there = await startStack({ emulator: { ...quiet(...INVITATIONS), dialect } });
      const { status, data, errors } = await there.send({
        query: mutation.query,
        variables: { input: { ...mutation.input, invitationId: 'nowhere' } },
        headers: { 'x-request-id': 'nf-1' },
      });
      expect(errors).toBeUndefined();
      expect(status).toBe(200);
      expect(data[name]).toEqual({
        __typename: 'InvitationNotFound',
        code: 'INVITATION_NOT_FOUND',
        message: expect.stringMatching(/./),
        requestId: 'nf-1',
        // The 404 of the given dialect has no body, and so no request id.
        upstreamRequestId: dialect === 'given' ? null : 'req-000001',
        invitationId: 'nowhere',
      });
      expect(there.emulator.journal.map((entry) => entry.status)).toEqual([404]);
    },
  );

  it.each(ANSWERING)('is InvitationNotFound for a second $name', async (mutation) => {
    await answer(mutation);
    expect(await answer(mutation)).toMatchObject({ __typename: 'InvitationNotFound' });
    expect(stack.emulator.journal.map((entry) => entry.status)).toEqual([204, 404]);
  });

  it.each([
    ['an empty body', undefined, null],
    ['a body that is not JSON', '<html>nothing here</html>', null],
    ['an Error without a request_id', '{"message":"gone"}', null],
    ['an Error whose request_id is not a string', '{"request_id":7}', null],
    ['an Error', '{"code":5,"message":"gone","request_id":"up-7"}', 'up-7'],
  ])(
    'is InvitationNotFound with any body of the 404: %s',
    async (_title, body, upstreamRequestId) => {
      for (const mutation of ANSWERING) {
        stack.emulator.inject({
          times: 1,
          behaviour: { kind: 'answer', status: 404, ...(body !== undefined && { body }) },
        });
        const outcome = await answer(mutation);
        expect(outcome).toMatchObject({ __typename: 'InvitationNotFound', upstreamRequestId });
        expect(JSON.stringify(outcome)).not.toContain('gone');
      }
    },
  );

  it('may belong to another target, as the message of a cancel adds', async () => {
    for (const mutation of ANSWERING) {
      const { message } = await answer(mutation, { invitationId: 'nowhere' });
      if (mutation.kind === 'accept') expect(message).not.toContain('belongs to another');
      else expect(message).toContain('belongs to another organization, array or group');
    }
  });

  it('is InvitationNotFound when it has expired', async () => {
    const expired = await startStack({
      emulator: quiet({
        id: 'late',
        type: 'ARRAY_SHARE',
        owner: 'linus',
        to: 'ada@example.com',
        array: 'x',
        expiresAt: new Date('2026-03-10T11:59:59Z'),
      }),
    });
    const { data } = await expired.send({
      query: 'mutation { acceptInvitation(input: {invitationId: "late"}) { __typename } }',
    });
    expect(data).toEqual({ acceptInvitation: { __typename: 'InvitationNotFound' } });
  });
});
