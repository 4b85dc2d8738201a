import type { MutationResolvers } from '../generated/types.ts';
import { toCancelInvitationResult } from './outcome.ts';

export const cancelGroupInvitation: NonNullable<
  MutationResolvers['cancelGroupInvitation']
> = async (_parent, { input }, context) => {
  const outcome = await context.invitations.cancelForGroup(input);
  return toCancelInvitationResult(outcome, input.invitationId, context);
};
