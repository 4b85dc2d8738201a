import type { MutationResolvers } from '../generated/types.ts';
import { readIdempotencyKey } from '../idempotency-key.ts';
import { toSendInvitationsResult } from './outcome.ts';

export const inviteToOrganization: NonNullable<MutationResolvers['inviteToOrganization']> = async (
  _parent,
  { input },
  context,
) => {
  const key = readIdempotencyKey(input, context);
  return toSendInvitationsResult(
    await context.invitations.inviteToOrganization(input, key),
    context,
  );
};
