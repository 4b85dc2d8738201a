import type { QueryResolvers } from '../generated/types.ts';

export const invitations: NonNullable<QueryResolvers['invitations']> = (
  _parent,
  list,
  { invitations: source },
) => source.list(list);
