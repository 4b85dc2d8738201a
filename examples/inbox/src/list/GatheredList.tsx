import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { LoadFailure } from '../parts/ProblemNote.tsx';
import { Progress } from '../parts/Progress.tsx';
import { counted } from '../words/invitations.ts';
import { EmptyState } from './EmptyState.tsx';
import { isShown, toFilter } from './filter.ts';
import { useGathered } from './gathered.ts';
import type { ListProps } from './PagedList.tsx';
import { Rows } from './Rows.tsx';
import { Skeleton } from './Skeleton.tsx';

/** More rows would only make the page slow. */
const FIRST_ROWS = 50;

/** For filters that the service lacks: reads the whole list and filters in the page. */
export function GatheredList({ place, me, actions, go, pending }: ListProps) {
  const client = useApolloClient();
  const [isWhole, setWhole] = useState(false);
  const isOfPending = place.status === 'pending' || place.status === 'expired';
  const others = useGathered(client, isOfPending ? undefined : toFilter(place), place.order);
  const { rows, isDone, problem, reload } = isOfPending ? pending : others;
  const shown = rows.filter((row) => isShown(row, place, me));
  const visible = isWhole ? shown : shown.slice(0, FIRST_ROWS);

  const reloading = {
    ...actions,
    async reload() {
      others.reload();
      await actions.reload();
    },
  };

  return (
    <section aria-busy={!isDone} aria-label="Invitations">
      <Progress isBusy={!isDone} what="Loading" />
      {problem && <LoadFailure problem={problem} onRetry={reload} />}
      {isDone && !problem && <h2 className="count">{counted(shown.length, 'invitation')}</h2>}
      {isDone && !problem && shown.length === 0 && <EmptyState place={place} onGo={go} />}
      <Rows rows={visible} me={me} actions={reloading} />
      {visible.length < shown.length && (
        <button type="button" className="more" onClick={() => setWhole(true)}>
          Show all {shown.length}
        </button>
      )}
      {!isDone && rows.length === 0 && <Skeleton />}
    </section>
  );
}
