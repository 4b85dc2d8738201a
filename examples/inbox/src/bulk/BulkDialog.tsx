import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { acceptMany, cancelMany, type Row as Settled } from 'tiledb-invitations-client';
import { executeWith } from 'tiledb-invitations-client/apollo';
import { Modal } from '../parts/Modal.tsx';
import { RetryButton } from '../parts/ProblemNote.tsx';
import { counted, placeOf, type Row, recipientOf } from '../words/invitations.ts';
import { explain } from '../words/problems.ts';

interface Props {
  kind: 'accept' | 'cancel';
  rows: readonly Row[];
  /** @param isChanged whether anything was sent */
  onClose: (isChanged: boolean) => void;
}

const WORDS = {
  accept: { title: 'Accept', button: 'Accept', done: 'Accepted' },
  cancel: { title: 'Cancel', button: 'Cancel', done: 'Cancelled' },
};

/** Asks for confirmation, shows progress, reports the result of each row, and can repeat what is retryable. */
export function BulkDialog({ kind, rows, onClose }: Props) {
  const client = useApolloClient();
  const [settled, setSettled] = useState<ReadonlyMap<string, Settled>>(new Map());
  const [isBusy, setBusy] = useState(false);
  const words = WORDS[kind];
  const count = counted(rows.length, 'invitation');
  const idOf = ({ id, cancelHandle }: Row) => (kind === 'accept' ? id : (cancelHandle ?? ''));
  const retryable = [...settled.values()].flatMap((one) =>
    one.state === 'failed' && one.problem.isRetryable ? [one] : [],
  );

  async function run(ids: readonly string[]) {
    setBusy(true);
    const sendMany = kind === 'accept' ? acceptMany : cancelMany;
    for await (const step of sendMany(executeWith(client), ids)) {
      setSettled(
        (previous) => new Map([...previous, ...step.map((one) => [one.id, one] as const)]),
      );
    }
    setBusy(false);
  }

  const isOver = settled.size > 0 && !isBusy;
  return (
    <Modal
      title={
        isOver ? `${words.done} ${countDone(settled)} of ${count}` : `${words.title} ${count}?`
      }
      isBusy={isBusy}
      onClose={() => onClose(settled.size > 0)}
    >
      {settled.size > 0 && <Bar settled={[...settled.values()]} />}
      <ul className="results">
        {rows.map((row) => (
          <li key={row.id}>
            <span>
              <strong>{recipientOf(row)}</strong> <span className="meta">{placeOf(row)}</span>
            </span>
            <Result settled={settled.get(idOf(row))} done={words.done} />
          </li>
        ))}
      </ul>
      <div className="dialog-foot">
        {isOver ? (
          <>
            <button
              type="button"
              className={retryable.length > 0 ? 'quiet' : 'primary'}
              onClick={() => onClose(true)}
            >
              Done
            </button>
            {retryable.length > 0 && (
              <RetryButton
                label={`Try ${retryable.length} again`}
                problem={retryable[0]?.problem}
                onRetry={() => void run(retryable.map(({ id }) => id))}
              />
            )}
          </>
        ) : (
          <>
            <button
              type="button"
              className="quiet"
              disabled={isBusy}
              onClick={() => onClose(false)}
            >
              {kind === 'cancel' ? 'Keep' : 'Not now'}
            </button>
            <button
              type="button"
              className={kind === 'cancel' ? 'danger' : 'primary'}
              disabled={isBusy}
              onClick={() => void run(rows.map(idOf))}
            >
              {words.button} {count}
            </button>
          </>
        )}
      </div>
    </Modal>
  );
}

function Bar({ settled }: { settled: readonly Settled[] }) {
  const over = settled.filter(({ state }) => state !== 'waiting').length;
  return (
    <div role="status">
      <progress aria-label="Progress" max={settled.length} value={over} />
      <p className="meta">
        {over} of {settled.length}
      </p>
    </div>
  );
}

function Result({ settled, done }: { settled: Settled | undefined; done: string }) {
  switch (settled?.state) {
    case undefined:
      return null;
    case 'waiting':
      return <span className="meta">waiting</span>;
    case 'done':
      return <span className="good-text">✓ {done}</span>;
    case 'failed': {
      const { title, advice } = explain(settled.problem);
      return (
        <span className="bad-text">
          {title}. {settled.problem.isUncertain && advice}
        </span>
      );
    }
  }
}

function countDone(settled: ReadonlyMap<string, Settled>): number {
  return [...settled.values()].filter(({ state }) => state === 'done').length;
}
