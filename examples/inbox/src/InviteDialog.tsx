import { useApolloClient } from '@apollo/client/react';
import { type SubmitEvent, useState } from 'react';
import { type Invite, type SendReport, send } from './actions.ts';
import { Choice, keysOf } from './Choice.tsx';
import type { OrganizationRole } from './generated/graphql.ts';
import { Modal } from './Modal.tsx';
import { Progress } from './Progress.tsx';
import { SendResult } from './SendResult.tsx';
import { TextField } from './TextField.tsx';
import { ARRAY_ACTIONS, counted, GROUP_ACTIONS, ROLES } from './words.ts';

const KINDS = { organization: 'Organization', array: 'Array', group: 'Group' };

interface Props {
  /** Somebody was reached, or may have been. */
  onSent: () => void;
  onClose: () => void;
}

export function InviteDialog({ onSent, onClose }: Props) {
  const client = useApolloClient();
  const [kind, setKind] = useState<Invite['kind']>('organization');
  const [recipients, setRecipients] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [report, setReport] = useState<SendReport | undefined>();
  const people = toPeople(recipients);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const invite = toInvite(kind, people, new FormData(event.currentTarget));
    setReport(undefined);
    setBusy(true);
    const report = await send(client, invite);
    setBusy(false);
    setReport(report);
    onSent();
  }

  return (
    <Modal title="Invite people" onClose={onClose}>
      <form onSubmit={submit}>
        <Choice label="To" options={KINDS} value={kind} onChange={setKind} />
        <Fields kind={kind} />
        <div className="field">
          <label htmlFor="recipients">Who</label>
          <textarea
            id="recipients"
            rows={4}
            required
            spellCheck={false}
            placeholder={'grace@example.com\nlinus@example.com'}
            aria-describedby="recipients-hint"
            value={recipients}
            onChange={(event) => setRecipients(event.target.value)}
          />
          <p id="recipients-hint" className="hint">
            {people.length === 0
              ? 'E-mail addresses or user names, separated by spaces, commas or lines'
              : counted(people.length, 'recipient')}
          </p>
        </div>
        <Progress isBusy={isBusy} what="Sending" />
        <div aria-live="polite">
          {report && (
            <SendResult
              report={report}
              onTakeFailed={() => setRecipients(report.failed.join('\n'))}
            />
          )}
        </div>
        <div className="dialog-foot">
          <button type="button" className="quiet" onClick={onClose}>
            Close
          </button>
          <button type="submit" className="primary" disabled={isBusy}>
            {isBusy ? 'Sending…' : 'Send invitations'}
          </button>
        </div>
      </form>
    </Modal>
  );
}

function Fields({ kind }: { kind: Invite['kind'] }) {
  switch (kind) {
    case 'organization':
      return (
        <>
          <TextField name="organization" label="Organization" />
          <div className="field">
            <label htmlFor="role">Role</label>
            <select id="role" name="role">
              {keysOf(ROLES).map((role) => (
                <option key={role} value={role}>
                  {ROLES[role]}
                </option>
              ))}
            </select>
          </div>
        </>
      );
    case 'array':
      return (
        <>
          <TextField
            name="namespace"
            label="Namespace"
            hint="The organization or user it belongs to"
          />
          <TextField name="array" label="Array" hint="Its name or URI" />
          <Checkboxes legend="They may" name="arrayActions" options={ARRAY_ACTIONS} />
        </>
      );
    case 'group':
      return (
        <>
          <TextField
            name="namespace"
            label="Namespace"
            hint="The organization or user it belongs to"
          />
          <TextField name="group" label="Group" />
          <Checkboxes
            legend="With the group, they may"
            name="groupActions"
            options={GROUP_ACTIONS}
          />
          <Checkboxes
            legend="With its arrays, they may"
            name="arrayActions"
            options={ARRAY_ACTIONS}
          />
        </>
      );
  }
}

interface CheckboxesProps {
  legend: string;
  name: string;
  options: Record<string, string>;
}

function Checkboxes({ legend, name, options }: CheckboxesProps) {
  return (
    <fieldset className="field checkboxes">
      <legend>{legend}</legend>
      {Object.entries(options).map(([value, label]) => (
        <label key={value}>
          <input type="checkbox" name={name} value={value} defaultChecked={value === 'READ'} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function toInvite(kind: Invite['kind'], people: string[], form: FormData): Invite {
  const text = (name: string) => String(form.get(name) ?? '');
  const arrayActions = chosen(keysOf(ARRAY_ACTIONS), form.getAll('arrayActions'));
  switch (kind) {
    case 'organization': {
      const [role = 'READ_ONLY'] = chosen<OrganizationRole>(keysOf(ROLES), [text('role')]);
      return { kind, input: { organization: text('organization'), ...splitPeople(people), role } };
    }
    case 'array': {
      const place = { namespace: text('namespace'), array: text('array') };
      return { kind, input: { ...place, ...splitPeople(people), actions: arrayActions } };
    }
    case 'group': {
      const place = { namespace: text('namespace'), group: text('group') };
      const groupActions = chosen(keysOf(GROUP_ACTIONS), form.getAll('groupActions'));
      return { kind, input: { ...place, ...splitPeople(people), arrayActions, groupActions } };
    }
  }
}

function chosen<Value extends string>(all: Value[], values: readonly unknown[]): Value[] {
  return all.filter((value) => values.includes(value));
}

/** What is no address is a user name. */
function splitPeople(people: string[]): { emails: string[]; usernames: string[] } {
  return {
    emails: people.filter((person) => person.includes('@')),
    usernames: people.filter((person) => !person.includes('@')),
  };
}

function toPeople(text: string): string[] {
  return text.split(/[\s,;]+/).filter((person) => person !== '');
}
