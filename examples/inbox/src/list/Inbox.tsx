import { useApolloClient } from '@apollo/client/react';
import { useEffect, useMemo, useState } from 'react';
import type { InviteRun } from 'tiledb-invitations-client';
import { usePlace } from '../address.ts';
import { SelectionArea } from '../bulk/Selection.tsx';
import { type Draft, EMPTY_DRAFT } from '../invite/draft.ts';
import { InviteDialog } from '../invite/InviteDialog.tsx';
import { UnfinishedRun } from '../invite/UnfinishedRun.tsx';
import { useToasts } from '../parts/Toasts.tsx';
import type { View } from '../words/choices.ts';
import { EndlessList } from './EndlessList.tsx';
import { toFilter } from './filter.ts';
import { GatheredList } from './GatheredList.tsx';
import { useGathered } from './gathered.ts';
import { type ListProps, PagedList } from './PagedList.tsx';
import { StatusTabs } from './StatusTabs.tsx';
import { Toolbar } from './Toolbar.tsx';

interface Props {
  me: readonly string[];
  /** Called when TileDB rejects the key. */
  onRefused: () => void;
}

/** The dialog's initial state: a form, or a run that was stopped. */
type Inviting = { readonly draft: Draft; readonly run?: InviteRun };

export function Inbox({ me, onRefused }: Props) {
  const client = useApolloClient();
  const { clear } = useToasts();
  const firstView: View = me.length > 0 ? 'mine' : 'all';
  const [place, go] = usePlace(firstView);
  const [inviting, setInviting] = useState<Inviting | undefined>();
  const [unfinished, setUnfinished] = useState<InviteRun | undefined>();
  // The service filters neither by expiry nor by recipient, so read all pending invitations.
  const pending = useGathered(client, toFilter({ ...place, status: 'pending' }), place.order);
  const { reload: reloadPending } = pending;

  const isUnknownKey = pending.problem?.code === 'UNAUTHENTICATED';
  useEffect(() => {
    if (isUnknownKey) onRefused();
  }, [isUnknownKey, onRefused]);

  const list = JSON.stringify({ ...place, page: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: notices about another list no longer apply
  useEffect(clear, [list]);

  const actions = useMemo(
    () => ({
      async reload() {
        reloadPending();
        // The lists show their own failures.
        await client.refetchQueries({ include: 'active' }).catch(() => undefined);
      },
      inviteAgain: (draft: Draft) => setInviting({ draft }),
    }),
    [client, reloadPending],
  );
  const shared = { place, me, go, actions, pending };

  return (
    <>
      <StatusTabs place={place} me={me} pending={pending} onGo={go} />
      <Toolbar
        place={place}
        organizations={pending.organizations}
        onGo={go}
        onInvite={() => setInviting({ draft: EMPTY_DRAFT })}
      />
      {unfinished && !inviting && (
        <UnfinishedRun
          run={unfinished}
          onContinue={() => setInviting({ draft: EMPTY_DRAFT, run: unfinished })}
          onDiscard={() => setUnfinished(undefined)}
        />
      )}
      <SelectionArea key={list} me={me} onChange={actions.reload}>
        <List {...shared} key={list} />
      </SelectionArea>
      {inviting && (
        <InviteDialog
          draft={inviting.draft}
          run={inviting.run}
          organizations={pending.organizations}
          onSent={actions.reload}
          onClose={(run) => {
            setUnfinished(run);
            setInviting(undefined);
          }}
        />
      )}
    </>
  );
}

/** Filters that the service lacks need the whole list. */
function List(props: ListProps) {
  const { view, status, search, isEndless } = props.place;
  if (view === 'mine' || status === 'expired' || search !== '') return <GatheredList {...props} />;
  return isEndless ? <EndlessList {...props} /> : <PagedList {...props} />;
}
