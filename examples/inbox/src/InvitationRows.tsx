import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { accept } from './actions.ts';
import { CancelDialog } from './CancelDialog.tsx';
import { InvitationErrorCode, type InvitationItemFragment } from './generated/graphql.ts';
import type { Notice } from './NoticeBar.tsx';
import type { Problem } from './problem.ts';
import { describeTarget, TYPES, toRelative } from './words.ts';

/** What has become of an invitation; `gone` when it was somebody else who answered it or took it back. */
export type Change = { id: string; became: 'accepted' | 'cancelled' | 'gone' };

interface Props {
  invitations: readonly InvitationItemFragment[];
  onChange: (change: Change) => void;
  onNotice: (notice: Notice) => void;
}

export function InvitationRows({ invitations, ...handlers }: Props) {
  return (
    <ul className="rows">
      {invitations.map((invitation) => (
        <InvitationRow key={invitation.id} invitation={invitation} {...handlers} />
      ))}
    </ul>
  );
}

interface RowProps extends Omit<Props, 'invitations'> {
  invitation: InvitationItemFragment;
}

function InvitationRow({ invitation, onChange, onNotice }: RowProps) {
  const client = useApolloClient();
  const [isAccepting, setAccepting] = useState(false);
  const [isCancelling, setCancelling] = useState(false);
  const { id, type, target } = invitation;
  const [name, grants] = describeTarget(invitation);
  const standing = toStanding(invitation);

  async function acceptIt() {
    setAccepting(true);
    const problem = await accept(client, id);
    setAccepting(false);
    settle('accepted', problem, `Accepted: ${name} is yours to use now.`);
  }

  function settle(became: Change['became'], problem: Problem | undefined, success: string) {
    if (problem === undefined) onChange({ id, became });
    if (problem?.code === InvitationErrorCode.InvitationNotFound) onChange({ id, became: 'gone' });
    onNotice(problem === undefined ? { success } : { problem });
  }

  return (
    <li className="row" aria-busy={isAccepting}>
      <span className={`kind ${type ?? ''}`}>{type ? TYPES[type] : 'Other'}</span>
      <div className="about">
        <p className="name" data-testid="name">
          {name}
        </p>
        <p className="meta">{joined(grants, toRecipient(invitation))}</p>
        <p className="meta">{joined(...toTimes(invitation))}</p>
      </div>
      <span className={`standing ${standing}`}>{standing}</span>
      <div className="actions">
        {standing === 'pending' && (
          <button
            type="button"
            disabled={isAccepting}
            onClick={acceptIt}
            aria-label={`Accept ${name}`}
          >
            {isAccepting ? 'Accepting…' : 'Accept'}
          </button>
        )}
        {standing !== 'accepted' && target !== null && target.__typename !== 'PaymentShare' && (
          <button
            type="button"
            className="quiet"
            disabled={isAccepting}
            onClick={() => setCancelling(true)}
            aria-label={`Cancel ${name}`}
          >
            Cancel
          </button>
        )}
      </div>
      {isCancelling && target && (
        <CancelDialog
          invitation={{ ...invitation, target }}
          onDone={(problem) =>
            settle('cancelled', problem, `Taken back: the invitation to ${name}.`)
          }
          onClose={() => setCancelling(false)}
        />
      )}
    </li>
  );
}

function toStanding({
  status,
  expiresAt,
}: InvitationItemFragment): 'accepted' | 'expired' | 'pending' {
  if (status === 'ACCEPTED') return 'accepted';
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'pending';
}

function joined(...parts: string[]): string {
  return parts.filter(Boolean).join(' · ');
}

function toRecipient({ email, invitedNamespace }: InvitationItemFragment): string {
  const recipient = email ?? invitedNamespace;
  return recipient ? `to ${recipient}` : '';
}

function toTimes({ createdAt, acceptedAt, expiresAt, status }: InvitationItemFragment): string[] {
  const times = [];
  if (createdAt) times.push(`sent ${toRelative(createdAt)}`);
  if (acceptedAt) times.push(`accepted ${toRelative(acceptedAt)}`);
  if (expiresAt && status === 'PENDING') {
    const isPast = Date.parse(expiresAt) <= Date.now();
    times.push(`${isPast ? 'expired' : 'expires'} ${toRelative(expiresAt)}`);
  }
  return times;
}
