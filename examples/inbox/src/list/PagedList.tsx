import { useQuery } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { InvitationsPageDocument, toProblem } from 'tiledb-invitations-client';
import type { Place } from '../address.ts';
import { LoadFailure } from '../parts/ProblemNote.tsx';
import { Progress } from '../parts/Progress.tsx';
import { counted } from '../words/invitations.ts';
import { EmptyState } from './EmptyState.tsx';
import { toFilter } from './filter.ts';
import type { Gathered } from './gathered.ts';
import { Pager } from './Pager.tsx';
import { type RowActions, Rows } from './Rows.tsx';
import { Skeleton } from './Skeleton.tsx';

const PER_PAGE = 25;

export interface ListProps {
  place: Place;
  me: readonly string[];
  actions: RowActions;
  go: (change: Partial<Place>) => void;
  /** The pending invitations, the expired ones among them included. */
  pending: Gathered;
}

export function PagedList({ place, me, actions, go, pending }: ListProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { page } = place;
  const { data, previousData, loading, error, refetch } = useQuery(InvitationsPageDocument, {
    variables: { filter: toFilter(place), orderBy: place.order ?? null, page, perPage: PER_PAGE },
    // Shows a cached page immediately and fetches it again, since the list changes.
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  const list = (data ?? previousData)?.invitations;

  // Cancelling the last invitation of the last page leaves an empty one.
  const isPastTheEnd = data?.invitations?.nodes.length === 0 && page > 1;
  const lastPage = data?.invitations?.totalPages ?? page - 1;
  useEffect(() => {
    if (isPastTheEnd) go({ page: Math.max(1, lastPage) });
  }, [isPastTheEnd, lastPage, go]);

  function turnTo(next: number) {
    go({ page: next });
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }

  return (
    <section aria-busy={loading} aria-label="Invitations">
      <Progress isBusy={loading} what="Loading" />
      {error && !loading && (
        <LoadFailure
          problem={toProblem(error)}
          onRetry={() => refetch().catch(() => undefined /* `error` has it */)}
        />
      )}
      {list && (
        <>
          <h2 ref={heading} tabIndex={-1} className="count">
            {list.totalCount === null
              ? `Page ${list.page}`
              : counted(list.totalCount, 'invitation')}
            {place.status === 'pending' && expiredAmong(pending)}
          </h2>
          {list.nodes.length === 0 && !loading && <EmptyState place={place} onGo={go} />}
          <Rows rows={list.nodes} me={me} actions={actions} />
          <Pager
            page={page}
            totalPages={list.totalPages}
            hasNextPage={list.pageInfo.hasNextPage}
            onChange={turnTo}
          />
        </>
      )}
      {!list && loading && <Skeleton />}
    </section>
  );
}

/** TileDB lists an invitation as pending until someone cancels it. */
function expiredAmong({ rows }: Gathered): string {
  const expired = rows.filter(({ isExpired }) => isExpired).length;
  return expired > 0 ? `, ${expired.toLocaleString('en')} of them expired` : '';
}
