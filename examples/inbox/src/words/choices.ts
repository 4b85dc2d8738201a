import type {
  ArrayAction,
  GroupAction,
  InvitationOrder,
  InvitationType,
  OrganizationRole,
} from 'tiledb-invitations-client';

export type View = 'mine' | 'all';
export type Status = 'pending' | 'expired' | 'accepted' | 'any';

export const VIEWS: Record<View, string> = { mine: 'For you', all: 'Everyone' };

export const STATUSES: Record<Status, string> = {
  pending: 'Pending',
  expired: 'Expired',
  accepted: 'Accepted',
  any: 'All',
};

export const TYPES: Record<InvitationType, string> = {
  JOIN_ORGANIZATION: 'Organization',
  ARRAY_SHARE: 'Array',
  GROUP_SHARE: 'Group',
  PAYMENT_SHARE: 'Payment method',
};

export const ORDERS: Record<InvitationOrder, string> = {
  TIMESTAMP: 'Date',
  ORGANIZATION_NAME: 'Organization',
  ARRAY_NAME: 'Array',
};

export const ROLES: Record<OrganizationRole, string> = {
  READ_ONLY: 'Read only',
  READ_WRITE: 'Read and write',
  READ_WRITE_DELETE: 'Read, write and delete',
  ADMIN: 'Admin',
  OWNER: 'Owner',
};

export const ARRAY_ACTIONS: Record<ArrayAction, string> = {
  READ: 'Read',
  WRITE: 'Write',
  EDIT: 'Edit settings',
  READ_ARRAY_INFO: 'See metadata',
  READ_ARRAY_SCHEMA: 'See schema',
  READ_ARRAY_LOGS: 'See logs',
};

export const GROUP_ACTIONS: Record<GroupAction, string> = {
  READ: 'List contents',
  WRITE: 'Add and remove',
  EDIT: 'Edit settings',
};
