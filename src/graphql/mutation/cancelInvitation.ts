import type { MutationResolvers } from '../generated/types.ts';
import { toCancelInvitationResult } from './outcome.ts';

export const cancelInvitation: NonNullable<MutationResolvers['cancelInvitation']> = async (
  _parent,
  { input },
  context,
) => {
  const { invitationId, outcome } = await context.invitations.cancel(input.cancelHandle);
  return toCancelInvitationResult(outcome, invitationId, context);
};
