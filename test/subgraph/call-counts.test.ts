/** The number of upstream calls per operation, which platform teams rely on. */
import { describe, expect, it } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { send, startStack, useStack } from '../support/stack.ts';
import { ENTITIES } from './entities.ts';
import { idOf, organizationNames, worldOf, worldOfOrganizations } from './world.ts';

describe('an operation on lists', () => {
  const stack = useStack();

  it('makes one call for five aliases of one list', async () => {
    const { data, errors } = await stack.send({
      query: `{ ${five((n) => `list${n}: invitations(perPage: 3) { nodes { id } }`)} }`,
    });
    expect(errors).toBeUndefined();
    expect(Object.keys(data)).toHaveLength(5);
    expect(new Set(Object.values(data).map((list) => JSON.stringify(list))).size).toBe(1);
    expect(stack.emulator.journal).toHaveLength(1);
  });

  it('makes one call for one list written in two ways', async () => {
    const { errors } = await stack.send({
      query: `{
        a: invitations(page: 1, perPage: 5, filter: { organization: "acme", status: PENDING }) { totalCount }
        b: invitations(first: 5, filter: { status: PENDING, organization: "acme" }) { totalCount }
        c: invitations(filter: { organization: "acme", status: PENDING, array: null }, perPage: 5) { totalCount }
      }`,
    });
    expect(errors).toBeUndefined();
    expect(stack.emulator.journal).toHaveLength(1);
  });

  it('makes five calls for five pages of one list', async () => {
    const { data, errors } = await stack.send({
      query: `{ ${five((n) => `page${n}: invitations(page: ${n}, perPage: 3) { page nodes { id } }`)} }`,
    });
    expect(errors).toBeUndefined();
    const ids = Object.values<{ nodes: { id: string }[] }>(data).flatMap(({ nodes }) => nodes);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(15);
    expect(stack.emulator.journal.map(({ query }) => query['page']).sort()).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
  });

  it('makes two calls for a cursor window that straddles two pages', async () => {
    const first = await stack.send({
      query: '{ invitations(first: 3) { edges { cursor } } }',
    });
    const after = first.data.invitations.edges[1].cursor;
    const { data, errors } = await stack.send({
      query: `query($after: String) { invitations(first: 5, after: $after) { page perPage nodes { id } } }`,
      variables: { after },
    });
    expect(errors).toBeUndefined();
    expect(data.invitations).toMatchObject({ page: 1, perPage: 5 });
    expect(data.invitations.nodes).toHaveLength(5);
    expect(stack.emulator.journal.slice(1).map(({ query }) => query)).toEqual([
      expect.objectContaining({ page: '1', per_page: '5' }),
      expect.objectContaining({ page: '2', per_page: '5' }),
    ]);
  });

  it('makes new calls for the next operation', async () => {
    const request = { query: '{ invitations { totalCount } }' };
    await stack.send(request);
    await stack.send(request);
    expect(stack.emulator.journal).toHaveLength(2);
  });
});

describe('100 representations of Invitation', () => {
  it('cost one call when all are on the first page', async () => {
    const stack = await startStack({ emulator: { world: worldOf(100) } });
    const numbers = Array.from({ length: 100 }, (_, n) => n);
    const { data, errors } = await resolveInvitations(stack.url, numbers);
    expect(errors).toBeUndefined();
    expect(data._entities.map(toId)).toEqual(numbers.map(idOf));
    expect(stack.emulator.journal.map(({ query }) => query)).toEqual([
      { page: '1', per_page: '100' },
    ]);
  });

  it('cost three calls when they are on three pages', async () => {
    const stack = await startStack({ emulator: { world: worldOf(300) } });
    const numbers = Array.from({ length: 100 }, (_, n) => (n * 167) % 300);
    const { data, errors } = await resolveInvitations(stack.url, numbers);
    expect(errors).toBeUndefined();
    expect(data._entities.map(toId)).toEqual(numbers.map(idOf));
    expect(stack.emulator.journal.map(({ query }) => query['page'])).toEqual(['1', '2', '3']);
  });

  it('cost thirty calls for thirty pages when the limit allows it', async () => {
    const stack = await startStack({
      emulator: { world: worldOf(3000) },
      env: { LOOKUP_MAX_PAGES: '30' },
    });
    const numbers = Array.from({ length: 100 }, (_, n) => n * 30 + 29);
    const { data, errors } = await resolveInvitations(stack.url, numbers);
    expect(errors).toBeUndefined();
    expect(data._entities.map(toId)).toEqual(numbers.map(idOf));
    expect(stack.emulator.journal).toHaveLength(30);
  });

  it('stop after 20 pages by default: ids found so far resolve, the rest are faults', async () => {
    const stack = await startStack({ emulator: { world: worldOf(3000) } });
    const numbers = Array.from({ length: 100 }, (_, n) => n * 30);
    const { data, errors } = await resolveInvitations(stack.url, numbers);
    const isNear = (number: number) => number < 2000;
    expect(data._entities.map(toId)).toEqual(numbers.map((n) => (isNear(n) ? idOf(n) : null)));
    expect(errors?.map(({ path }) => path?.[1])).toEqual(
      numbers.flatMap((number, index) => (isNear(number) ? [] : [index])),
    );
    expect(new Set(errors?.map(({ extensions }) => extensions['code']))).toEqual(
      new Set(['LOOKUP_LIMIT_EXCEEDED']),
    );
    expect(stack.emulator.journal).toHaveLength(20);
  });

  it('end the lookup on the page with the last of them', async () => {
    const stack = await startStack({ emulator: { world: worldOf(1000) } });
    const numbers = Array.from({ length: 100 }, (_, n) => n + 110);
    const { errors } = await resolveInvitations(stack.url, numbers);
    expect(errors).toBeUndefined();
    expect(stack.emulator.journal).toHaveLength(3);
  });
});

it('shares one lookup among all ids of one operation', async () => {
  const stack = await startStack({ emulator: { world: worldOf(300) } });
  const { data, errors } = await stack.send({
    query: `query($representations: [_Any!]!) {
      near: invitation(id: "${idOf(5)}") { id }
      _entities(representations: $representations) { ... on Invitation { id } }
      far: invitation(id: "${idOf(250)}") { id }
      none: invitation(id: "nobody") { id }
    }`,
    variables: { representations: [{ __typename: 'Invitation', id: idOf(150) }] },
  });
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    near: { id: idOf(5) },
    _entities: [{ id: idOf(150) }],
    far: { id: idOf(250) },
    none: null,
  });
  expect(stack.emulator.journal).toHaveLength(3);
});

describe('representations of Organization', () => {
  it('cost ten calls for fifty of ten organizations', async () => {
    const stack = await startStack({ emulator: { world: worldOfOrganizations(10) } });
    const names = Array.from({ length: 5 }, () => organizationNames(10)).flat();
    const { data, errors } = await resolveOrganizations(stack.url, names);
    expect(errors).toBeUndefined();
    expect(data._entities.map(({ name }: { name: string }) => name)).toEqual(names);
    expect(data._entities.map(toFirstEmail)).toEqual(
      names.map((name) => `member-of-${name}@example.com`),
    );
    expect(stack.emulator.journal.map(({ query }) => query['organization']).sort()).toEqual(
      organizationNames(10).sort(),
    );
  });

  it('are requested ten at a time, so that one operation leaves room for others', async () => {
    const stack = await startStack({ emulator: { world: worldOfOrganizations(30) } });
    const released = Promise.withResolvers<void>();
    stack.emulator.inject({ key: DEMO_KEY, behaviour: { kind: 'hold', until: released.promise } });
    const running = resolveOrganizations(stack.url, organizationNames(30));
    await stack.emulator.arrived(10);
    // Everything that the operation sends besides the ten has arrived before another caller's response.
    const other = await stack.send({ query: '{ invitations { page } }', key: 'demo-key-grace' });
    expect(other.errors).toBeUndefined();
    expect(stack.emulator.journal).toHaveLength(11);
    released.resolve();
    const { errors } = await running;
    expect(errors).toBeUndefined();
    expect(stack.emulator.journal).toHaveLength(31);
  });
});

describe('the cost of a mutation', () => {
  const stack = useStack();

  it('with its invitation is the write and one page', async () => {
    const id = await acceptableId(stack.url);
    const { data, errors } = await stack.send({
      query: `mutation($id: ID!) {
        acceptInvitation(input: { invitationId: $id }) {
          ... on InvitationAccepted { invitation { id status } }
        }
      }`,
      variables: { id },
    });
    expect(errors).toBeUndefined();
    expect(data.acceptInvitation.invitation).toEqual({ id, status: 'ACCEPTED' });
    expect(stack.emulator.journal.slice(1).map(({ operation }) => operation)).toEqual([
      'acceptInvitation',
      'fetchInvitations',
    ]);
  });

  it('without its invitation is the write alone', async () => {
    const id = await acceptableId(stack.url);
    await stack.send({
      query: `mutation($id: ID!) { acceptInvitation(input: { invitationId: $id }) { __typename } }`,
      variables: { id },
    });
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it('followed by another includes a new read of the second one’s invitation', async () => {
    const id = await acceptableId(stack.url);
    const { data } = await stack.send({
      query: `mutation($id: ID!) {
        first: acceptInvitation(input: { invitationId: $id }) {
          ... on InvitationAccepted { invitation { status } }
        }
        second: acceptInvitation(input: { invitationId: $id }) { __typename }
        third: cancelOrganizationInvitation(input: { invitationId: "nobody", organization: "acme" }) { __typename }
      }`,
      variables: { id },
    });
    expect(data).toEqual({
      first: { invitation: { status: 'ACCEPTED' } },
      second: { __typename: 'InvitationNotFound' },
      third: { __typename: 'InvitationNotFound' },
    });
    expect(stack.emulator.journal.slice(1).map(({ operation }) => operation)).toEqual([
      'acceptInvitation',
      'fetchInvitations',
      'acceptInvitation',
      'cancelJoinOrganization',
    ]);
  });
});

function five(field: (n: number) => string): string {
  return [1, 2, 3, 4, 5].map(field).join('\n');
}

function resolveInvitations(url: string, numbers: readonly number[]) {
  return send(url, {
    query: ENTITIES,
    variables: {
      representations: numbers.map((n) => ({ __typename: 'Invitation', id: idOf(n) })),
    },
  });
}

function resolveOrganizations(url: string, names: readonly string[]) {
  return send(url, {
    query: ENTITIES,
    variables: { representations: names.map((name) => ({ __typename: 'Organization', name })) },
  });
}

/** A pending invitation for the demo's user. */
async function acceptableId(url: string): Promise<string> {
  const { data } = await send(url, {
    query: `{ invitations(filter: { organization: "Zürich Genomics", type: JOIN_ORGANIZATION, status: PENDING }) { nodes { id } } }`,
  });
  return data.invitations.nodes[0].id;
}

function toId(entity: { id: string } | null): string | null {
  return entity?.id ?? null;
}

function toFirstEmail(entity: { invitations: { nodes: { email: string }[] } }): string | undefined {
  return entity.invitations.nodes[0]?.email;
}
