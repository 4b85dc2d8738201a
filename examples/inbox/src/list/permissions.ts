import { isFor, type Row, standingOf } from '../words/invitations.ts';

/** Only whom it is for can accept an invitation. Without a name to compare, everybody may try. */
export function canAccept(row: Row, me: readonly string[]): boolean {
  return standingOf(row) === 'pending' && (me.length === 0 || isFor(row, me));
}

/** What one sent, or manages, one can cancel. Sharing a payment method has no cancel here. */
export function canCancel(row: Row, me: readonly string[]): boolean {
  if (standingOf(row) === 'accepted' || (me.length > 0 && isFor(row, me))) return false;
  return row.cancelHandle !== null || needsNamespace(row);
}

/** Of an array or a group that a user owns, the list does not tell where it belongs. */
export function needsNamespace({ cancelHandle, target }: Row): boolean {
  if (cancelHandle !== null) return false;
  return (
    (target?.__typename === 'ArrayShare' && target.name !== null) ||
    (target?.__typename === 'GroupShare' && target.group !== null)
  );
}
