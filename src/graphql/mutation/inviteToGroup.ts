import type { MutationResolvers } from '../generated/types.ts';
import { toSendInvitationsResult } from './outcome.ts';

export const inviteToGroup: NonNullable<MutationResolvers['inviteToGroup']> = async (
  _parent,
  { input },
  context,
) => toSendInvitationsResult(await context.invitations.inviteToGroup(input), context);
