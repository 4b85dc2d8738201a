import type { MutationResolvers } from '../generated/types.ts';
import { readIdempotencyKey } from '../idempotency-key.ts';
import { toShareResult } from './outcome.ts';

export const inviteToGroup: NonNullable<MutationResolvers['inviteToGroup']> = async (
  _parent,
  { input },
  context,
) => {
  const key = readIdempotencyKey(input, context);
  return toShareResult(await context.invitations.inviteToGroup(input, key), context);
};
