import { exhaustive, type InvitationRowFragment } from 'tiledb-invitations-client';
import { ARRAY_ACTIONS, GROUP_ACTIONS, ROLES } from './choices.ts';

/** A row of the list. */
export type Row = InvitationRowFragment;
export type Standing = 'pending' | 'expired' | 'accepted';

export function standingOf({ status, isExpired }: Row): Standing {
  if (status === 'ACCEPTED') return 'accepted';
  return isExpired ? 'expired' : 'pending';
}

/** The person or the account that was invited. */
export function recipientOf({ email, invitedNamespace }: Row): string {
  return email ?? invitedNamespace ?? 'someone TileDB does not name';
}

/** Whether this invitation is known to be for the user of the page. */
export function isFor({ email, invitedNamespace }: Row, me: readonly string[]): boolean {
  const names = me.map((name) => name.toLowerCase());
  return [email, invitedNamespace].some((name) => name && names.includes(name.toLowerCase()));
}

/** What accepting it gives access to: "acme", "the array s3://…". */
export function placeOf({ target, organization }: Row): string {
  switch (target?.__typename) {
    case 'OrganizationMembership':
      return organization?.name ?? 'an organization';
    case 'ArrayShare':
      return target.name ? `array ${target.name}` : 'an array';
    case 'GroupShare':
      // The list contains only a group's id; its first characters identify it.
      return target.group ? `group ${target.group.id.slice(0, 8)}` : 'a group';
    case 'PaymentShare':
      return organization ? `payment method of ${organization.name}` : 'a payment method';
    case undefined:
      return 'something this page does not know';
    default:
      return exhaustive(target, 'something this page does not know');
  }
}

/** What the recipient may do after accepting it. */
export function grantsOf({ target }: Row): string {
  switch (target?.__typename) {
    case 'OrganizationMembership':
      return target.role ? ROLES[target.role] : '';
    case 'ArrayShare':
      return target.arrayActions.map((action) => ARRAY_ACTIONS[action]).join(', ');
    case 'GroupShare':
      return target.groupActions.map((action) => GROUP_ACTIONS[action]).join(', ');
    case 'PaymentShare':
      return 'Use their payment method';
    case undefined:
      return '';
    default:
      return exhaustive(target, '');
  }
}

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}
