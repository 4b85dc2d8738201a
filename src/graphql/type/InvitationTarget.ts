import type { InvitationTargetResolvers } from '../generated/types.ts';

const TYPES = {
  JOIN_ORGANIZATION: 'OrganizationMembership',
  ARRAY_SHARE: 'ArrayShare',
  GROUP_SHARE: 'GroupShare',
  PAYMENT_SHARE: 'PaymentShare',
} as const;

export const InvitationTarget: InvitationTargetResolvers = {
  __resolveType: ({ type }) => TYPES[type],
};
