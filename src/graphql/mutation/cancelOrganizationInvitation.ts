import type { MutationResolvers } from '../generated/types.ts';
import { toCancelInvitationResult } from './outcome.ts';

export const cancelOrganizationInvitation: NonNullable<
  MutationResolvers['cancelOrganizationInvitation']
> = async (_parent, { input }, context) => {
  const outcome = await context.invitations.cancelForOrganization(input);
  return toCancelInvitationResult(outcome, input.invitationId, context);
};
