import type { Invitation as InvitationRecord } from '../../rest/invitation.ts';
import type { InvitationResolvers } from '../generated/types.ts';
import { requireKey } from './key.ts';

export const Invitation: InvitationResolvers = {
  // Async, since a synchronous throw would null the whole list of entities.
  __resolveReference: async ({ id }, { invitations }) => invitations.find(requireKey('id', id)),
  target: toTarget,
  inviter: ({ inviterId }) => toEntity(inviterId),
  acceptedBy: ({ acceptedById }) => toEntity(acceptedById),
};

function toTarget(invitation: InvitationRecord) {
  switch (invitation.type) {
    case 'JOIN_ORGANIZATION':
      return {
        __typename: 'OrganizationMembership' as const,
        organization:
          invitation.organizationName === null ? null : { name: invitation.organizationName },
        role: invitation.organizationRole,
        namespaceActions: invitation.namespaceActions,
      };
    case 'ARRAY_SHARE':
      return {
        __typename: 'ArrayShare' as const,
        array: toEntity(invitation.arrayId),
        name: invitation.arrayName,
        arrayActions: invitation.arrayActions,
      };
    case 'GROUP_SHARE':
      return {
        __typename: 'GroupShare' as const,
        group: toEntity(invitation.groupId),
        arrayActions: invitation.arrayActions,
        groupActions: invitation.groupActions,
      };
    case 'PAYMENT_SHARE':
      return {
        __typename: 'PaymentShare' as const,
        payerNamespaceId: invitation.ownerNamespaceId,
      };
    case null:
      return null;
  }
}

/** A reference that the entity's own subgraph resolves. */
function toEntity(id: string | null): { id: string } | null {
  return id === null ? null : { id };
}
