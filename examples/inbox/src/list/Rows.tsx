import { useApolloClient } from '@apollo/client/react';
import { Fragment, useRef, useState } from 'react';
import { SelectionBox } from '../bulk/Selection.tsx';
import { type Draft, draftFrom } from '../invite/draft.ts';
import { useToasts } from '../parts/Toasts.tsx';
import {
  grantsOf,
  isFor,
  placeOf,
  type Row,
  recipientOf,
  standingOf,
} from '../words/invitations.ts';
import { toExact, toRelative } from '../words/time.ts';
import { accept, type Settled } from './actions.ts';
import { CancelDialog } from './CancelDialog.tsx';
import { canAccept, canCancel } from './permissions.ts';

export interface RowActions {
  reload: () => Promise<void>;
  inviteAgain: (draft: Draft) => void;
}

interface Props {
  rows: readonly Row[];
  me: readonly string[];
  actions: RowActions;
  /** If given, called instead of a reload, for lists that can remove the row themselves. */
  onGone?: (row: Row, isAccepted: boolean) => void;
}

export function Rows({ rows, ...shared }: Props) {
  return (
    <ul className="rows">
      {rows.map((row) => (
        <InvitationRow key={row.id} row={row} {...shared} />
      ))}
    </ul>
  );
}

function InvitationRow({ row, me, actions, onGone }: Omit<Props, 'rows'> & { row: Row }) {
  const client = useApolloClient();
  const toasts = useToasts();
  const item = useRef<HTMLLIElement>(null);
  const [isAccepting, setAccepting] = useState(false);
  const [isCancelling, setCancelling] = useState(false);
  const isMine = isFor(row, me);
  const again = standingOf(row) === 'expired' && !isMine ? draftFrom(row) : undefined;
  const what = `${placeOf(row)}, for ${recipientOf(row)}`;

  async function acceptIt() {
    setAccepting(true);
    const settled = await accept(client, row);
    setAccepting(false);
    finish(settled, true);
  }

  function finish({ notice, isChanged }: Settled, isAccepted: boolean) {
    toasts.show(notice);
    if (!isChanged) return;
    focusNeighbour(item.current);
    if (onGone && 'success' in notice) onGone(row, isAccepted);
    else void actions.reload();
  }

  return (
    <li ref={item} className="row" aria-busy={isAccepting}>
      <SelectionBox row={row} me={me} label={`Select ${what}`} />
      <span className="avatar" aria-hidden="true">
        {(isMine ? placeOf(row) : recipientOf(row)).slice(0, 1)}
      </span>
      <div className="about">
        <p className="name" data-testid="name">
          <Breakable text={isMine ? placeOf(row) : recipientOf(row)} />
        </p>
        <p className="meta">{joined(isMine ? '' : placeOf(row), grantsOf(row))}</p>
      </div>
      <When row={row} />
      <div className="actions">
        {canAccept(row, me) && (
          <button
            type="button"
            className={isMine ? 'primary' : undefined}
            disabled={isAccepting}
            onClick={acceptIt}
            aria-label={`Accept ${what}`}
          >
            {isAccepting ? 'Accepting…' : 'Accept'}
          </button>
        )}
        {again && (
          <button
            type="button"
            onClick={() => actions.inviteAgain(again)}
            aria-label={`Invite again: ${what}`}
          >
            Invite again
          </button>
        )}
        {canCancel(row, me) && (
          <button
            type="button"
            className="quiet"
            disabled={isAccepting}
            onClick={() => setCancelling(true)}
            aria-label={`Cancel invitation to ${what}`}
          >
            Cancel
          </button>
        )}
      </div>
      {isCancelling && (
        <CancelDialog
          row={row}
          me={me}
          onDone={(settled) => finish(settled, false)}
          onClose={() => setCancelling(false)}
        />
      )}
    </li>
  );
}

/** Where it is too long for a line, an address breaks after its @ and a path after a slash. */
function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[@/])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

function When({ row }: { row: Row }) {
  const standing = standingOf(row);
  const { createdAt, acceptedAt, expiresAt } = row;
  switch (standing) {
    case 'accepted':
      return (
        <div className="when">
          <span className="standing accepted">Accepted</span>
          <Time className="meta" time={acceptedAt} />
        </div>
      );
    case 'expired':
      return (
        <div className="when">
          <span className="standing expired">Expired</span>
          <Time className="meta" time={expiresAt} />
        </div>
      );
    case 'pending':
      return (
        <div className="when">
          <Time time={expiresAt} before="expires " />
          <Time className="meta sent" time={createdAt} before="sent " />
        </div>
      );
  }
}

interface TimeProps {
  time: string | null;
  before?: string;
  className?: string;
}

function Time({ time, before = '', className }: TimeProps) {
  if (time === null) return null;
  return (
    <time className={className} dateTime={time} title={toExact(time)}>
      {before}
      {toRelative(time)}
    </time>
  );
}

/** Moves the focus to the next row without scrolling, since the row that was acted on will disappear. */
function focusNeighbour(item: HTMLLIElement | null): void {
  const next = item?.nextElementSibling ?? item?.previousElementSibling;
  const control = next?.querySelector<HTMLElement>('button, input:enabled');
  // Nothing outside a dialog can take the focus until the dialog has closed.
  requestAnimationFrame(() => control?.focus({ preventScroll: true }));
}

function joined(...parts: string[]): string {
  return parts.filter(Boolean).join(' · ');
}
