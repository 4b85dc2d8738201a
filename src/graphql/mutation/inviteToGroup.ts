import type { MutationResolvers } from '../generated/types.ts';
import { readIdempotencyKey } from '../idempotency-key.ts';
import { toSendInvitationsResult } from './outcome.ts';

export const inviteToGroup: NonNullable<MutationResolvers['inviteToGroup']> = async (
  _parent,
  { input },
  context,
) => {
  const key = readIdempotencyKey(input, context);
  return toSendInvitationsResult(await context.invitations.inviteToGroup(input, key), context);
};
