import type { MutationResolvers } from '../generated/types.ts';
import { readIdempotencyKey } from '../idempotency-key.ts';
import { toShareResult } from './outcome.ts';

export const inviteToArray: NonNullable<MutationResolvers['inviteToArray']> = async (
  _parent,
  { input },
  context,
) => {
  const key = readIdempotencyKey(input, context);
  return toShareResult(await context.invitations.inviteToArray(input, key), context);
};
