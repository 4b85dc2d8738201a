import { describe, expect, it } from 'vitest';
import { INVITATIONS } from '../support/operations.ts';
import { useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...INVITATIONS) });

/** Sends a request whose client can be made to disconnect. */
function sendAndLeave(query: string): { leave: () => void; gone: Promise<unknown> } {
  const client = new AbortController();
  const gone = stack.send({ query, signal: client.signal }).catch((reason: unknown) => reason);
  return { leave: () => client.abort(), gone };
}

/** When this request has its response, whatever the service started before has started. */
async function askOnceMore(): Promise<void> {
  const { errors } = await stack.send({ query: '{ invitations { page } }' });
  expect(errors).toBeUndefined();
}

describe('a client that disconnects', () => {
  it('aborts its read', async () => {
    stack.emulator.inject({ behaviour: { kind: 'hang' } });
    const client = sendAndLeave('{ invitations { page } }');
    await stack.emulator.arrived(1);
    client.leave();
    expect(await stack.emulator.ended(1)).toMatchObject({ aborted: true, status: null });
    expect(await client.gone).toMatchObject({ name: 'AbortError' });
  });

  it('aborts all of its reads', async () => {
    stack.emulator.inject({ behaviour: { kind: 'hang' } });
    const client = sendAndLeave('{ a: invitations { page } b: invitations(page: 2) { page } }');
    await stack.emulator.arrived(2);
    client.leave();
    expect((await stack.emulator.ended(1)).aborted).toBe(true);
    expect((await stack.emulator.ended(2)).aborted).toBe(true);
    await client.gone;
  });

  it('does not abort another caller’s read', async () => {
    const release = Promise.withResolvers<void>();
    stack.emulator.inject({ behaviour: { kind: 'hold', until: release.promise } });
    const query = '{ invitations { totalCount } }';
    const staying = stack.send({ query });
    await stack.emulator.arrived(1);
    // Another caller, because equal reads of one caller may share a call.
    const client = new AbortController();
    const leaving = stack.send({ query, key: 'demo-key-grace', signal: client.signal });
    const left = leaving.catch((reason: unknown) => reason);
    await stack.emulator.arrived(2);
    client.abort();
    expect((await stack.emulator.ended(2)).aborted).toBe(true);
    release.resolve();
    expect((await staying).data).toEqual({ invitations: { totalCount: 4 } });
    await left;
  });

  it('does not abort a read that another request of the same caller shares', async () => {
    const release = Promise.withResolvers<void>();
    stack.emulator.inject({ behaviour: { kind: 'hold', until: release.promise } });
    const query = '{ invitations { totalCount } }';
    const client = sendAndLeave(query);
    await stack.emulator.arrived(1);
    const staying = stack.send({ query });
    client.leave();
    await client.gone;
    release.resolve();
    expect((await staying).data).toEqual({ invitations: { totalCount: 4 } });
  });

  it('stops the retries of its read', async () => {
    stack.emulator.inject({ times: 1, behaviour: { kind: 'hang' } });
    const client = sendAndLeave('{ invitations { page } }');
    await stack.emulator.arrived(1);
    client.leave();
    await stack.emulator.ended(1);
    await client.gone;
    await askOnceMore();
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it('does not abort a write that has started', async () => {
    const release = Promise.withResolvers<void>();
    stack.emulator.inject({
      operation: 'cancelJoinOrganization',
      behaviour: { kind: 'hold', until: release.promise },
    });
    stack.emulator.inject({ operation: 'fetchInvitations', times: 1, behaviour: { kind: 'hang' } });
    const writer = sendAndLeave(`mutation {
      cancelOrganizationInvitation(input: {invitationId: "join", organization: "acme"}) { __typename }
    }`);
    await stack.emulator.arrived(1);
    writer.leave();
    await writer.gone;
    // A reader disconnects later: when its read is aborted, the service knows that the writer has gone too.
    const reader = sendAndLeave('{ invitations { page } }');
    await stack.emulator.arrived(2);
    reader.leave();
    expect((await stack.emulator.ended(2)).aborted).toBe(true);
    await reader.gone;
    expect(stack.emulator.journal[0]?.aborted).toBe(false);
    release.resolve();
    expect(await stack.emulator.ended(1)).toMatchObject({ status: 204, aborted: false });
    expect(stack.emulator.world.invitations.some(({ id }) => id === 'join')).toBe(false);
  });

  it('prevents a write that has not started', async () => {
    stack.emulator.inject({ operation: 'fetchInvitations', times: 1, behaviour: { kind: 'hang' } });
    const client = sendAndLeave(`mutation {
      acceptInvitation(input: {invitationId: "mine"}) { ... on InvitationAccepted { invitation { id } } }
      cancelOrganizationInvitation(input: {invitationId: "join", organization: "acme"}) { __typename }
    }`);
    await stack.emulator.arrived(1, { operation: 'fetchInvitations' });
    client.leave();
    expect((await stack.emulator.ended(2)).aborted).toBe(true);
    await client.gone;
    await askOnceMore();
    expect(stack.emulator.journal.map(({ operation }) => operation)).toEqual([
      'acceptInvitation',
      'fetchInvitations',
      'fetchInvitations',
    ]);
    expect(stack.emulator.world.invitations.some(({ id }) => id === 'join')).toBe(true);
  });
});
