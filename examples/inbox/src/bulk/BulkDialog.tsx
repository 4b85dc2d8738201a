import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { acceptMany, cancelMany, type Row as Settled } from 'tiledb-invitations-client';
import { executeWith } from 'tiledb-invitations-client/apollo';
import { Modal } from '../parts/Modal.tsx';
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

/** Asks for confirmation, shows progress, and reports the result of each row. */
export function BulkDialog({ kind, rows, onClose }: Props) {
  const client = useApolloClient();
  const [settled, setSettled] = useState<readonly Settled[] | undefined>();
  const [isBusy, setBusy] = useState(false);
  const words = WORDS[kind];
  const count = counted(rows.length, 'invitation');

  async function run() {
    setBusy(true);
    const execute = executeWith(client);
    const steps =
      kind === 'accept'
        ? acceptMany(
            execute,
            rows.map(({ id }) => id),
          )
        : cancelMany(
            execute,
            rows.map(({ cancelHandle }) => cancelHandle ?? ''),
          );
    for await (const step of steps) setSettled(step);
    setBusy(false);
  }

  const isOver = settled !== undefined && !isBusy;
  return (
    <Modal
      title={
        isOver ? `${words.done} ${countDone(settled)} of ${count}` : `${words.title} ${count}?`
      }
      isBusy={isBusy}
      onClose={() => onClose(settled !== undefined)}
    >
      {settled && <Bar settled={settled} />}
      <ul className="results">
        {rows.map((row, index) => (
          <li key={row.id}>
            <span>
              <strong>{recipientOf(row)}</strong> <span className="meta">{placeOf(row)}</span>
            </span>
            <Result settled={settled?.[index]} done={words.done} />
          </li>
        ))}
      </ul>
      <div className="dialog-foot">
        {isOver ? (
          <button type="button" className="primary" onClick={() => onClose(true)}>
            Done
          </button>
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
              onClick={run}
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

function countDone(settled: readonly Settled[]): number {
  return settled.filter(({ state }) => state === 'done').length;
}
