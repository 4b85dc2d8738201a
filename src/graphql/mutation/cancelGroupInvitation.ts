import type { MutationResolvers } from '../generated/types.ts';
import { readIdempotencyKey } from '../idempotency-key.ts';
import { toCancelInvitationResult } from './outcome.ts';

export const cancelGroupInvitation: NonNullable<
  MutationResolvers['cancelGroupInvitation']
> = async (_parent, { input }, context) => {
  const key = readIdempotencyKey(input, context);
  const outcome = await context.invitations.cancelForGroup(input, key);
  return toCancelInvitationResult(outcome, input.invitationId, context);
};
