import { type InviteRun, reportOf } from 'tiledb-invitations-client';
import { counted } from '../words/invitations.ts';

interface Props {
  run: InviteRun;
  onContinue: () => void;
  onDiscard: () => void;
}

/** A run whose dialog was closed before its end. */
export function UnfinishedRun({ run, onContinue, onDiscard }: Props) {
  const { waiting, unknown, total } = reportOf(run);
  return (
    <div className="notice info">
      <p>
        <strong>Not all invitations were sent.</strong>{' '}
        {counted(waiting.length + unknown.length, 'person', 'people')} of {total} left.
      </p>
      <div className="actions">
        <button type="button" className="primary" onClick={onContinue}>
          Continue…
        </button>
        <button type="button" className="quiet" onClick={onDiscard}>
          Discard the rest
        </button>
      </div>
    </div>
  );
}
