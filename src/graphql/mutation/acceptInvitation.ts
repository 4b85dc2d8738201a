import type { MutationResolvers } from '../generated/types.ts';
import { readIdempotencyKey } from '../idempotency-key.ts';
import { toAcceptInvitationResult } from './outcome.ts';

export const acceptInvitation: NonNullable<MutationResolvers['acceptInvitation']> = async (
  _parent,
  { input },
  context,
) => {
  const key = readIdempotencyKey(input, context);
  const outcome = await context.invitations.accept(input, key);
  return toAcceptInvitationResult(outcome, input.invitationId, context);
};
