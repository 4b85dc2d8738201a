import { describe, expect, it } from 'vitest';
import { useStack } from '../support/stack.ts';
import { numbered, quiet } from '../support/world.ts';

const stack = useStack({
  emulator: quiet(...numbered(5), {
    id: 'mine',
    type: 'ARRAY_SHARE',
    owner: 'linus',
    to: 'ada@example.com',
    array: 'x',
  }),
});

const targets = () => stack.emulator.journal.map(({ method, target }) => `${method} ${target}`);
const operations = () => stack.emulator.journal.map(({ operation }) => operation);

describe('reads within one operation', () => {
  it('fetch the same list once', async () => {
    const { data } = await stack.send({
      query: `{
        a: invitations(filter: {array: "array 3"}) { totalCount }
        b: invitations(filter: {array: "array 3"}, page: 1, perPage: 25) { nodes { id } }
        c: invitations(filter: {array: "array 3"}, first: 25) { pageInfo { hasNextPage } }
      }`,
    });
    expect(data).toEqual({
      a: { totalCount: 1 },
      b: { nodes: [{ id: 'n3' }] },
      c: { pageInfo: { hasNextPage: false } },
    });
    expect(targets()).toHaveLength(1);
  });

  it('fetch different lists separately', async () => {
    await stack.send({
      query: `{
        a: invitations(filter: {array: "array 3"}) { page }
        b: invitations(filter: {array: "array 4"}) { page }
        c: invitations(filter: {array: "array 3"}, orderBy: TIMESTAMP) { page }
        d: invitations(filter: {array: "array 3"}, page: 2) { page }
      }`,
    });
    expect(new Set(targets()).size).toBe(4);
    expect(targets()).toHaveLength(4);
  });

  it('do not request a failed list again', async () => {
    stack.emulator.inject({ behaviour: { kind: 'answer', status: 500 } });
    const { data, errors } = await stack.send({
      query: '{ a: invitations { page } b: invitations { page } }',
    });
    expect(data).toEqual({ a: null, b: null });
    expect(errors?.map(({ path }) => path)).toEqual([['a'], ['b']]);
    expect(targets()).toHaveLength(1);
  });
});

describe('reads of different operations', () => {
  it('fetch again what an earlier operation read', async () => {
    const query = '{ invitations { totalCount } }';
    await stack.send({ query });
    stack.emulator.world.invitations.length = 0;
    expect((await stack.send({ query })).data).toEqual({ invitations: { totalCount: 0 } });
  });

  it('share nothing between callers, even at the same time', async () => {
    const release = Promise.withResolvers<void>();
    stack.emulator.inject({ times: 1, behaviour: { kind: 'hold', until: release.promise } });
    const query = '{ invitations(filter: {array: "x"}) { nodes { id } } }';
    const ada = stack.send({ query });
    await stack.emulator.arrived(1);
    const margaret = await stack.send({ query, key: 'demo-key-margaret' });
    release.resolve();
    expect(margaret.data).toEqual({ invitations: { nodes: [] } });
    expect((await ada).data).toEqual({ invitations: { nodes: [{ id: 'mine' }] } });
    expect(targets()).toHaveLength(2);
  });

  it('treat a request with more than the same key as another caller', async () => {
    const release = Promise.withResolvers<void>();
    stack.emulator.inject({ behaviour: { kind: 'hold', until: release.promise } });
    const query = '{ invitations { totalCount } }';
    const one = stack.send({ query });
    const other = stack.send({ query, headers: { authorization: 'Bearer else' } });
    await stack.emulator.arrived(2);
    release.resolve();
    await Promise.all([one, other]);
    expect(stack.emulator.journal.map(({ headers }) => headers.authorization).sort()).toEqual([
      'Bearer else',
      undefined,
    ]);
  });
});

describe('a mutation', () => {
  const ACCEPT_AND_CANCEL = /* GraphQL */ `
    mutation {
      accepted: acceptInvitation(input: {invitationId: "mine"}) {
        ... on InvitationAccepted { invitation { id status } }
      }
      cancelled: cancelArrayInvitation(input: {invitationId: "n1", namespace: "ada", array: "array 1"}) {
        __typename
      }
      again: acceptInvitation(input: {invitationId: "mine"}) { __typename }
    }
  `;

  it('is followed by new reads', async () => {
    const { data } = await stack.send({ query: ACCEPT_AND_CANCEL });
    expect(data).toEqual({
      accepted: { invitation: { id: 'mine', status: 'ACCEPTED' } },
      cancelled: { __typename: 'InvitationCancelled' },
      again: { __typename: 'InvitationNotFound' },
    });
    expect(operations()).toEqual([
      'acceptInvitation',
      'fetchInvitations',
      'cancelShareArrayByInvite',
      'acceptInvitation',
    ]);
  });

  it('discards earlier reads even when it did not succeed', async () => {
    const accept = (alias: string, id: string) => `
      ${alias}: acceptInvitation(input: {invitationId: "${id}"}) {
        ... on InvitationAccepted { invitation { status } }
        ... on InvitationNotFound { invitationId }
      }`;
    stack.emulator.inject({
      operation: 'acceptInvitation',
      skip: 1,
      times: 1,
      behaviour: { kind: 'answer', status: 204, afterHandling: true },
    });
    await stack.send({
      query: `mutation { ${accept('a', 'mine')} ${accept('b', 'n2')} ${accept('c', 'nowhere')} }`,
    });
    expect(operations()).toEqual([
      'acceptInvitation',
      'fetchInvitations',
      'acceptInvitation',
      'fetchInvitations',
      'acceptInvitation',
    ]);
  });
});
