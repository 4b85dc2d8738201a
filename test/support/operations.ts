import type { OperationId } from '../../emulator/src/emulator.ts';
import type { NewInvitation } from '../../emulator/src/world.ts';

/** One GraphQL operation for each operation of upstream's API. */
export interface Operation {
  /** Its root field. */
  readonly name: string;
  /** The upstream operation that it calls. */
  readonly operation: OperationId;
  readonly isRead: boolean;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A mutation with an input that succeeds in a world with `INVITATIONS`. */
export interface Mutation extends Operation {
  readonly kind: 'accept' | 'cancel' | 'send';
  readonly input: Readonly<Record<string, unknown>>;
}

/** Lists two invitations; the demo's user sees more. */
export const LIST: Operation = {
  name: 'invitations',
  operation: 'fetchInvitations',
  isRead: true,
  query: '{ invitations(perPage: 2) { totalCount nodes { id email } } }',
  variables: {},
};

/** An invitation for Ada to accept, and one of each kind for her to cancel. */
export const INVITATIONS: readonly NewInvitation[] = [
  { id: 'mine', type: 'ARRAY_SHARE', owner: 'linus', to: 'ada@example.com', array: 'x' },
  { id: 'join', type: 'JOIN_ORGANIZATION', owner: 'acme', to: 'a@example.com', role: 'admin' },
  { id: 'array', type: 'ARRAY_SHARE', owner: 'ada', to: 'b@example.com', array: 's3://b/a b' },
  { id: 'group', type: 'GROUP_SHARE', owner: 'acme', to: 'c@example.com', group: 'weather' },
];

const selectOutcome = (success: string) => `
  __typename
  ... on ${success} { invitationId }
  ... on InvitationError { code message requestId upstreamRequestId }
  ... on InvitationNotFound { invitationId }
  ... on InvitationRejected { upstreamCode }`;

const ACCEPT_RESULT = selectOutcome('InvitationAccepted');

const CANCEL_RESULT = selectOutcome('InvitationCancelled');

const SEND_RESULT = `
  __typename
  ... on InvitationsSent { recipients }
  ... on InvitationsPartiallySent { recipients failedRecipients }
  ... on InvitationError { code message requestId upstreamRequestId }
  ... on RecipientsUnreachable { failedRecipients }
  ... on InvitationRejected { upstreamCode }`;

export const MUTATIONS: readonly Mutation[] = (
  [
    {
      name: 'acceptInvitation',
      kind: 'accept',
      operation: 'acceptInvitation',
      query: toQuery('acceptInvitation', 'AcceptInvitationInput', ACCEPT_RESULT),
      input: { invitationId: 'mine' },
    },
    {
      name: 'cancelOrganizationInvitation',
      kind: 'cancel',
      operation: 'cancelJoinOrganization',
      query: toQuery(
        'cancelOrganizationInvitation',
        'CancelOrganizationInvitationInput',
        CANCEL_RESULT,
      ),
      input: { invitationId: 'join', organization: 'acme' },
    },
    {
      name: 'cancelArrayInvitation',
      kind: 'cancel',
      operation: 'cancelShareArrayByInvite',
      query: toQuery('cancelArrayInvitation', 'CancelArrayInvitationInput', CANCEL_RESULT),
      input: { invitationId: 'array', namespace: 'ada', array: 's3://b/a b' },
    },
    {
      name: 'cancelGroupInvitation',
      kind: 'cancel',
      operation: 'cancelShareGroupByInvite',
      query: toQuery('cancelGroupInvitation', 'CancelGroupInvitationInput', CANCEL_RESULT),
      input: { invitationId: 'group', namespace: 'acme', group: 'weather' },
    },
    {
      name: 'inviteToOrganization',
      kind: 'send',
      operation: 'joinOrganization',
      query: toQuery('inviteToOrganization', 'InviteToOrganizationInput', SEND_RESULT),
      input: {
        organization: 'acme',
        emails: ['new@example.com'],
        role: 'READ_WRITE_DELETE',
        actions: ['READ', 'RUN_JOB'],
      },
    },
    {
      name: 'inviteToArray',
      kind: 'send',
      operation: 'shareArrayByInvite',
      query: toQuery('inviteToArray', 'InviteToArrayInput', SEND_RESULT),
      input: {
        namespace: 'ada',
        array: 's3://b/a b',
        emails: ['new@example.com'],
        actions: ['READ', 'READ_ARRAY_SCHEMA'],
      },
    },
    {
      name: 'inviteToGroup',
      kind: 'send',
      operation: 'shareGroupByInvite',
      query: toQuery('inviteToGroup', 'InviteToGroupInput', SEND_RESULT),
      input: {
        namespace: 'acme',
        group: 'weather',
        emails: ['new@example.com'],
        arrayActions: ['READ'],
        groupActions: ['READ', 'EDIT'],
      },
    },
  ] as const
).map((mutation) => ({
  ...mutation,
  isRead: false,
  variables: { input: mutation.input },
}));

export const OPERATIONS: readonly Operation[] = [LIST, ...MUTATIONS];

export const SENDING = MUTATIONS.filter(({ kind }) => kind === 'send');

/** The mutations that accept or cancel an invitation. */
export const ANSWERING = MUTATIONS.filter(({ kind }) => kind !== 'send');

/** Selects every field of every member of the mutation's result. */
function toQuery(name: string, inputType: string, result: string): string {
  return `mutation ($input: ${inputType}!) { ${name}(input: $input) { ${result} } }`;
}
