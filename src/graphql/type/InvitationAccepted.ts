import type { InvitationAcceptedResolvers } from '../generated/types.ts';

export const InvitationAccepted: InvitationAcceptedResolvers = {
  invitation: ({ invitationId }, _args, { invitations }) => invitations.find(invitationId),
};
