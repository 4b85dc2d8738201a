import type { MutationResolvers } from '../generated/types.ts';
import { toAnswerError } from './outcome.ts';

export const cancelOrganizationInvitation: NonNullable<
  MutationResolvers['cancelOrganizationInvitation']
> = async (_parent, { input }, context) => {
  const outcome = await context.invitations.cancelForOrganization(input);
  if (outcome.kind !== 'done') return toAnswerError(outcome, input.invitationId, context);
  return { __typename: 'InvitationCancelled', invitationId: input.invitationId };
};
