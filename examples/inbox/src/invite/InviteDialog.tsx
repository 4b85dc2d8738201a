import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { type InviteRun, reportOf } from 'tiledb-invitations-client';
import { Modal } from '../parts/Modal.tsx';
import type { Draft } from './draft.ts';
import { nameOf } from './form.ts';
import { InviteForm } from './InviteForm.tsx';
import { InviteProgress } from './InviteProgress.tsx';
import { InviteReport } from './InviteReport.tsx';
import { useRun } from './run.ts';

interface Props {
  draft: Draft;
  /** A run to continue. */
  run: InviteRun | undefined;
  organizations: readonly string[];
  /** Called when at least one recipient was reached, or may have been. */
  onSent: () => Promise<void>;
  /** @param unfinished the run if it did not finish */
  onClose: (unfinished: InviteRun | undefined) => void;
}

export function InviteDialog({
  draft: firstDraft,
  run: firstRun,
  organizations,
  onSent,
  onClose,
}: Props) {
  const client = useApolloClient();
  const [draft, setDraft] = useState(firstDraft);
  const { run, isSending, start, stop, drop } = useRun(client, firstRun, onSent);
  const report = run && reportOf(run);

  /** Shows the form again, with only the recipients that were not reached. */
  function tryAgain(people: readonly string[]) {
    setDraft({ ...draft, ...(run && targetOf(run)), recipients: people.join('\n') });
    drop();
  }

  return (
    <Modal
      title={run ? `Invitations to ${nameOf(run.invite)}` : 'Invite people'}
      isBusy={isSending}
      isWide
      onClose={() => onClose(report?.isDone ? undefined : run)}
    >
      {!run || !report ? (
        <InviteForm
          key={draft.recipients}
          draft={draft}
          organizations={organizations}
          onSend={start}
        />
      ) : report.isDone && !run.problem ? (
        <InviteReport run={run} onTryAgain={tryAgain} onDone={() => onClose(undefined)} />
      ) : (
        <InviteProgress
          run={run}
          isSending={isSending}
          onStop={stop}
          onContinue={() => start(run)}
          onCorrect={() => tryAgain([...report.failed, ...report.waiting])}
        />
      )}
    </Modal>
  );
}

function targetOf({ invite }: InviteRun): Partial<Draft> {
  const { kind, input } = invite;
  switch (kind) {
    case 'organization':
      return { kind, organization: input.organization, role: input.role };
    case 'array':
      return { kind, namespace: input.namespace, array: input.array, arrayActions: input.actions };
    case 'group':
      return { kind, ...input };
  }
}
