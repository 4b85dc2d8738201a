import type { MutationResolvers } from '../generated/types.ts';
import { toAnswerError } from './outcome.ts';

export const cancelGroupInvitation: NonNullable<
  MutationResolvers['cancelGroupInvitation']
> = async (_parent, { input }, context) => {
  const outcome = await context.invitations.cancelForGroup(input);
  if (outcome.kind !== 'done') return toAnswerError(outcome, input.invitationId, context);
  return { __typename: 'InvitationCancelled', invitationId: input.invitationId };
};
