import { describe, expect, it } from 'vitest';
import { INVITATIONS } from '../support/mutations.ts';
import { useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...INVITATIONS) });

/** Sends a request whose client leaves as soon as it is told to. */
function sendAndLeave(query: string): { leave: () => void; gone: Promise<unknown> } {
  const client = new AbortController();
  const gone = stack.send({ query, signal: client.signal }).catch((reason: unknown) => reason);
  return { leave: () => client.abort(), gone };
}

/** By when it has an answer, whatever the service began before has been begun. */
async function askOnceMore(): Promise<void> {
  const { errors } = await stack.send({ query: '{ invitations { page } }' });
  expect(errors).toBeUndefined();
}

describe('a client that leaves', () => {
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

  it('aborts nobody else’s read', async () => {
    const release = Promise.withResolvers<void>();
    stack.emulator.inject({ behaviour: { kind: 'hold', until: release.promise } });
    const query = '{ invitations { totalCount } }';
    const staying = stack.send({ query });
    await stack.emulator.arrived(1);
    // Another caller, since equal reads of one caller may share a call.
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

  it('does not take the same caller’s read away from a second request', async () => {
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

  it('has no read retried', async () => {
    stack.emulator.inject({ times: 1, behaviour: { kind: 'hang' } });
    const client = sendAndLeave('{ invitations { page } }');
    await stack.emulator.arrived(1);
    client.leave();
    await stack.emulator.ended(1);
    await client.gone;
    await askOnceMore();
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it('does not abort a write that has begun', async () => {
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
    // A reader leaves later: once its read is aborted, the service knows that the writer has left too.
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

  it('keeps a write from starting that has not begun', async () => {
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
