/** The most expensive known requests of at most 50 kB, within the limits and beyond; all differ from each other. */

export interface CostlyRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** Also requests a federated trace. */
  readonly traced?: boolean;
  /** The caller's API key, if not the one that upstream accepts. */
  readonly key?: string;
}

/** @param callersKey the API key that upstream accepts */
export function toHttpRequest(request: CostlyRequest, callersKey: string): RequestInit {
  const { traced = false, key = callersKey, ...body } = request;
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-tiledb-rest-api-key': key,
      ...(traced && { 'apollo-federation-include-trace': 'ftv1' }),
    },
    body: JSON.stringify(body),
  };
}

const repeat = (times: number, toText: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => toText(index)).join(' ');

const PLAIN = `id type status email invitedNamespace ownerNamespaceId createdAt expiresAt acceptedAt isExpired cancelHandle
  organization { name } inviter { id } acceptedBy { id }`;

/** All fields of an invitation. */
const WHOLE = `${PLAIN}
  target {
    __typename
    ... on OrganizationMembership { organization { name } role namespaceActions }
    ... on ArrayShare { array { id } name arrayActions }
    ... on GroupShare { group { id } arrayActions groupActions }
    ... on PaymentShare { payerNamespaceId }
  }`;

/** As many levels as the limits allow. */
const NESTED = `invitations(first: 2) { nodes { organization { invitations(first: 2) { nodes { ${WHOLE} } } } } }`;

/** Counted as 100 operations by the rate limit, and as expensive as about 50. */
export const BULK_OF_100 = 'a hundred unknown invitations accepted';

const CHAIN_LENGTH = 30;
const chain = (length: number) =>
  `${repeat(length, (n) => `fragment F${n} on Query { ...F${n + 1} }`)} fragment F${length} on Query { __typename }`;

/**
 * Each makes the request of a number.
 *
 * @param ids of invitations that there are
 */
export function createCostlyRequests(
  ids: readonly string[],
): Readonly<Record<string, (number: number) => CostlyRequest>> {
  const entities = (type: string, key: string, values: readonly string[]) =>
    values.map((value) => ({ __typename: type, [key]: value }));
  const many = (count: number, toText: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => toText(index));
  const wide = (n: number, pages: number) =>
    `query Wide${n} { ${repeat(pages, (page) => `p${page}: invitations(page: ${page + 1}, perPage: 100) { totalCount nodes { ${WHOLE} } }`)} }`;

  return {
    'ten pages of 100, all fields': (n) => ({ query: wide(n, 10) }),
    'ten pages of 100, all fields and a type name in each object': (n) => ({
      query: `query Typed${n} { ${repeat(10, (page) => `p${page}: invitations(page: ${page + 1}, perPage: 100) { nodes { ${WHOLE.replaceAll('}', ' __typename }')} __typename a: id b: id c: id } }`)} }`,
    }),
    'ten pages of 100, all fields, traced': (n) => ({ query: wide(n, 10), traced: true }),
    'six pages of 100, all fields': (n) => ({ query: wide(n, 6) }),
    'ten pages of 100, half of the fields': (n) => ({
      query: `query Half${n} { ${repeat(10, (page) => `p${page}: invitations(page: ${page + 1}, perPage: 100) { nodes { ${PLAIN} target { __typename } } }`)} }`,
    }),
    'a trace of as many fields as one may have': (n) => ({
      query: `query Traced${n} { invitations(perPage: 55) { nodes { ${WHOLE} } } }`,
      traced: true,
    }),
    'lists within lists': (n) => ({
      query: `query Nested${n} { ${repeat(10, (page) => `p${page}: invitations(page: ${page + 1}, perPage: 2) { nodes { organization { ${NESTED} } } }`)} }`,
    }),
    'six hundred invitations by id, all fields': (n) => ({
      query: `query Entities${n}($of: [_Any!]!) { _entities(representations: $of) { ... on Invitation { ${WHOLE} } } }`,
      variables: { of: entities('Invitation', 'id', ids.slice(0, 600)) },
    }),
    'hundreds of errors, each at its own path': (n) => ({
      query: `query Errors${n}($of: [_Any!]!) { _entities(representations: $of) { ... on Organization { name invitations(perPage: 1, page: 0) { page } } } }`,
      variables: { of: entities('Organization', 'name', [...many(400, (i) => `o${n}-${i}`)]) },
    }),
    'a thousand equal organizations, each with an error': (n) => ({
      query: `query Equal${n}($of: [_Any!]!) { _entities(representations: $of) { ... on Organization { name invitations(page: 0) { page } } } }`,
      variables: {
        of: entities(
          'Organization',
          'name',
          many(970, () => 'acme'),
        ),
      },
    }),
    'ten searches for 100 recipients': (n) => ({
      query: `query Search${n}($r: [String!]!) { ${repeat(10, (s) => `s${s}: searchInvitations(recipients: $r) { isComplete matches { recipient invitations { id email status } } }`)} }`,
      variables: { r: many(100, (i) => `somebody-${n}-${i}@example.com`) },
    }),
    'a hundred broken handles, their texts under many aliases': (n) => ({
      query: `mutation Cancel${n}($handles: [ID!]!) { cancelInvitations(input: { cancelHandles: $handles }) { ${repeat(5, (r) => `r${r}: results { ${repeat(7, (k) => `h${k}: cancelHandle`)} }`)} } }`,
      variables: { handles: many(100, (i) => `handle-${n}-${i}`.padEnd(400, 'x')) },
    }),
    [BULK_OF_100]: (n) => ({
      query: `mutation Accept${n}($ids: [ID!]!) { acceptInvitations(input: { invitationIds: $ids }) { results { invitationId result { __typename ... on InvitationError { code message } } } } }`,
      variables: { ids: many(100, (i) => `unknown-${n}-${i}`) },
    }),
    'the schema, as much as is allowed': (n) => ({
      query: `query Schema${n} { ${repeat(4, (s) => `s${s}: __schema { types { name description fields { name description args { name description } type { name } } } }`)} }`,
    }),
    'the text of the schema, as often as is allowed': (n) => ({
      query: `query Text${n} { ${repeat(24, (a) => `a${a}: _service { sdl }`)} }`,
    }),
    'one path as often as is allowed': (n) => ({
      query: `query Path${n} { ${repeat(60, () => 'invitations(perPage: 1) { nodes { target { ... on ArrayShare { array { id } } } } }')} }`,
    }),
    'one path more often': (n) => ({
      query: `query Path${n} { ${repeat(200, () => 'invitations(perPage: 1) { nodes { target { ... on ArrayShare { array { id } } } } }')} }`,
    }),
    'operations over a chain of fragments': (n) => ({
      query: `${repeat(450, (q) => `query q${q}_${n} { ...F0 }`)} ${chain(CHAIN_LENGTH)}`,
      operationName: `q1_${n}`,
    }),
    'more operations over a longer chain': (n) => ({
      query: `${repeat(400, (q) => `query q${q}_${n} { ...F0 }`)} ${chain(300)}`,
      operationName: `q1_${n}`,
    }),
    'fragments, as many as can be spread': (n) => ({
      query: `query Fragments${n} { ${repeat(130, (f) => `...F${f}`)} } ${repeat(130, (f) => `fragment F${f} on Query { __typename }`)}`,
    }),
    'a variable for each of many fields': (n) => ({
      query: `query Tokens${n}(${repeat(150, (v) => `$v${v}: Boolean!`)}) { ${repeat(150, (f) => `__typename @include(if: $v${f})`)} }`,
      variables: Object.fromEntries(many(150, (v) => `v${v}`).map((name) => [name, true])),
    }),
    'inline fragments within one another': (n) => ({
      query: `query Inline${n} { ${'... { '.repeat(135)} __typename ${'}'.repeat(135)} }`,
    }),
    'unused variables': (n) => ({
      query: `query Unused${n}(${repeat(1_200, (v) => `$v${v}: Int`)}) { __typename }`,
    }),
    'thousands of unknown keys in a variable': (n) => ({
      query: `query Keys${n}($filter: InvitationFilter) { invitations(filter: $filter) { page } }`,
      variables: {
        filter: Object.fromEntries(many(4_000, (k) => `k${n}-${k}`).map((k) => [k, 1])),
      },
    }),
    'malformed representations under many aliases': (n) => ({
      query: `query None${n}($of: [_Any!]!) { ${repeat(50, (a) => `a${a}: _entities(representations: $of) { __typename }`)} }`,
      variables: { of: Array.from({ length: 20_000 }, () => n) },
    }),
    'a long list of wrong ids': (n) => ({
      query: `mutation Ids${n}($ids: [ID!]!) { acceptInvitations(input: { invitationIds: $ids }) { acceptedCount } }`,
      variables: { ids: Array.from({ length: 10_000 }, () => [n]) },
    }),
    'a long address': (n) => ({
      query: `mutation Address${n}($emails: [EmailAddress!]!) { inviteToOrganization(input: { organization: "o", emails: $emails, role: READ_ONLY }) { __typename } }`,
      variables: { emails: [`${'a.'.repeat(24_000)}@${n}`] },
    }),
    'a long user name of dots, not found': (n) => ({
      query: `mutation Dots${n}($usernames: [String!]!) { inviteToGroup(input: { namespace: "nobody", group: "g", usernames: $usernames, arrayActions: [READ], groupActions: [READ] }) { __typename } }`,
      variables: { usernames: [`x${'.'.repeat(45_000)}x${n}`] },
    }),
    'long user names of combining marks, not found': (n) => ({
      query: `mutation Marks${n}($usernames: [String!]!) { inviteToGroup(input: { namespace: "nobody", group: "g", usernames: $usernames, arrayActions: [READ], groupActions: [READ] }) { __typename } }`,
      variables: { usernames: many(23, (i) => `${i}${'\u0301\u0323'.repeat(500)}${n}`) },
    }),
    'a long key, refused for each of 50 lists': (n) => ({
      query: `query Refused${n} { ${repeat(50, (l) => `l${l}: invitations(page: ${l + 1}, perPage: 1) { page }`)} }`,
      key: 'k'.repeat(15_000),
    }),
    'a long key of escapes, refused for each of 50 lists': (n) => ({
      query: `query RefusedEscapes${n} { ${repeat(50, (l) => `l${l}: invitations(page: ${l + 1}, perPage: 1) { page }`)} }`,
      key: `%2525${'%'.repeat(15_000)}`,
    }),
    'values within one another': (n) => ({
      query: `query Deep${n} { _entities(representations: [${'{a: '.repeat(1_100)}${n}${'}'.repeat(1_100)}]) { __typename } }`,
    }),
    'a comment': (n) => ({ query: `{ __typename } # ${n} ${'x'.repeat(49_000)}` }),
  };
}
