import type { MutationResolvers } from '../generated/types.ts';
import { toSendInvitationsResult } from './outcome.ts';

export const inviteToArray: NonNullable<MutationResolvers['inviteToArray']> = async (
  _parent,
  { input },
  context,
) => toSendInvitationsResult(await context.invitations.inviteToArray(input), context);
