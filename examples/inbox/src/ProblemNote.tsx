import { InvitationErrorCode } from './generated/graphql.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { explain } from './words.ts';

/** After these the service's own sentence tells the user what to change. */
const WORTH_READING: ReadonlySet<ProblemCode> = new Set([
  InvitationErrorCode.BadUserInput,
  InvitationErrorCode.RequestRejected,
]);

export function ProblemNote({ problem }: { problem: Problem }) {
  const { title, advice } = explain(problem);
  return (
    <div className="problem">
      <p>
        <strong>{title}.</strong> {advice}
      </p>
      {WORTH_READING.has(problem.code) && problem.detail && (
        <p className="detail">“{problem.detail}”</p>
      )}
      {problem.requestId && (
        <p className="detail">
          Support may ask for this number: <code>{problem.requestId}</code>
        </p>
      )}
    </div>
  );
}

interface FailureProps {
  problem: Problem;
  onRetry: () => void;
}

/** A list, or a part of it, that could not be loaded. */
export function LoadFailure({ problem, onRetry }: FailureProps) {
  return (
    <div role="alert" className="notice bad">
      <ProblemNote problem={problem} />
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
