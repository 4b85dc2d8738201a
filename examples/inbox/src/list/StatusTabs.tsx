import { useQuery } from '@apollo/client/react';
import { InvitationCountsDocument } from 'tiledb-invitations-client';
import type { Place } from '../address.ts';
import { Choice } from '../parts/Choice.tsx';
import { STATUSES, VIEWS } from '../words/choices.ts';
import { isFor, type Row, standingOf } from '../words/invitations.ts';
import { toFilter } from './filter.ts';
import type { Gathered } from './gathered.ts';

interface Props {
  place: Place;
  me: readonly string[];
  pending: Gathered;
  onGo: (change: Partial<Place>) => void;
}

/** The summary at the top: whose invitations, and how many have each status. */
export function StatusTabs({ place, me, pending, onGo }: Props) {
  const mine = isKnown(pending) ? pending.rows.filter((row) => isFor(row, me)) : null;
  return (
    <div className="tabs">
      {me.length > 0 && (
        <Choice
          label="Whose invitations"
          options={{
            mine: labelled(VIEWS.mine, mine && count(mine, 'pending')),
            all: VIEWS.all,
          }}
          value={place.view}
          onChange={(view) => onGo({ view })}
        />
      )}
      {place.view === 'mine' ? (
        <Statuses
          place={place}
          onGo={onGo}
          pending={mine && count(mine, 'pending')}
          expired={mine && count(mine, 'expired')}
          accepted={null}
        />
      ) : (
        <AllStatuses place={place} onGo={onGo} pending={pending} />
      )}
    </div>
  );
}

function AllStatuses({ place, onGo, pending }: Omit<Props, 'me'>) {
  const { data } = useQuery(InvitationCountsDocument, {
    variables: {
      filter: toFilter({ ...place, status: 'pending' }),
      accepted: toFilter({ ...place, status: 'accepted' }),
    },
    fetchPolicy: 'cache-and-network',
  });
  return (
    <Statuses
      place={place}
      onGo={onGo}
      pending={data?.pending?.totalCount ?? null}
      expired={isKnown(pending) ? count(pending.rows, 'expired') : null}
      accepted={data?.accepted?.totalCount ?? null}
    />
  );
}

interface StatusesProps extends Pick<Props, 'place' | 'onGo'> {
  /** Null when unknown, or not loaded yet. */
  pending: number | null;
  expired: number | null;
  accepted: number | null;
}

function Statuses({ place, onGo, pending, expired, accepted }: StatusesProps) {
  return (
    <Choice
      label="Status"
      options={{
        pending: labelled(STATUSES.pending, pending),
        expired: labelled(STATUSES.expired, expired),
        accepted: labelled(STATUSES.accepted, accepted),
        any: STATUSES.any,
      }}
      value={place.status}
      onChange={(status) => onGo({ status })}
    />
  );
}

/** What has not been read, or not to its end, has no counts. */
function isKnown({ isDone, problem }: Gathered): boolean {
  return isDone && problem === undefined;
}

function count(rows: readonly Row[], standing: 'pending' | 'expired'): number {
  return rows.filter((row) => standingOf(row) === standing).length;
}

function labelled(name: string, count: number | null): string {
  return count === null ? name : `${name} ${count.toLocaleString('en')}`;
}
