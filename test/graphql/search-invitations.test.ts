import { describe, expect, it } from 'vitest';
import type { NewInvitation } from '../../emulator/src/world.ts';
import { startStack, useStack } from '../support/stack.ts';
import { numbered, quiet } from '../support/world.ts';

const INVITED: readonly NewInvitation[] = [
  { id: 'mail', type: 'ARRAY_SHARE', owner: 'ada', to: 'Grace@Example.com', array: 'x' },
  { id: 'again', type: 'ARRAY_SHARE', owner: 'ada', to: 'grace@example.com', array: 'y' },
  { id: 'name', type: 'GROUP_SHARE', owner: 'acme', to: 'Linus', group: 'weather' },
];
const stack = useStack({ emulator: quiet(...INVITED, ...numbered(450)) });

const SEARCH = /* GraphQL */ `
  query ($recipients: [String!]!, $filter: InvitationFilter) {
    searchInvitations(recipients: $recipients, filter: $filter) {
      matches { recipient invitations { id } }
      isComplete
      searchedCount
    }
  }
`;

const search = (recipients: readonly string[], filter?: object, at = stack) =>
  at.send({ query: SEARCH, variables: { recipients, filter } });

const match = (recipient: string, ...ids: string[]) => ({
  recipient,
  invitations: expect.toSatisfy(
    (invitations: { id: string }[]) =>
      invitations
        .map(({ id }) => id)
        .sort()
        .join() === [...ids].sort().join(),
  ),
});

describe('a search', () => {
  it('may select whole invitations with the `__typename`s that Apollo Client adds', async () => {
    const query = /* GraphQL */ `
      query ($recipients: [String!]!) {
        searchInvitations(recipients: $recipients) {
          matches {
            recipient
            invitations {
              id type status email invitedNamespace isExpired cancelHandle ownerNamespaceId
              createdAt expiresAt acceptedAt __typename
              organization { name __typename }
              inviter { id __typename }
              acceptedBy { id __typename }
              target {
                ... on OrganizationMembership { organization { name __typename } role namespaceActions __typename }
                ... on ArrayShare { array { id __typename } name arrayActions __typename }
                ... on GroupShare { group { id __typename } arrayActions groupActions __typename }
                ... on PaymentShare { payerNamespaceId __typename }
              }
            }
            __typename
          }
          isComplete searchedCount __typename
        }
      }
    `;
    const recipients = Array.from({ length: 100 }, (_, index) => `person-${index}@example.com`);
    const { data, errors } = await stack.send({ query, variables: { recipients } });
    expect(errors).toBeUndefined();
    expect(data.searchInvitations.matches).toHaveLength(100);
  });

  it('finds by address and by invited namespace, regardless of case, in request order', async () => {
    const recipients = [
      ' LINUS ',
      'nobody@example.com',
      'GRACE@example.com',
      'linus',
      'reader450@example.com',
    ];
    const { data, errors } = await search(recipients);
    expect(errors).toBeUndefined();
    expect(data.searchInvitations).toEqual({
      matches: [
        match('LINUS', 'name'),
        match('nobody@example.com'),
        match('GRACE@example.com', 'mail', 'again'),
        match('reader450@example.com', 'n450'),
      ],
      isComplete: true,
      searchedCount: 453,
    });
    expect(stack.emulator.journal.map(({ query }) => query['page']).sort()).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
    expect(new Set(stack.emulator.journal.map(({ query }) => query['per_page']))).toEqual(
      new Set(['100']),
    );
  });

  it('reads several pages at a time after the first', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    stack.emulator.inject({ skip: 1, behaviour: { kind: 'hold', until: promise } });
    const answer = search(['linus']);
    await stack.emulator.arrived(5);
    resolve();
    expect((await answer).data.searchInvitations.isComplete).toBe(true);
  });

  it('reads only what the filter selects', async () => {
    const { data } = await search(['grace@example.com', 'linus'], { type: 'GROUP_SHARE' });
    expect(data.searchInvitations).toEqual({
      matches: [match('grace@example.com'), match('linus', 'name')],
      isComplete: true,
      searchedCount: 1,
    });
    expect(stack.emulator.journal.map(({ query }) => query)).toEqual([
      { type: 'GROUP_SHARE', page: '1', per_page: '100' },
    ]);
  });

  it('is incomplete, not a fault, when it reaches its limit', async () => {
    const bounded = await startStack({
      emulator: quiet(...numbered(450)),
      env: { LOOKUP_MAX_PAGES: '3' },
    });
    const recipients = ['reader300@example.com', 'reader301@example.com'];
    const { data, errors } = await search(recipients, undefined, bounded);
    expect(errors).toBeUndefined();
    expect(data.searchInvitations).toEqual({
      matches: [match('reader300@example.com', 'n300'), match('reader301@example.com')],
      isComplete: false,
      searchedCount: 300,
    });
    expect(bounded.emulator.journal).toHaveLength(3);
  });

  it('starts over when the list changed, and is incomplete, not a fault, when it keeps changing', async () => {
    for (const [times, isComplete, calls] of [
      [1, true, 4],
      [10, false, 4],
    ] as const) {
      const at = await startStack({ emulator: quiet(...numbered(150)) });
      const page = (total: number) => ({
        kind: 'answer' as const,
        status: 200,
        body: JSON.stringify({
          invitations: [{ id: `x${total}`, email: 'grace@example.com' }],
          pagination_metadata: { page: 2, per_page: 100, total_pages: 2, total_items: total },
        }),
      });
      for (let call = 0; call < times; call += 1) {
        // Every second call reports a different total.
        at.emulator.inject({ skip: 1, times: 1, behaviour: page(101 + call) });
      }
      const { data, errors } = await search(['grace@example.com'], undefined, at);
      expect(errors).toBeUndefined();
      expect(data.searchInvitations.isComplete).toBe(isComplete);
      expect(at.emulator.journal.length).toBeGreaterThanOrEqual(calls);
    }
  });

  it('is a fault when upstream fails', async () => {
    stack.emulator.inject({ skip: 2, behaviour: { kind: 'answer', status: 500 } });
    const { data, errors } = await search(['linus']);
    expect(data).toEqual({ searchInvitations: null });
    expect(errors?.[0]?.extensions['code']).toBe('UPSTREAM_ERROR');
    // Pages that were read concurrently must not arrive during the next test.
    await stack.emulator.ended(5);
  });

  it.each([
    ['without recipients', [], undefined, '`recipients`'],
    ['for an empty name', ['ada', ' '], undefined, '`recipients`'],
    [
      'for 101 recipients',
      Array.from({ length: 101 }, (_, index) => `reader${index}`),
      undefined,
      '`recipients`',
    ],
    ['with an empty condition', ['ada'], { organization: '' }, '`organization`'],
  ])('is BAD_USER_INPUT %s, and nothing is read', async (_title, recipients, filter, argument) => {
    const { status, data, errors } = await search(recipients, filter);
    expect(status).toBe(200);
    expect(data).toEqual({ searchInvitations: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false });
    expect(errors?.[0]?.message).toContain(argument);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('accepts 100 recipients after deduplication', async () => {
    const recipients = Array.from({ length: 100 }, (_, index) => `reader${index}@example.com`);
    const { data, errors } = await search([...recipients, 'READER1@example.com']);
    expect(errors).toBeUndefined();
    expect(data.searchInvitations.matches).toHaveLength(100);
  });
});
