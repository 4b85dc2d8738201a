import type { MutationResolvers } from '../generated/types.ts';
import { readIdempotencyKey } from '../idempotency-key.ts';
import { toCancelInvitationResult } from './outcome.ts';

export const cancelArrayInvitation: NonNullable<
  MutationResolvers['cancelArrayInvitation']
> = async (_parent, { input }, context) => {
  const key = readIdempotencyKey(input, context);
  const outcome = await context.invitations.cancelForArray(input, key);
  return toCancelInvitationResult(outcome, input.invitationId, context);
};
