import type { ArrayAction, GroupAction, Invite, OrganizationRole } from 'tiledb-invitations-client';
import { type Row, recipientOf } from '../words/invitations.ts';

/** What the form begins with. */
export interface Draft {
  readonly kind: Invite['kind'];
  readonly organization: string;
  readonly role: OrganizationRole;
  /** The user or the organization that the array or the group belongs to. */
  readonly namespace: string;
  readonly array: string;
  readonly group: string;
  readonly arrayActions: readonly ArrayAction[];
  readonly groupActions: readonly GroupAction[];
  readonly recipients: string;
}

export const EMPTY_DRAFT: Draft = {
  kind: 'organization',
  organization: '',
  role: 'READ_ONLY',
  namespace: '',
  array: '',
  group: '',
  arrayActions: ['READ'],
  groupActions: ['READ'],
  recipients: '',
};

/** The same invitation again, as after it has expired. */
export function draftFrom(row: Row): Draft {
  const { target, organization } = row;
  const name = organization?.name ?? '';
  const draft = {
    ...EMPTY_DRAFT,
    recipients: recipientOf(row),
    namespace: name,
    organization: name,
  };
  switch (target?.__typename) {
    case 'OrganizationMembership':
      return { ...draft, role: target.role ?? draft.role };
    case 'ArrayShare':
      return {
        ...draft,
        kind: 'array',
        array: target.name ?? '',
        arrayActions: target.arrayActions,
      };
    case 'GroupShare':
      return {
        ...draft,
        kind: 'group',
        group: target.group?.id ?? '',
        arrayActions: target.arrayActions,
        groupActions: target.groupActions,
      };
    // Sharing a payment method is listed here, and not sent.
    default:
      return draft;
  }
}
