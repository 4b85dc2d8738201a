import { useEffect, useRef } from 'react';
import { ProblemNote } from './ProblemNote.tsx';
import type { Problem } from './problem.ts';

export type Notice = { success: string } | { problem: Problem };

interface Props {
  notice: Notice | undefined;
  onDismiss: () => void;
}

/**
 * What the last action led to. It takes the focus, which else is lost with the row of a button that was
 * pressed; a screen reader reads it for the same reason.
 */
export function NoticeBar({ notice, onDismiss }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (notice) bar.current?.focus();
  }, [notice]);
  if (notice === undefined) return null;
  const isGood = 'success' in notice;
  return (
    <div ref={bar} tabIndex={-1} role="status" className={`notice ${isGood ? 'good' : 'bad'}`}>
      {isGood ? <p>{notice.success}</p> : <ProblemNote problem={notice.problem} />}
      <button type="button" className="quiet" aria-label="Dismiss" onClick={onDismiss}>
        ✕
      </button>
    </div>
  );
}
