import type { MutationResolvers } from '../generated/types.ts';
import { toSendInvitationsResult } from './outcome.ts';

export const inviteToOrganization: NonNullable<MutationResolvers['inviteToOrganization']> = async (
  _parent,
  { input },
  context,
) => toSendInvitationsResult(await context.invitations.inviteToOrganization(input), context);
