import { useQuery } from '@apollo/client/react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type InvitationFilter, InvitationStatus } from './generated/graphql.ts';
import { type Change, InvitationRows } from './InvitationRows.tsx';
import type { Notice } from './NoticeBar.tsx';
import { Stretch } from './operations.ts';
import { Skeleton } from './PagedList.tsx';
import { LoadFailure } from './ProblemNote.tsx';
import { Progress } from './Progress.tsx';
import { fromFault } from './problem.ts';
import { continued, cursorBeforeLast, without } from './stretch.ts';
import { counted } from './words.ts';

const STRETCH = 20;
/** More than the service gives at once. */
const LARGEST_STRETCH = 100;

interface Props {
  filter: InvitationFilter;
  onNotice: (notice: Notice) => void;
}

export function EndlessList({ filter, onNotice }: Props) {
  const { data, loading, error, refetch, fetchMore, updateQuery } = useQuery(Stretch, {
    variables: { filter, first: STRETCH },
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const [failure, setFailure] = useState<unknown>();
  const list = data?.invitations;

  async function loadMore() {
    if (!list) return;
    setFailure(undefined);
    try {
      if (!(await append(cursorBeforeLast(list)))) await loadAnew();
    } catch (cause) {
      setFailure(cause);
    }
  }

  /** False when the list has moved meanwhile. */
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

  async function loadAnew() {
    const first = Math.min((list?.edges.length ?? 0) + STRETCH, LARGEST_STRETCH);
    await fetchMore({
      variables: { after: null, first },
      updateQuery: (_previous, { fetchMoreResult }) => fetchMoreResult,
    });
  }

  function follow({ id, became }: Change) {
    if (became === 'gone') return void loadAnew().catch(setFailure);
    const hasLeft = became === 'cancelled' || filter.status === InvitationStatus.Pending;
    if (!hasLeft) return; // the cache shows it as accepted
    updateQuery((_partial, { complete, previousData }) => {
      if (!complete || !previousData.invitations) return undefined;
      return { invitations: without(previousData.invitations, id) };
    });
  }

  const hasMore = list?.pageInfo.hasNextPage ?? false;
  return (
    <section aria-busy={loading} aria-label="Invitations in one list">
      {list && (
        <>
          <h2 className="count">
            {list.edges.length} of{' '}
            {list.totalCount === null ? 'many' : counted(list.totalCount, 'invitation')}
          </h2>
          {list.edges.length === 0 && !hasMore && <p className="empty">There is nothing here.</p>}
          <InvitationRows
            invitations={list.edges.map(({ node }) => node)}
            onChange={follow}
            onNotice={onNotice}
          />
        </>
      )}
      {!list && loading && <Skeleton />}
      <Progress isBusy={loading} what="Loading" />
      {error && !loading && (
        <LoadFailure problem={fromFault(error)} onRetry={() => refetch().catch(() => undefined)} />
      )}
      {failure !== undefined && <LoadFailure problem={fromFault(failure)} onRetry={loadMore} />}
      {hasMore && !loading && failure === undefined && <MoreOnSight onSight={loadMore} />}
    </section>
  );
}

/** Calls when it is scrolled into view; a button, for those who do not scroll. */
function MoreOnSight({ onSight }: { onSight: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const see = useEffectEvent(onSight);
  useEffect(() => {
    if (button.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) see();
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
