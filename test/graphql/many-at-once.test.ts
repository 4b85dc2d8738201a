import { describe, expect, it } from 'vitest';
import type { NewInvitation } from '../../emulator/src/world.ts';
import { type GraphQLRequest, startStack, useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const received = (count: number): NewInvitation[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `r${index}`,
    type: 'ARRAY_SHARE',
    owner: 'linus',
    to: 'ada@example.com',
    array: `a${index}`,
    hoursAgo: index,
  }));
const sent = (count: number): NewInvitation[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `s${index}`,
    type: 'JOIN_ORGANIZATION',
    owner: 'acme',
    to: `p${index}@example.com`,
    role: 'admin',
    hoursAgo: index,
  }));

const NO_BREAKER = { BREAKER_MINIMUM_RPS: '100000' };
const stack = useStack({ emulator: quiet(...received(25), ...sent(25)), env: NO_BREAKER });

const ids = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

const ACCEPT_FIELD = /* GraphQL */ `
  acceptedCount
  results {
    invitationId
    result {
      __typename
      ... on InvitationAccepted { invitationId }
      ... on InvitationError { code message }
    }
  }
`;
const accept = (invitationIds: readonly string[], more: Partial<GraphQLRequest> = {}) => ({
  query: `mutation ($ids: [ID!]!) { acceptInvitations(input: { invitationIds: $ids }) { ${ACCEPT_FIELD} } }`,
  variables: { ids: invitationIds },
  ...more,
});
const cancel = (cancelHandles: readonly string[]) => ({
  query: `mutation ($handles: [ID!]!) {
    cancelInvitations(input: { cancelHandles: $handles }) {
      cancelledCount
      results { cancelHandle invitationId result { __typename ... on InvitationError { code } } }
    }
  }`,
  variables: { handles: cancelHandles },
});

const targets = () => stack.emulator.journal.map(({ method, target }) => `${method} ${target}`);

async function readHandles(at = stack): Promise<string[]> {
  const { data } = await at.send({
    query:
      '{ invitations(perPage: 100, filter: { type: JOIN_ORGANIZATION }) { nodes { cancelHandle } } }',
  });
  return data.invitations.nodes.map(({ cancelHandle }: { cancelHandle: string }) => cancelHandle);
}

describe('acceptInvitations', () => {
  it('accepts each distinct id once, and returns results in request order', async () => {
    const { data, errors } = await stack.send(accept(['r2', 'r0', 'r2', 'r1', 'r0']));
    expect(errors).toBeUndefined();
    expect(data.acceptInvitations).toEqual({
      acceptedCount: 3,
      results: ['r2', 'r0', 'r1'].map((invitationId) => ({
        invitationId,
        result: { __typename: 'InvitationAccepted', invitationId },
      })),
    });
    expect(targets().sort()).toEqual(ids('r', 3).map((id) => `POST /v1/invitations/${id}`));
  });

  it('gives each item its own outcome or fault', async () => {
    stack.emulator.inject({ times: 1, skip: 2, behaviour: { kind: 'answer', status: 500 } });
    stack.emulator.inject({
      times: 1,
      skip: 2,
      behaviour: { kind: 'answer', status: 409, body: '{"message":"no"}' },
    });
    const { status, data, errors } = await stack.send(accept(['r0', 'nowhere', 'r1', 'r2', '..']));
    expect(status).toBe(200);
    const outcomes = data.acceptInvitations.results.map(
      ({ result }: { result: { __typename: string } | null }) => result?.__typename ?? null,
    );
    expect(outcomes).toEqual([
      'InvitationAccepted',
      'InvitationNotFound',
      null,
      'InvitationRejected',
      null,
    ]);
    expect(data.acceptInvitations.acceptedCount).toBe(1);
    expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual(
      expect.arrayContaining([
        [['acceptInvitations', 'results', 2, 'result'], 'UPSTREAM_ERROR'],
        [['acceptInvitations', 'results', 4, 'result'], 'BAD_USER_INPUT'],
      ]),
    );
    expect(errors).toHaveLength(2);
    expect(targets()).toHaveLength(4);
  });

  it('looks up the accepted invitations together when they are selected', async () => {
    const { data, errors } = await stack.send({
      query: `mutation {
        acceptInvitations(input: { invitationIds: ["r0", "r1", "r2"] }) {
          results { result { ... on InvitationAccepted { invitation { id status } } } }
        }
      }`,
    });
    expect(errors).toBeUndefined();
    expect(data.acceptInvitations.results).toEqual(
      ids('r', 3).map((id) => ({ result: { invitation: { id, status: 'ACCEPTED' } } })),
    );
    expect(stack.emulator.journal.map(({ operation }) => operation)).toEqual([
      ...ids('r', 3).map(() => 'acceptInvitation'),
      'fetchInvitations',
    ]);
  });

  it('sends ten requests at a time', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    stack.emulator.inject({ behaviour: { kind: 'hold', until: promise } });
    const answer = stack.send(accept(ids('r', 25)));
    await stack.emulator.arrived(10);
    expect(stack.emulator.journal).toHaveLength(10);
    resolve();
    expect((await answer).data.acceptInvitations.acceptedCount).toBe(25);
    expect(stack.emulator.journal).toHaveLength(25);
  });

  it.each([
    [401, 'UNAUTHENTICATED'],
    [429, 'RATE_LIMITED'],
  ])('stops after a %i: items that have not started get the same fault', async (status, code) => {
    stack.emulator.inject({ behaviour: { kind: 'answer', status } });
    const { data, errors } = await stack.send(accept(ids('r', 25)));
    expect(data.acceptInvitations).toEqual({
      acceptedCount: 0,
      results: ids('r', 25).map((invitationId) => ({ invitationId, result: null })),
    });
    expect(errors).toHaveLength(25);
    expect(new Set(errors?.map(({ extensions }) => extensions['code']))).toEqual(new Set([code]));
    expect(stack.emulator.journal.length).toBeLessThanOrEqual(10);
  });

  it('stops when the breaker is open', async () => {
    const at = await startStack({
      emulator: quiet(...received(25)),
      env: { BREAKER_MINIMUM_RPS: '1' },
    });
    at.emulator.inject({ behaviour: { kind: 'answer', status: 503 } });
    const { data, errors } = await at.send(accept(ids('r', 25)));
    expect(data.acceptInvitations.acceptedCount).toBe(0);
    expect(errors).toHaveLength(25);
    // Those of the first ten that started before the breaker opened.
    const turnedDown = errors?.filter(({ extensions }) => extensions['retryable'] === true) ?? [];
    expect(turnedDown.length).toBe(25 - at.emulator.journal.length);
    expect(turnedDown.length).toBeGreaterThan(0);
    expect(turnedDown[0]?.extensions['code']).toBe('UPSTREAM_UNAVAILABLE');
  });

  it('sends nothing without a credential', async () => {
    const { errors } = await stack.send(accept(['r0', 'r1'], { key: null }));
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual([
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
    ]);
    expect(stack.emulator.journal).toEqual([]);
  });
});

describe('cancelInvitations', () => {
  it('cancels each distinct handle once, and returns results in request order', async () => {
    const [first = '', second = '', third = ''] = await readHandles();
    const { data, errors } = await stack.send(cancel([third, first, third, second]));
    expect(errors).toBeUndefined();
    expect(data.cancelInvitations).toEqual({
      cancelledCount: 3,
      results: [
        [third, 's2'],
        [first, 's0'],
        [second, 's1'],
      ].map(([cancelHandle, invitationId]) => ({
        cancelHandle,
        invitationId,
        result: { __typename: 'InvitationCancelled' },
      })),
    });
    expect(targets().slice(1).sort()).toEqual(
      ids('s', 3).map((id) => `DELETE /v1/invitations/${id}/acme/join`),
    );
  });

  it('reports which invitations were not found', async () => {
    const [first = '', second = ''] = await readHandles();
    await stack.send(cancel([first]));
    const { data } = await stack.send(cancel([first, second]));
    expect(data.cancelInvitations.cancelledCount).toBe(1);
    expect(
      data.cancelInvitations.results.map(
        ({ result }: { result: { __typename: string } }) => result.__typename,
      ),
    ).toEqual(['InvitationNotFound', 'InvitationCancelled']);
  });

  it('rejects the whole field for one invalid handle, names it, and sends nothing', async () => {
    const [first = ''] = await readHandles();
    const { data, errors } = await stack.send(cancel([first, `${first}x`]));
    expect(data).toEqual({ cancelInvitations: null });
    expect(errors).toMatchObject([
      {
        message:
          '`cancelHandles[1]` is not a value of `Invitation.cancelHandle`: pass the handle on unchanged.',
        path: ['cancelInvitations'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(stack.emulator.journal).toHaveLength(1);
  });
});

describe('the items of an operation', () => {
  const many = (count: number, prefix = 'x') => ids(prefix, count);

  it('may number 100 after deduplication', async () => {
    const { data, errors } = await stack.send(accept([...many(100), ...many(100)]));
    expect(errors).toBeUndefined();
    expect(data.acceptInvitations.results).toHaveLength(100);
    expect(stack.emulator.journal).toHaveLength(100);
  });

  it.each([
    ['zero', []],
    ['101', many(101)],
  ])('must not number %s', async (_title, invitationIds) => {
    const { data, errors } = await stack.send(accept(invitationIds));
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false });
    expect(errors?.[0]?.message).toContain('`invitationIds`');
    expect(stack.emulator.journal).toEqual([]);
  });

  const BOTH = `
    mutation ($a: [ID!]!, $b: [ID!]!, $handles: [ID!]!, $skipped: Boolean!) {
      a: acceptInvitations(input: { invitationIds: $a }) { acceptedCount }
      ...More
      skipped: acceptInvitations(input: { invitationIds: $b }) @skip(if: $skipped) { acceptedCount }
    }
    fragment More on Mutation {
      b: acceptInvitations(input: { invitationIds: $b }) { acceptedCount }
      c: cancelInvitations(input: { cancelHandles: $handles }) { cancelledCount }
    }`;

  it('are counted over all fields together, and nothing is sent when there are too many', async () => {
    const handles = await readHandles();
    stack.emulator.reset();
    const variables = { a: many(40), b: many(36, 'y'), handles, skipped: true };
    const { data, errors } = await stack.send({ query: BOTH, variables });
    expect(data).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
    expect(errors?.[0]?.message).toContain('got 101');
    expect(stack.emulator.journal).toEqual([]);
  });

  it('are counted before an earlier single mutation of the operation is sent', async () => {
    const { data, errors } = await stack.send({
      query: `mutation ($ids: [ID!]!) {
        first: acceptInvitation(input: { invitationId: "r0" }) { __typename }
        acceptInvitations(input: { invitationIds: $ids }) { acceptedCount }
      }`,
      variables: { ids: many(101) },
    });
    expect(data).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('do not count in a field that is skipped', async () => {
    const handles = await readHandles();
    const variables = { a: many(40), b: many(35, 'y'), handles, skipped: true };
    const { data, errors } = await stack.send({ query: BOTH, variables });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      a: { acceptedCount: 0 },
      b: { acceptedCount: 0 },
      c: { cancelledCount: 25 },
    });
  });

  it('count as one operation each towards the caller’s limit, and the operation itself does not', async () => {
    const at = await startStack({
      emulator: quiet(...received(10)),
      env: { RATE_LIMIT_OPERATIONS_PER_MINUTE: '10' },
    });
    const first = await at.send(accept(ids('r', 7)));
    expect(first.data.acceptInvitations.acceptedCount).toBe(7);
    const second = await at.send(accept(['r7', 'r8', 'r9', 'x']));
    expect(second.data.acceptInvitations.acceptedCount).toBe(3);
    expect(second.errors).toMatchObject([
      {
        path: ['acceptInvitations', 'results', 3, 'result'],
        extensions: { code: 'RATE_LIMITED', retryable: true, retryAfter: expect.any(Number) },
      },
    ]);
    expect(at.emulator.journal).toHaveLength(10);
  });

  it('do not count when they are rejected before they are sent', async () => {
    const at = await startStack({
      emulator: quiet(...received(2)),
      env: { RATE_LIMIT_OPERATIONS_PER_MINUTE: '2' },
    });
    const { data } = await at.send(accept(['..', 'r0', '', 'r1']));
    expect(data.acceptInvitations.acceptedCount).toBe(2);
  });
});
