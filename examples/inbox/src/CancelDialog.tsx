import { useApolloClient } from '@apollo/client/react';
import { type SubmitEvent, useState } from 'react';
import { type Cancellation, cancel } from './actions.ts';
import type { InvitationItemFragment } from './generated/graphql.ts';
import { Modal } from './Modal.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { Progress } from './Progress.tsx';
import type { Problem } from './problem.ts';
import { TextField } from './TextField.tsx';

type Target = NonNullable<InvitationItemFragment['target']>;

interface Props {
  invitation: InvitationItemFragment & { target: Target };
  onDone: (problem: Problem | undefined) => void;
  onClose: () => void;
}

/** TileDB wants to know where an invitation belongs, which its list tells of organizations only. */
export function CancelDialog({ invitation: { id, target, email }, onDone, onClose }: Props) {
  const client = useApolloClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>();

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const cancellation = toCancellation(id, target, new FormData(event.currentTarget));
    if (cancellation === undefined) return;
    setBusy(true);
    const problem = await cancel(client, cancellation);
    setBusy(false);
    // What a person can mend here is shown here: a wrong namespace reads as "no such invitation".
    if (problem !== undefined && !problem.isUncertain) return setProblem(problem);
    onClose();
    onDone(problem);
  }

  return (
    <Modal title="Take this invitation back?" onClose={onClose}>
      <form onSubmit={submit}>
        <p>{email ?? 'Whoever was invited'} will no longer be able to accept it.</p>
        <Fields target={target} />
        {problem && (
          <div role="alert" className="notice bad">
            <div>
              <ProblemNote problem={problem} />
              {target.__typename !== 'OrganizationMembership' && (
                <p>Is this the right namespace, and the right name?</p>
              )}
            </div>
          </div>
        )}
        <Progress isBusy={isBusy} what="Taking it back" />
        <div className="dialog-foot">
          <button type="button" className="quiet" onClick={onClose}>
            Keep it
          </button>
          <button type="submit" className="danger" disabled={isBusy}>
            {isBusy ? 'Taking it back…' : 'Take it back'}
          </button>
        </div>
      </form>
    </Modal>
  );
}

function Fields({ target }: { target: Target }) {
  switch (target.__typename) {
    case 'OrganizationMembership':
      return (
        <TextField name="organization" label="Organization" value={target.organization?.name} />
      );
    case 'ArrayShare':
      return (
        <>
          <NamespaceField of="array" />
          <TextField name="array" label="Array" value={target.name ?? undefined} />
        </>
      );
    case 'GroupShare':
      return (
        <>
          <NamespaceField of="group" />
          <TextField name="group" label="Name of the group" />
        </>
      );
    case 'PaymentShare':
      return null;
    default:
      target satisfies never;
      return null;
  }
}

function NamespaceField({ of }: { of: string }) {
  return (
    <TextField
      name="namespace"
      label="Namespace"
      hint={`The organization or the user that the ${of} belongs to`}
    />
  );
}

function toCancellation(id: string, target: Target, form: FormData): Cancellation | undefined {
  const text = (name: string) => String(form.get(name) ?? '');
  switch (target.__typename) {
    case 'OrganizationMembership':
      return {
        kind: 'organization',
        input: { invitationId: id, organization: text('organization') },
      };
    case 'ArrayShare':
      return {
        kind: 'array',
        input: { invitationId: id, namespace: text('namespace'), array: text('array') },
      };
    case 'GroupShare':
      return {
        kind: 'group',
        input: { invitationId: id, namespace: text('namespace'), group: text('group') },
      };
    case 'PaymentShare':
      return undefined;
    default:
      target satisfies never;
      return undefined;
  }
}
