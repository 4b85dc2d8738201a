import type { OperationId } from '../../emulator/src/emulator.ts';
import { BOUNCING_DOMAIN } from '../../emulator/src/world.ts';

/** One GraphQL operation for each operation upstream has, each with everything upstream takes. */
export interface SampleOperation {
  readonly upstream: OperationId;
  readonly field: string;
  readonly isRead: boolean;
  readonly query: string;
}

const ERROR = '... on InvitationError { code message requestId upstreamRequestId }';

export const LIST: SampleOperation = {
  upstream: 'fetchInvitations',
  field: 'invitations',
  isRead: true,
  query: '{ invitations(perPage: 2) { totalCount nodes { id email } } }',
};

export const MUTATIONS: readonly SampleOperation[] = [
  mutation('acceptInvitation', 'acceptInvitation', '{ invitationId: "some-id" }'),
  mutation(
    'cancelJoinOrganization',
    'cancelOrganizationInvitation',
    '{ invitationId: "some-id", organization: "acme" }',
  ),
  mutation(
    'cancelShareArrayByInvite',
    'cancelArrayInvitation',
    '{ invitationId: "some-id", namespace: "ada", array: "s3://bucket/a b" }',
  ),
  mutation(
    'cancelShareGroupByInvite',
    'cancelGroupInvitation',
    '{ invitationId: "some-id", namespace: "ada", group: "weather" }',
  ),
  mutation(
    'joinOrganization',
    'inviteToOrganization',
    '{ organization: "acme", emails: ["new@example.com"], role: READ_ONLY }',
  ),
  mutation(
    'shareArrayByInvite',
    'inviteToArray',
    '{ namespace: "ada", array: "quarterly", emails: ["new@example.com"], actions: [READ] }',
  ),
  mutation(
    'shareGroupByInvite',
    'inviteToGroup',
    `{ namespace: "ada", group: "weather", emails: ["new@example.com", "x@${BOUNCING_DOMAIN}"], arrayActions: [READ], groupActions: [READ] }`,
  ),
];

export const OPERATIONS: readonly SampleOperation[] = [LIST, ...MUTATIONS];

function mutation(upstream: OperationId, field: string, input: string): SampleOperation {
  return {
    upstream,
    field,
    isRead: false,
    query: `mutation { ${field}(input: ${input}) { __typename ${ERROR} } }`,
  };
}
