import type { OrganizationResolvers } from '../generated/types.ts';
import { requireKey } from './key.ts';

export const Organization: OrganizationResolvers = {
  __resolveReference: async ({ name }) => ({ name: requireKey('name', name) }),
  invitations: ({ name }, { filter, ...list }, { invitations }) =>
    invitations.list({ ...list, filter: { ...filter, organization: name } }),
};
