import type { MutationResolvers } from '../generated/types.ts';
import { countKeyedItems, readIdempotencyKey } from '../idempotency-key.ts';
import { toAcceptInvitationResult } from './outcome.ts';
import { countRows } from './rows.ts';

export const acceptInvitations: NonNullable<MutationResolvers['acceptInvitations']> = async (
  _parent,
  { input },
  context,
) => {
  const key = readIdempotencyKey(input, context);
  const items = await context.invitations.acceptMany(input.invitationIds, key);
  countKeyedItems(key, items, context);
  const results = items.map(({ invitationId, outcome }) => ({
    invitationId,
    result:
      outcome instanceof Error ? outcome : toAcceptInvitationResult(outcome, invitationId, context),
  }));
  return { results, acceptedCount: countRows(results, 'InvitationAccepted') };
};
