import type { Resolvers } from './generated/types.ts';
import { acceptInvitation } from './mutation/acceptInvitation.ts';
import { acceptInvitations } from './mutation/acceptInvitations.ts';
import { cancelArrayInvitation } from './mutation/cancelArrayInvitation.ts';
import { cancelGroupInvitation } from './mutation/cancelGroupInvitation.ts';
import { cancelInvitation } from './mutation/cancelInvitation.ts';
import { cancelInvitations } from './mutation/cancelInvitations.ts';
import { cancelOrganizationInvitation } from './mutation/cancelOrganizationInvitation.ts';
import { inviteToArray } from './mutation/inviteToArray.ts';
import { inviteToGroup } from './mutation/inviteToGroup.ts';
import { inviteToOrganization } from './mutation/inviteToOrganization.ts';
import { invitation } from './query/invitation.ts';
import { invitations } from './query/invitations.ts';
import { searchInvitations } from './query/searchInvitations.ts';
import { DateTime, EmailAddress } from './scalars.ts';
import { Invitation } from './type/Invitation.ts';
import { InvitationAccepted } from './type/InvitationAccepted.ts';
import { InvitationConnection } from './type/InvitationConnection.ts';
import { InvitationTarget } from './type/InvitationTarget.ts';
import { Organization } from './type/Organization.ts';

export const resolvers: Resolvers = {
  Query: { invitation, invitations, searchInvitations },
  Mutation: {
    acceptInvitation,
    acceptInvitations,
    cancelArrayInvitation,
    cancelGroupInvitation,
    cancelInvitation,
    cancelInvitations,
    cancelOrganizationInvitation,
    inviteToArray,
    inviteToGroup,
    inviteToOrganization,
  },
  Invitation,
  InvitationAccepted,
  InvitationConnection,
  InvitationTarget,
  Organization,
  DateTime,
  EmailAddress,
};
