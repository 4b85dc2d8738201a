import { useApolloClient } from '@apollo/client/react';
import { type SubmitEvent, useMemo, useRef, useState } from 'react';
import {
  type InvitationFilter,
  type Invite,
  type InviteRun,
  parseRecipients,
  planInvites,
  sendable,
} from 'tiledb-invitations-client';
import { Choice } from '../parts/Choice.tsx';
import { counted } from '../words/invitations.ts';
import { useEarlier } from './already-invited.ts';
import type { Draft } from './draft.ts';
import { earlierFilterOf, toInvite } from './form.ts';
import { RecipientsField } from './RecipientsField.tsx';
import { TargetFields } from './TargetFields.tsx';

const KINDS = { organization: 'Organization', array: 'Array', group: 'Group' };

interface Props {
  draft: Draft;
  organizations: readonly string[];
  onSend: (run: InviteRun) => void;
}

export function InviteForm({ draft, organizations, onSend }: Props) {
  const client = useApolloClient();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<Invite['kind']>(draft.kind);
  const [text, setText] = useState(draft.recipients);
  const [filter, setFilter] = useState<InvitationFilter | undefined>();
  const [isLeftOut, setLeftOut] = useState(true);

  const recipients = useMemo(() => parseRecipients(text), [text]);
  const valid = useMemo(() => sendable(recipients), [recipients]);
  const earlier = useEarlier(client, valid, filter);
  const invited = valid.filter((value) => isInvited(earlier.standing.get(value.toLowerCase())));
  const people = isLeftOut ? valid.filter((value) => !invited.includes(value)) : valid;
  const invalid = recipients.filter((recipient) => recipient.kind === 'invalid').length;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (people.length === 0 || invalid > 0) return;
    onSend(planInvites(toInvite(kind, new FormData(event.currentTarget)), people));
  }

  function readTarget() {
    if (form.current) setFilter(earlierFilterOf(toInvite(kind, new FormData(form.current))));
  }

  return (
    <form ref={form} onSubmit={submit} onBlur={readTarget}>
      <Choice label="To" options={KINDS} value={kind} onChange={setKind} />
      <TargetFields key={kind} kind={kind} draft={draft} organizations={organizations} />
      <RecipientsField text={text} recipients={recipients} earlier={earlier} onChange={setText} />
      {invited.length > 0 && (
        <label className="check">
          <input
            type="checkbox"
            checked={isLeftOut}
            onChange={(event) => setLeftOut(event.target.checked)}
          />
          Leave out {counted(invited.length, 'recipient')} invited already
        </label>
      )}
      <div className="dialog-foot">
        {invalid > 0 && (
          <p className="bad-text">Correct or remove what is marked red, then send.</p>
        )}
        <button type="submit" className="primary" disabled={people.length === 0 || invalid > 0}>
          {people.length === 0
            ? 'Send invitations'
            : `Send ${counted(people.length, 'invitation')}`}
        </button>
      </div>
    </form>
  );
}

function isInvited(standing: string | undefined): boolean {
  return standing === 'pending' || standing === 'accepted';
}
