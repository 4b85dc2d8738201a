import type { MutationResolvers } from '../generated/types.ts';
import { readIdempotencyKey } from '../idempotency-key.ts';
import { toCancelInvitationResult } from './outcome.ts';

export const cancelInvitation: NonNullable<MutationResolvers['cancelInvitation']> = async (
  _parent,
  { input },
  context,
) => {
  const key = readIdempotencyKey(input, context);
  const { invitationId, outcome } = await context.invitations.cancel(input.cancelHandle, key);
  return toCancelInvitationResult(outcome, invitationId, context);
};
