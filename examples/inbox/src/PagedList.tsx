import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import type { InvitationFilter } from './generated/graphql.ts';
import { InvitationRows } from './InvitationRows.tsx';
import type { Notice } from './NoticeBar.tsx';
import { NumberedPage } from './operations.ts';
import { Pager } from './Pager.tsx';
import { LoadFailure } from './ProblemNote.tsx';
import { Progress } from './Progress.tsx';
import { fromFault } from './problem.ts';
import { counted } from './words.ts';

const PER_PAGE = 10;

interface Props {
  filter: InvitationFilter;
  onNotice: (notice: Notice) => void;
}

export function PagedList({ filter, onNotice }: Props) {
  const [page, setPage] = useState(1);
  const { data, previousData, loading, error, refetch } = useQuery(NumberedPage, {
    variables: { filter, page, perPage: PER_PAGE },
    // A page that was seen before is shown at once and asked for again: the list moves.
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  const list = (data ?? previousData)?.invitations;

  /** Behind an invitation that leaves, all others move up, so that this page has to be asked for again. */
  const reload = () => refetch().catch(() => undefined); // `error` has it

  // Taking back the last invitation of the last page leaves an empty one.
  const isPastTheEnd = data?.invitations?.nodes.length === 0 && page > 1;
  const lastPage = data?.invitations?.totalPages ?? page - 1;
  useEffect(() => {
    if (isPastTheEnd) setPage(Math.max(1, lastPage));
  }, [isPastTheEnd, lastPage]);

  return (
    <section aria-busy={loading} aria-label="Invitations by page">
      <Progress isBusy={loading} what="Loading" />
      {error && !loading && <LoadFailure problem={fromFault(error)} onRetry={reload} />}
      {list && (
        <>
          <h2 className="count">
            {list.totalCount === null
              ? `Page ${list.page}`
              : counted(list.totalCount, 'invitation')}
          </h2>
          {list.nodes.length === 0 && <p className="empty">There is nothing here.</p>}
          <InvitationRows invitations={list.nodes} onChange={reload} onNotice={onNotice} />
          <Pager
            page={page}
            totalPages={list.totalPages}
            hasNextPage={list.pageInfo.hasNextPage}
            onChange={setPage}
          />
        </>
      )}
      {!list && loading && <Skeleton />}
    </section>
  );
}

export function Skeleton() {
  return (
    <div className="rows skeleton" aria-hidden="true">
      {Array.from({ length: 5 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={index} className="row" />
      ))}
    </div>
  );
}
