import type { MutationResolvers } from '../generated/types.ts';
import { toCancelInvitationResult } from './outcome.ts';

export const cancelArrayInvitation: NonNullable<
  MutationResolvers['cancelArrayInvitation']
> = async (_parent, { input }, context) => {
  const outcome = await context.invitations.cancelForArray(input);
  return toCancelInvitationResult(outcome, input.invitationId, context);
};
