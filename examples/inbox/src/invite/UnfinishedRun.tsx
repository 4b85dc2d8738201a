import { type InviteRun, reportOf } from 'tiledb-invitations-client';
import { counted } from '../words/invitations.ts';

interface Props {
  run: InviteRun;
  onGoOn: () => void;
  onDrop: () => void;
}

/** A run whose dialog was closed before its end. */
export function UnfinishedRun({ run, onGoOn, onDrop }: Props) {
  const { waiting, unknown, total } = reportOf(run);
  return (
    <div className="notice info">
      <p>
        <strong>Invitations have stopped half-way.</strong>{' '}
        {counted(waiting.length + unknown.length, 'person', 'people')} of {total} left.
      </p>
      <div className="actions">
        <button type="button" className="primary" onClick={onGoOn}>
          Go on…
        </button>
        <button type="button" className="quiet" onClick={onDrop}>
          Drop the rest
        </button>
      </div>
    </div>
  );
}
