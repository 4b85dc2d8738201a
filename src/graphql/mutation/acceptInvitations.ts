import type { MutationResolvers } from '../generated/types.ts';
import { boundManyItems } from './many-items.ts';
import { toAcceptInvitationResult } from './outcome.ts';
import { countRows } from './rows.ts';

export const acceptInvitations: NonNullable<MutationResolvers['acceptInvitations']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  boundManyItems(info);
  const items = await context.invitations.acceptMany(input.invitationIds);
  const results = items.map(({ invitationId, outcome }) => ({
    invitationId,
    result:
      outcome instanceof Error ? outcome : toAcceptInvitationResult(outcome, invitationId, context),
  }));
  return { results, acceptedCount: countRows(results, 'InvitationAccepted') };
};
