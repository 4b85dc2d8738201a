import { useEffect, useState } from 'react';
import type { Problem } from 'tiledb-invitations-client';
import { counted } from '../words/invitations.ts';
import { explain, quoteOf, supportNumberOf } from '../words/problems.ts';

interface Props {
  problem: Problem;
  /** Replaces the general advice. */
  note?: string | undefined;
}

export function ProblemNote({ problem, note }: Props) {
  const { title, advice } = explain(problem);
  const quote = quoteOf(problem);
  const number = supportNumberOf(problem);
  return (
    <div className="problem">
      <p>
        <strong>{title}.</strong> {note ?? advice}
      </p>
      {quote && <p className="detail">“{quote}”</p>}
      {number && (
        <p className="detail">
          Support may ask for this number: <code>{number}</code>
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
      <RetryButton label="Try again" problem={problem} onRetry={onRetry} />
    </div>
  );
}

interface RetryProps {
  label: string;
  problem: Problem | undefined;
  onRetry: () => void;
}

/** After a rate limit, the button counts down the seconds to wait. */
export function RetryButton({ label, problem, onRetry }: RetryProps) {
  const seconds = useCountdown(problem);
  return (
    <button type="button" className="primary" disabled={seconds > 0} onClick={onRetry}>
      {seconds > 0 ? `${label} in ${counted(seconds, 'second')}` : label}
    </button>
  );
}

function useCountdown(problem: Problem | undefined): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const end = Date.now() + (problem?.retryAfter ?? 0) * 1000;
    const update = () => setSeconds(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    update();
    const timer = setInterval(update, 500);
    return () => clearInterval(timer);
  }, [problem]);
  return seconds;
}
