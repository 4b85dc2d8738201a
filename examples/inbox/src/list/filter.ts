import type { InvitationFilter } from 'tiledb-invitations-client';
import type { Place } from '../address.ts';
import { isFor, placeOf, type Row, recipientOf, standingOf } from '../words/invitations.ts';

/** What the service filters. It counts an expired invitation as pending. */
export function toFilter({ status, type, organization }: Place): InvitationFilter {
  return {
    ...(status !== 'any' && { status: status === 'accepted' ? 'ACCEPTED' : 'PENDING' }),
    ...(type && { type }),
    ...(organization && { organization }),
  };
}

/** What the service does not filter. */
export function isShown(row: Row, { view, status, search }: Place, me: readonly string[]): boolean {
  if (view === 'mine' && !isFor(row, me)) return false;
  if (status === 'expired' && standingOf(row) !== 'expired') return false;
  if (view === 'mine' && status === 'pending' && standingOf(row) !== 'pending') return false;
  const text = `${recipientOf(row)} ${placeOf(row)} ${row.organization?.name ?? ''}`.toLowerCase();
  return text.includes(search.trim().toLowerCase());
}
