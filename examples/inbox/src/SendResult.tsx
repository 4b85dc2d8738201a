import type { SendReport } from './actions.ts';
import { InvitationErrorCode } from './generated/graphql.ts';
import { ProblemNote } from './ProblemNote.tsx';
import { counted } from './words.ts';

interface Props {
  report: SendReport;
  /** Fills the form with those who were not reached: asking again for all would mail some twice. */
  onTakeFailed: () => void;
}

export function SendResult({ report: { reached, failed, problem }, onTakeFailed }: Props) {
  const isUnnamed =
    problem?.code === InvitationErrorCode.RecipientsUnreachable && failed.length === 0;
  return (
    <div className="send-result">
      {reached.length > 0 && (
        <People
          title={`Sent to ${counted(reached.length, 'recipient')}`}
          tone="good"
          people={reached}
        />
      )}
      {isUnnamed ? (
        <p className="notice bad">
          <span>
            <strong>Somebody was not reached.</strong> TileDB does not say who. Others may have got
            their invitation: look at the list first, since asking again would mail them twice.
          </span>
        </p>
      ) : (
        problem && (
          <div className="notice bad">
            <ProblemNote problem={problem} />
          </div>
        )
      )}
      {failed.length > 0 && (
        <>
          <People
            title={`Not reached: ${counted(failed.length, 'recipient')}`}
            tone="bad"
            people={failed}
          />
          <button type="button" onClick={onTakeFailed}>
            Correct and try only these again
          </button>
        </>
      )}
    </div>
  );
}

interface PeopleProps {
  title: string;
  tone: 'good' | 'bad';
  people: readonly string[];
}

function People({ title, tone, people }: PeopleProps) {
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
