import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { Choice } from './Choice.tsx';
import { EndlessList } from './EndlessList.tsx';
import { type InvitationFilter, InvitationStatus, InvitationType } from './generated/graphql.ts';
import { InviteDialog } from './InviteDialog.tsx';
import { type Notice, NoticeBar } from './NoticeBar.tsx';
import { PagedList } from './PagedList.tsx';
import { TYPES } from './words.ts';

const STATUSES = { ANY: 'All', PENDING: 'Pending', ACCEPTED: 'Accepted' };
const VIEWS = { pages: 'Pages', endless: 'Endless' };

export function Inbox() {
  const client = useApolloClient();
  const [status, setStatus] = useState<keyof typeof STATUSES>('PENDING');
  const [type, setType] = useState<InvitationType | undefined>();
  const [view, setView] = useState<keyof typeof VIEWS>('pages');
  const [isInviting, setInviting] = useState(false);
  const [notice, setNotice] = useState<Notice | undefined>();

  const filter: InvitationFilter = {
    ...(status !== 'ANY' && {
      status: InvitationStatus[status === 'PENDING' ? 'Pending' : 'Accepted'],
    }),
    ...(type && { type }),
  };
  const List = view === 'pages' ? PagedList : EndlessList;

  return (
    <>
      <div className="toolbar">
        <Choice label="Status" options={STATUSES} value={status} onChange={setStatus} />
        <label className="field-inline">
          <span>Type</span>
          <select
            value={type ?? ''}
            onChange={({ target }) =>
              setType(Object.values(InvitationType).find((known) => known === target.value))
            }
          >
            <option value="">Any</option>
            {Object.values(InvitationType).map((value) => (
              <option key={value} value={value}>
                {TYPES[value]}
              </option>
            ))}
          </select>
        </label>
        <Choice label="View" options={VIEWS} value={view} onChange={setView} />
        <button type="button" className="primary" onClick={() => setInviting(true)}>
          Invite…
        </button>
      </div>
      <NoticeBar notice={notice} onDismiss={() => setNotice(undefined)} />
      <List key={JSON.stringify(filter)} filter={filter} onNotice={setNotice} />
      {isInviting && (
        <InviteDialog
          onSent={() => client.refetchQueries({ include: 'active' })}
          onClose={() => setInviting(false)}
        />
      )}
    </>
  );
}
