import { isFor, type Row, standingOf } from '../words/invitations.ts';

/** Only the recipient can accept an invitation. If the user has not said who they are, they may try. */
export function canAccept(row: Row, me: readonly string[]): boolean {
  return standingOf(row) === 'pending' && (me.length === 0 || isFor(row, me));
}

/** Users can cancel what they sent or manage. Payment shares cannot be cancelled here. */
export function canCancel(row: Row, me: readonly string[]): boolean {
  if (standingOf(row) === 'accepted' || (me.length > 0 && isFor(row, me))) return false;
  return row.cancelHandle !== null || needsNamespace(row);
}

/** The list does not name the owner of an array or group that belongs to a user. */
export function needsNamespace({ cancelHandle, target }: Row): boolean {
  if (cancelHandle !== null) return false;
  return (
    (target?.__typename === 'ArrayShare' && target.name !== null) ||
    (target?.__typename === 'GroupShare' && target.group !== null)
  );
}
