import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { type InviteRun, reportOf } from 'tiledb-invitations-client';
import { counted } from '../words/invitations.ts';
import { type Earlier, search } from './already-invited.ts';
import { earlierFilterOf } from './form.ts';

interface Props {
  run: InviteRun;
  /** Fills the form with these alone: to ask for all again would mail some twice. */
  onTryAgain: (people: readonly string[]) => void;
  onDone: () => void;
}

/** Who was reached, who was not, and of whom nobody knows. */
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

/** The list can tell whom an invitation has reached whose answer was lost. */
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
      <h3>Not known: {people(unknown.length)}</h3>
      <p className="meta">
        TileDB’s answer was lost. They may have been mailed, so they are not sent again.
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
          {isBusy ? 'Looking…' : 'Look who is in the list'}
        </button>
      )}
    </div>
  );
}

function verdictOn(person: string, { standing, state }: Earlier): string {
  if (standing.has(person.toLowerCase())) return 'is in the list';
  return state === 'complete' ? 'is not in the list' : 'not found, but the search was not complete';
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
