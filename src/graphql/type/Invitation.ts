import { isExpired } from '../../domain/is-expired.ts';
import type { InvitationResolvers } from '../generated/types.ts';
import { requireKey } from './key.ts';

export const Invitation: InvitationResolvers = {
  // Async, since a synchronous throw would fail the whole list of entities.
  __resolveReference: async ({ id }, { invitations }) => invitations.find(requireKey('id', id)),
  cancelHandle: (invitation, _args, { invitations }) => invitations.cancelHandleOf(invitation),
  isExpired: (invitation, _args, { now }) => isExpired(invitation, now),
};
