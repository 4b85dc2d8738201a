import type { Place } from '../address.ts';

interface Props {
  place: Place;
  onGo: (change: Partial<Place>) => void;
}

/** Says why the list is empty and what to do about it. */
export function EmptyState({ place, onGo }: Props) {
  const isNarrowed = place.search !== '' || place.organization !== '' || place.type !== undefined;
  return (
    <div className="empty card">
      <p>
        <strong>{titleOf(place, isNarrowed)}</strong>
      </p>
      <p className="meta">{adviceOf(place, isNarrowed)}</p>
      {isNarrowed ? (
        <button
          type="button"
          onClick={() => onGo({ search: '', organization: '', type: undefined })}
        >
          Clear search and filters
        </button>
      ) : (
        place.view === 'mine' && (
          <button type="button" onClick={() => onGo({ view: 'all' })}>
            Show everyone’s invitations
          </button>
        )
      )}
    </div>
  );
}

function titleOf({ status, view }: Place, isNarrowed: boolean): string {
  const kind = status === 'any' ? '' : `${status} `;
  if (isNarrowed) return `No ${kind}invitation matches.`;
  return view === 'mine' ? `No ${kind}invitations for you.` : `No ${kind}invitations.`;
}

function adviceOf({ status, view }: Place, isNarrowed: boolean): string {
  if (isNarrowed) return 'Try another status, or clear the search and the filters.';
  if (view === 'mine' && status === 'pending')
    return 'When someone invites you, the invitation appears here.';
  if (status === 'pending') return 'There are no open invitations. Invite someone to create one.';
  return 'There may be invitations with another status.';
}
