import { useApolloClient } from '@apollo/client/react';
import { type SubmitEvent, useState } from 'react';
import { Modal } from '../parts/Modal.tsx';
import { ProblemNote } from '../parts/ProblemNote.tsx';
import { Progress } from '../parts/Progress.tsx';
import { TextField } from '../parts/TextField.tsx';
import { placeOf, type Row, recipientOf } from '../words/invitations.ts';
import { cancel, type Settled } from './actions.ts';
import { needsNamespace } from './permissions.ts';

interface Props {
  row: Row;
  me: readonly string[];
  onDone: (settled: Settled) => void;
  onClose: () => void;
}

export function CancelDialog({ row, me, onDone, onClose }: Props) {
  const client = useApolloClient();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Settled['notice'] | undefined>();
  const mustName = needsNamespace(row);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const namespace = String(new FormData(event.currentTarget).get('namespace') ?? '').trim();
    setBusy(true);
    const settled = await cancel(client, row, namespace);
    setBusy(false);
    // A wrong namespace also gives "no such invitation", and can be corrected here.
    if (mustName && 'problem' in settled.notice && !settled.notice.problem.isUncertain) {
      return setRefusal(settled.notice);
    }
    onClose();
    onDone(settled);
  }

  return (
    <Modal title="Cancel this invitation?" isBusy={isBusy} onClose={onClose}>
      <form onSubmit={submit}>
        <p>
          <strong>{recipientOf(row)}</strong> will no longer be able to accept the invitation to{' '}
          <strong>{placeOf(row)}</strong>.
        </p>
        {mustName && (
          <TextField
            name="namespace"
            label="Namespace"
            value={me.find((name) => !name.includes('@'))}
            suggestions={me.filter((name) => !name.includes('@'))}
            hint="The user or organization that owns it. TileDB’s list does not name it."
          />
        )}
        {refusal && 'problem' in refusal && (
          <div role="alert" className="notice bad">
            <ProblemNote
              problem={refusal.problem}
              note={
                refusal.problem.code === 'INVITATION_NOT_FOUND'
                  ? 'Is this the right namespace? If it is, the invitation no longer exists.'
                  : undefined
              }
            />
          </div>
        )}
        <Progress isBusy={isBusy} what="Cancelling" />
        <div className="dialog-foot">
          <button type="button" className="quiet" disabled={isBusy} onClick={onClose}>
            Keep
          </button>
          <button type="submit" className="danger" disabled={isBusy}>
            {isBusy ? 'Cancelling…' : 'Cancel invitation'}
          </button>
        </div>
      </form>
    </Modal>
  );
}
