import {
  type ArrayAction,
  exhaustive,
  type GroupAction,
  type Invite,
  type OrganizationRole,
} from 'tiledb-invitations-client';
import { type Row, recipientOf } from '../words/invitations.ts';

/** The form's initial values. */
export interface Draft {
  readonly kind: Invite['kind'];
  readonly organization: string;
  readonly role: OrganizationRole;
  /** The user or organization that owns the array or group. */
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

/** Repeats an invitation, for example after it has expired; undefined for a kind that cannot be sent here. */
export function draftFrom(row: Row): Draft | undefined {
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
    case 'PaymentShare':
    case undefined:
      return undefined;
    default:
      return exhaustive(target, undefined);
  }
}
