import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
  print,
  visit,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import * as emulated from '../../emulator/src/model.ts';
import * as vocabulary from '../../src/domain/vocabulary.ts';

const text = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
const document = parse(text);

/** The schema without federation directives, which graphql-js does not know. */
const schema = buildSchema(
  print(
    visit(document, {
      Directive: () => null,
    }),
  ),
);

/** The agreed contract with clients; the schema may have more, but nothing different. */
const CONTRACT = /* GraphQL */ `
  type Query {
    invitations(
      filter: InvitationFilter
      orderBy: InvitationOrder
      page: Int
      perPage: Int
      first: Int
      after: String
    ): InvitationConnection
    invitation(id: ID!): Invitation
    searchInvitations(recipients: [String!]!, filter: InvitationFilter): InvitationSearch
  }
  type InvitationSearch {
    matches: [RecipientMatch!]!
    isComplete: Boolean!
    searchedCount: Int!
  }
  type RecipientMatch {
    recipient: String!
    invitations: [Invitation!]!
  }
  input InvitationFilter {
    organization: String
    array: String
    group: String
    start: DateTime
    end: DateTime
    type: InvitationType
    status: InvitationStatus
  }
  input OrganizationInvitationFilter {
    array: String
    group: String
    start: DateTime
    end: DateTime
    type: InvitationType
    status: InvitationStatus
  }
  type InvitationConnection {
    nodes: [Invitation!]!
    edges: [InvitationEdge!]!
    pageInfo: PageInfo!
    page: Int!
    perPage: Int!
    totalCount: Int
    totalPages: Int
  }
  type InvitationEdge {
    cursor: String!
    node: Invitation!
  }
  type PageInfo {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
  type Invitation {
    id: ID!
    type: InvitationType
    status: InvitationStatus
    email: String
    invitedNamespace: String
    target: InvitationTarget
    organization: Organization
    cancelHandle: ID
    ownerNamespaceId: ID
    inviter: User
    acceptedBy: User
    createdAt: DateTime
    expiresAt: DateTime
    acceptedAt: DateTime
    isExpired: Boolean!
  }
  type OrganizationMembership {
    organization: Organization
    role: OrganizationRole
    namespaceActions: [NamespaceAction!]!
  }
  type ArrayShare {
    array: TileDBArray
    name: String
    arrayActions: [ArrayAction!]!
  }
  type GroupShare {
    group: TileDBGroup
    arrayActions: [ArrayAction!]!
    groupActions: [GroupAction!]!
  }
  type PaymentShare {
    payerNamespaceId: ID
  }
  type Organization {
    name: String!
    invitations(
      filter: OrganizationInvitationFilter
      orderBy: InvitationOrder
      page: Int
      perPage: Int
      first: Int
      after: String
    ): InvitationConnection
  }
  type TileDBArray {
    id: ID!
  }
  type TileDBGroup {
    id: ID!
  }
  type User {
    id: ID!
  }
  type Mutation {
    acceptInvitation(input: AcceptInvitationInput!): AcceptInvitationResult
    cancelOrganizationInvitation(input: CancelOrganizationInvitationInput!): CancelInvitationResult
    cancelArrayInvitation(input: CancelArrayInvitationInput!): CancelInvitationResult
    cancelGroupInvitation(input: CancelGroupInvitationInput!): CancelInvitationResult
    cancelInvitation(input: CancelInvitationInput!): CancelInvitationResult
    acceptInvitations(input: AcceptInvitationsInput!): AcceptInvitationsPayload
    cancelInvitations(input: CancelInvitationsInput!): CancelInvitationsPayload
    inviteToOrganization(input: InviteToOrganizationInput!): SendInvitationsResult
    inviteToArray(input: InviteToArrayInput!): SendInvitationsResult
    inviteToGroup(input: InviteToGroupInput!): SendInvitationsResult
  }
  input AcceptInvitationInput {
    invitationId: ID!
    idempotencyKey: String
  }
  input CancelOrganizationInvitationInput {
    invitationId: ID!
    organization: String!
    idempotencyKey: String
  }
  input CancelArrayInvitationInput {
    invitationId: ID!
    namespace: String!
    array: String!
    idempotencyKey: String
  }
  input CancelGroupInvitationInput {
    invitationId: ID!
    namespace: String!
    group: String!
    idempotencyKey: String
  }
  input CancelInvitationInput {
    cancelHandle: ID!
    idempotencyKey: String
  }
  input AcceptInvitationsInput {
    invitationIds: [ID!]!
    idempotencyKey: String
  }
  input CancelInvitationsInput {
    cancelHandles: [ID!]!
    idempotencyKey: String
  }
  type AcceptInvitationsPayload {
    results: [AcceptInvitationsItem!]!
    acceptedCount: Int!
  }
  type AcceptInvitationsItem {
    invitationId: ID!
    result: AcceptInvitationResult
  }
  type CancelInvitationsPayload {
    results: [CancelInvitationsItem!]!
    cancelledCount: Int!
  }
  type CancelInvitationsItem {
    cancelHandle: ID!
    invitationId: ID!
    result: CancelInvitationResult
  }
  input InviteToOrganizationInput {
    organization: String!
    emails: [EmailAddress!]
    usernames: [String!]
    role: OrganizationRole!
    actions: [NamespaceAction!]
    idempotencyKey: String
  }
  input InviteToArrayInput {
    namespace: String!
    array: String!
    emails: [EmailAddress!]
    usernames: [String!]
    actions: [ArrayAction!]!
    idempotencyKey: String
  }
  input InviteToGroupInput {
    namespace: String!
    group: String!
    emails: [EmailAddress!]
    usernames: [String!]
    arrayActions: [ArrayAction!]!
    groupActions: [GroupAction!]!
    idempotencyKey: String
  }
  type InvitationAccepted {
    invitationId: ID!
    invitation: Invitation
  }
  type InvitationCancelled {
    invitationId: ID!
  }
  type InvitationsSent {
    recipients: [String!]!
  }
  type InvitationsPartiallySent {
    recipients: [String!]!
    failedRecipients: [String!]!
  }
  interface InvitationError {
    code: InvitationErrorCode!
    message: String!
    requestId: String
    upstreamRequestId: String
  }
  type InvitationNotFound {
    code: InvitationErrorCode!
    message: String!
    requestId: String
    upstreamRequestId: String
    invitationId: ID!
  }
  type RecipientsUnreachable {
    code: InvitationErrorCode!
    message: String!
    requestId: String
    upstreamRequestId: String
    failedRecipients: [String!]!
  }
  type InvitationRejected {
    code: InvitationErrorCode!
    message: String!
    requestId: String
    upstreamRequestId: String
    upstreamCode: Int
  }
  type InvitationOutcomeUnknown {
    code: InvitationErrorCode!
    message: String!
    requestId: String
    upstreamRequestId: String
    attemptedAt: DateTime!
  }
`;

/** Every field of the contract, with its arguments and type: `Query.invitation(id: ID!): Invitation`. */
const promised = parse(CONTRACT).definitions.flatMap((definition) =>
  'fields' in definition && 'name' in definition
    ? (definition.fields ?? []).map((field) => [
        `${definition.name?.value}.${field.name.value}`,
        print(field).replaceAll(/\s+/g, ' '),
      ])
    : [],
);

describe('the schema', () => {
  it.each(promised)('has %s as agreed', (coordinate, field = '') => {
    const [typeName = '', fieldName] = (coordinate ?? '').split('.');
    const definition = document.definitions.find(
      (one) => 'name' in one && one.name?.value === typeName && 'fields' in one,
    );
    const fields = definition && 'fields' in definition ? (definition.fields ?? []) : [];
    const found = fields.find(({ name }) => name.value === fieldName);
    if (found === undefined) throw new Error(`no ${coordinate}`);
    const bare = visit(found, {
      Directive: () => null,
      leave: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
    });
    expect(print(bare).replaceAll(/\s+/g, ' ')).toBe(field);
  });

  it.each([
    ['InvitationTarget', ['OrganizationMembership', 'ArrayShare', 'GroupShare', 'PaymentShare']],
    [
      'AcceptInvitationResult',
      [
        'InvitationAccepted',
        'InvitationNotFound',
        'InvitationRejected',
        'InvitationOutcomeUnknown',
      ],
    ],
    [
      'CancelInvitationResult',
      [
        'InvitationCancelled',
        'InvitationNotFound',
        'InvitationRejected',
        'InvitationOutcomeUnknown',
      ],
    ],
    [
      'SendInvitationsResult',
      [
        'InvitationsSent',
        'InvitationsPartiallySent',
        'RecipientsUnreachable',
        'InvitationRejected',
        'InvitationOutcomeUnknown',
      ],
    ],
  ])('has the union %s of %j', (name, members) => {
    const type = schema.getType(name);
    expect(isUnionType(type) && type.getTypes().map(String)).toEqual(members);
  });

  it.each([
    'InvitationNotFound',
    'RecipientsUnreachable',
    'InvitationRejected',
    'InvitationOutcomeUnknown',
  ])('has %s implementing InvitationError', (name) => {
    const type = schema.getType(name);
    expect(isObjectType(type) && type.getInterfaces().map(String)).toEqual(['InvitationError']);
  });

  it('never gives a field two types within one union, so that members can be selected together', () => {
    for (const union of Object.values(schema.getTypeMap()).filter(isUnionType)) {
      const types = new Map<string, string>();
      for (const field of union.getTypes().flatMap((type) => Object.values(type.getFields()))) {
        expect(types.get(field.name) ?? String(field.type)).toBe(String(field.type));
        types.set(field.name, String(field.type));
      }
      expect(types.size).toBeGreaterThan(0);
    }
  });

  it('has nullable root fields, so that a fault does not affect the others', () => {
    for (const root of [schema.getQueryType(), schema.getMutationType()]) {
      const types = Object.values(root?.getFields() ?? {}).map(({ type }) => String(type));
      expect(types.length).toBeGreaterThan(0);
      expect(types.filter((type) => type.endsWith('!'))).toEqual([]);
    }
  });

  it('has a description', () => {
    expect(schema.description?.trim()).toMatch(/./);
  });

  it('describes every type, field, argument and enum value', () => {
    const bare = Object.values(schema.getTypeMap())
      .filter(({ name }) => !name.startsWith('__') && text.includes(` ${name}`))
      .filter(({ name }) => !['String', 'Int', 'Boolean', 'ID', 'Query'].includes(name))
      .flatMap(listDescribed)
      .filter(([, description]) => !description?.trim());
    expect(bare).toEqual([]);
  });
});

/** A type and all its parts, with their descriptions. */
function listDescribed(type: GraphQLNamedType): [string, string | null | undefined][] {
  const own: [string, string | null | undefined] = [type.name, type.description];
  if (isEnumType(type)) {
    return [own, ...type.getValues().map((value) => describeMember(type, value))];
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    const fields = Object.values(type.getFields());
    return [
      own,
      ...fields.flatMap((field) => [
        describeMember(type, field),
        ...field.args.map((argument) => describeMember(field, argument)),
      ]),
    ];
  }
  if (isInputObjectType(type)) {
    return [own, ...Object.values(type.getFields()).map((field) => describeMember(type, field))];
  }
  return [own];
}

function describeMember(
  owner: { readonly name: string },
  member: { readonly name: string; readonly description?: string | null | undefined },
): [string, string | null | undefined] {
  return [`${owner.name}.${member.name}`, member.description];
}

describe('an enumeration', () => {
  const valuesOf = (name: string) => {
    const type = schema.getType(name);
    if (!isEnumType(type)) throw new Error(`no enum ${name}`);
    return type.getValues().map((value) => value.name);
  };

  it.each([
    ['InvitationType', vocabulary.INVITATION_TYPES, emulated.INVITATION_TYPES],
    ['InvitationStatus', vocabulary.INVITATION_STATUSES, emulated.INVITATION_STATUSES],
    ['OrganizationRole', vocabulary.ORGANIZATION_ROLES, emulated.ORGANIZATION_ROLES],
    ['ArrayAction', vocabulary.ARRAY_ACTIONS, emulated.ARRAY_ACTIONS],
    ['NamespaceAction', vocabulary.NAMESPACE_ACTIONS, emulated.NAMESPACE_ACTIONS],
    ['GroupAction', vocabulary.GROUP_ACTIONS, emulated.GROUP_ACTIONS],
  ])(
    'has the same values in the schema, in the decoder and in the emulator: %s',
    (name, read, said) => {
      expect([...read.values()].sort()).toEqual(valuesOf(name).sort());
      expect([...read.keys()].sort()).toEqual([...said].sort());
      for (const [upstream, ours] of read) expect(ours).toBe(upstream.toUpperCase());
    },
  );
});
