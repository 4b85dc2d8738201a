import { useQuery } from '@apollo/client/react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import {
  continued,
  cursorBeforeLast,
  InvitationsAfterDocument,
  toProblem,
  withoutInvitation,
} from 'tiledb-invitations-client';
import { LoadFailure } from '../parts/ProblemNote.tsx';
import { Progress } from '../parts/Progress.tsx';
import { counted, type Row } from '../words/invitations.ts';
import { EmptyState } from './EmptyState.tsx';
import { toFilter } from './filter.ts';
import type { ListProps } from './PagedList.tsx';
import { Rows } from './Rows.tsx';
import { Skeleton } from './Skeleton.tsx';

const STRETCH = 20;
/** The service's maximum page size. */
const MAX_STRETCH = 100;

/** A list with infinite scrolling. When an invitation leaves it, nothing is reloaded and nothing is skipped. */
export function EndlessList({ place, me, actions, go }: ListProps) {
  const { data, loading, error, refetch, fetchMore, updateQuery } = useQuery(
    InvitationsAfterDocument,
    {
      variables: { filter: toFilter(place), orderBy: place.order ?? null, first: STRETCH },
      fetchPolicy: 'network-only',
      nextFetchPolicy: 'cache-first',
      notifyOnNetworkStatusChange: true,
    },
  );
  const [failure, setFailure] = useState<unknown>();
  const list = data?.invitations;

  async function loadMore() {
    if (!list) return;
    setFailure(undefined);
    try {
      if (!(await append(cursorBeforeLast(list)))) await reload();
    } catch (cause) {
      setFailure(cause);
    }
  }

  /** @returns false if the list has changed meanwhile */
  async function append(after: string | null): Promise<boolean> {
    let isContinued = true;
    await fetchMore({
      variables: { after, first: STRETCH + 1 },
      updateQuery(previous, { fetchMoreResult }) {
        if (!previous.invitations || !fetchMoreResult.invitations) return previous;
        const invitations = continued(previous.invitations, fetchMoreResult.invitations);
        isContinued = invitations !== null;
        return invitations ? { invitations } : previous;
      },
    });
    return isContinued;
  }

  async function reload() {
    const first = Math.min((list?.edges.length ?? 0) + STRETCH, MAX_STRETCH);
    await fetchMore({
      variables: { after: null, first },
      updateQuery: (_previous, { fetchMoreResult }) => fetchMoreResult,
    });
  }

  function follow({ id }: Row, isAccepted: boolean) {
    const hasLeft = !isAccepted || place.status === 'pending';
    if (!hasLeft) return void reload().catch(setFailure);
    updateQuery((_partial, { complete, previousData }) => {
      if (!complete || !previousData.invitations) return undefined;
      return { invitations: withoutInvitation(previousData.invitations, id) };
    });
  }

  const hasMore = list?.pageInfo.hasNextPage ?? false;
  const reloading = { ...actions, reload: () => reload().catch(setFailure) };
  return (
    <section aria-busy={loading} aria-label="Invitations">
      {list && (
        <>
          <h2 className="count">
            {list.edges.length} of{' '}
            {list.totalCount === null ? 'many' : counted(list.totalCount, 'invitation')}
          </h2>
          {list.edges.length === 0 && !hasMore && <EmptyState place={place} onGo={go} />}
          <Rows
            rows={list.edges.map(({ node }) => node)}
            me={me}
            actions={reloading}
            onGone={follow}
          />
        </>
      )}
      {!list && loading && <Skeleton />}
      <Progress isBusy={loading} what="Loading" />
      {error && !loading && (
        <LoadFailure problem={toProblem(error)} onRetry={() => refetch().catch(() => undefined)} />
      )}
      {failure !== undefined && <LoadFailure problem={toProblem(failure)} onRetry={loadMore} />}
      {hasMore && !loading && failure === undefined && (
        // A new one for each length: an observer stays silent when rows and the scroll position grow in one frame.
        <MoreOnSight key={list?.edges.length} onSight={loadMore} />
      )}
    </section>
  );
}

/** Calls `onSight` when scrolled into view; a button, for people who do not scroll. */
function MoreOnSight({ onSight }: { onSight: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const see = useEffectEvent(onSight);
  useEffect(() => {
    if (button.current === null) return;
    const observer = new IntersectionObserver(
      // A busy browser reports several moments at once; the last one counts.
      (moments) => {
        if (moments.at(-1)?.isIntersecting) see();
      },
      { rootMargin: '200px' },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  }, []);
  return (
    <button ref={button} type="button" className="more" onClick={onSight}>
      Show more
    </button>
  );
}
