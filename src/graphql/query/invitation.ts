import type { QueryResolvers } from '../generated/types.ts';

export const invitation: NonNullable<QueryResolvers['invitation']> = (
  _parent,
  { id },
  { invitations },
) => invitations.find(id);
