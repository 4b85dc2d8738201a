import type { QueryResolvers } from '../generated/types.ts';

export const searchInvitations: NonNullable<QueryResolvers['searchInvitations']> = (
  _parent,
  search,
  { invitations },
) => invitations.search(search);
