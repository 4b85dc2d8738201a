import type { MutationResolvers } from '../generated/types.ts';
import { toAcceptInvitationResult } from './outcome.ts';

export const acceptInvitation: NonNullable<MutationResolvers['acceptInvitation']> = async (
  _parent,
  { input },
  context,
) => {
  const outcome = await context.invitations.accept(input);
  return toAcceptInvitationResult(outcome, input.invitationId, context);
};
