import type { MutationResolvers } from '../generated/types.ts';
import { toAnswerError } from './outcome.ts';

export const acceptInvitation: NonNullable<MutationResolvers['acceptInvitation']> = async (
  _parent,
  { input },
  context,
) => {
  const outcome = await context.invitations.accept(input);
  if (outcome.kind !== 'done') return toAnswerError(outcome, input.invitationId, context);
  return { __typename: 'InvitationAccepted', invitationId: input.invitationId };
};
