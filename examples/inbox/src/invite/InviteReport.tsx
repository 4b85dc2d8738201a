import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { type InviteRun, reportOf } from 'tiledb-invitations-client';
import { counted } from '../words/invitations.ts';
import { type Earlier, search } from './already-invited.ts';
import { earlierFilterOf } from './form.ts';

interface Props {
  run: InviteRun;
  /** Fills the form with only these people: inviting all of them again would e-mail some twice. */
  onTryAgain: (people: readonly string[]) => void;
  onDone: () => void;
}

/** Who was reached, who was not, and for whom it is unknown. */
export function InviteReport({ run, onTryAgain, onDone }: Props) {
  const { reached, failed, unknown } = reportOf(run);
  return (
    <div className="run" role="status">
      <People title={`Reached: ${people(reached.length)}`} tone="good" people={reached} />
      <People title={`Not reached: ${people(failed.length)}`} tone="bad" people={failed} />
      {unknown.length > 0 && <Unknown run={run} people={unknown} />}
      <div className="dialog-foot">
        {failed.length > 0 && (
          <button type="button" onClick={() => onTryAgain(failed)}>
            Correct and try {failed.length} again
          </button>
        )}
        <button type="button" className="primary" onClick={onDone}>
          Done
        </button>
      </div>
    </div>
  );
}

/** People whose invitation has an unknown outcome; the list shows who has been invited. */
function Unknown({ run, people: unknown }: { run: InviteRun; people: readonly string[] }) {
  const client = useApolloClient();
  const [found, setFound] = useState<Earlier | undefined>();
  const [isBusy, setBusy] = useState(false);

  async function look() {
    setBusy(true);
    setFound(await search(client, unknown, earlierFilterOf(run.invite) ?? {}));
    setBusy(false);
  }

  return (
    <div className="people warn">
      <h3>Unknown: {people(unknown.length)}</h3>
      <p className="meta">
        TileDB’s response was lost. These people may have been e-mailed, so they are not invited
        again.
      </p>
      <ul>
        {unknown.map((person) => (
          <li key={person}>
            {person}
            {found && <strong> · {verdictOn(person, found)}</strong>}
          </li>
        ))}
      </ul>
      {found === undefined && (
        <button type="button" disabled={isBusy} onClick={look}>
          {isBusy ? 'Checking…' : 'Check the list'}
        </button>
      )}
    </div>
  );
}

function verdictOn(person: string, { standing, state }: Earlier): string {
  if (standing.has(person.toLowerCase())) return 'is in the list';
  return state === 'complete'
    ? 'is not in the list'
    : 'was not found, but the search was incomplete';
}

interface PeopleProps {
  title: string;
  tone: 'good' | 'bad';
  people: readonly string[];
}

function People({ title, tone, people }: PeopleProps) {
  if (people.length === 0) return null;
  return (
    <section className={`people ${tone}`} aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {people.map((person) => (
          <li key={person}>{person}</li>
        ))}
      </ul>
    </section>
  );
}

function people(count: number): string {
  return counted(count, 'person', 'people');
}
