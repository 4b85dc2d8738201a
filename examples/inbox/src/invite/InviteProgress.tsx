import { type InviteRun, reportOf } from 'tiledb-invitations-client';
import { ProblemNote, RetryButton } from '../parts/ProblemNote.tsx';

interface Props {
  run: InviteRun;
  isSending: boolean;
  onStop: () => void;
  onContinue: () => void;
  /** Returns to the form with the remaining recipients. */
  onCorrect: () => void;
}

export function InviteProgress({ run, isSending, onStop, onContinue, onCorrect }: Props) {
  const { reached, failed, unknown, waiting, total, isDone } = reportOf(run);
  const { problem } = run;
  const isRefused = problem?.code === 'REQUEST_REJECTED' || problem?.code === 'BAD_USER_INPUT';
  return (
    <div className="run">
      <div role="status">
        <progress
          aria-label="Invitations sent"
          max={total}
          value={reached.length + failed.length}
        />
        <p>
          {isSending ? 'Sending… ' : 'Stopped. '}
          <strong>
            {reached.length} of {total} reached
          </strong>
          {failed.length > 0 && ` · ${failed.length} not reached`}
          {unknown.length > 0 && ` · ${unknown.length} unknown`}
          {waiting.length > 0 && ` · ${waiting.length} not sent yet`}
        </p>
      </div>
      {problem && !isSending && (
        <div role="alert" className="notice bad">
          <ProblemNote
            problem={problem}
            note={
              unknown.length > 0
                ? `${unknown.length} may have been e-mailed. If you continue, nobody is e-mailed twice.`
                : undefined
            }
          />
        </div>
      )}
      <div className="dialog-foot">
        {isSending ? (
          <button type="button" onClick={onStop}>
            Stop
          </button>
        ) : (
          <>
            {unknown.length === 0 && (
              <button type="button" className={isRefused ? 'primary' : 'quiet'} onClick={onCorrect}>
                Edit
              </button>
            )}
            {!isDone && <RetryButton label="Continue" problem={problem} onRetry={onContinue} />}
          </>
        )}
      </div>
    </div>
  );
}
