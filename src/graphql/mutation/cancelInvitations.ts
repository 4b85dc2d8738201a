import type { MutationResolvers } from '../generated/types.ts';
import { countKeyedItems, readIdempotencyKey } from '../idempotency-key.ts';
import { toCancelInvitationResult } from './outcome.ts';
import { countRows } from './rows.ts';

export const cancelInvitations: NonNullable<MutationResolvers['cancelInvitations']> = async (
  _parent,
  { input },
  context,
) => {
  const key = readIdempotencyKey(input, context);
  const items = await context.invitations.cancelMany(input.cancelHandles, key);
  countKeyedItems(key, items, context);
  const results = items.map(({ handle, invitationId, outcome }) => ({
    cancelHandle: handle,
    invitationId,
    result:
      outcome instanceof Error ? outcome : toCancelInvitationResult(outcome, invitationId, context),
  }));
  return { results, cancelledCount: countRows(results, 'InvitationCancelled') };
};
