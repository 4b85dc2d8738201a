import type { ApolloClient } from '@apollo/client';
import {
  AcceptInvitationDocument,
  type AcceptOutcomeFragment,
  type Answer,
  CancelArrayInvitationDocument,
  CancelGroupInvitationDocument,
  CancelInvitationDocument,
  type CancelOutcomeFragment,
  type Execute,
  InvitationByIdDocument,
  isFailure,
  type Problem,
  toProblem,
} from 'tiledb-invitations-client';
import { executeWith } from 'tiledb-invitations-client/apollo';
import type { Notice } from '../parts/Toasts.tsx';
import { placeOf, type Row, recipientOf, standingOf } from '../words/invitations.ts';

export interface Settled {
  readonly notice: Notice;
  /** Whether the list may have changed. */
  readonly isChanged: boolean;
}

export async function accept(client: ApolloClient, row: Row): Promise<Settled> {
  const execute = executeWith(client);
  const input = { invitationId: row.id };
  const problem = await problemOf(() => execute(AcceptInvitationDocument, { input }));
  return settle(execute, row, problem, {
    done: `Accepted: you can use ${placeOf(row)} now.`,
    isDone: (found) => found?.status === 'ACCEPTED',
  });
}

/** @param namespace needed for an invitation without a `cancelHandle` */
export async function cancel(client: ApolloClient, row: Row, namespace?: string): Promise<Settled> {
  const execute = executeWith(client);
  const problem = await problemOf(() => requestCancellation(execute, row, namespace ?? ''));
  return settle(execute, row, problem, {
    done: `Cancelled the invitation of ${recipientOf(row)} to ${placeOf(row)}.`,
    isDone: (found) => found === null,
  });
}

type Outcome = AcceptOutcomeFragment | CancelOutcomeFragment;

function requestCancellation(
  execute: Execute,
  { id, cancelHandle, target }: Row,
  namespace: string,
): Promise<Answer<{ outcome: CancelOutcomeFragment | null }>> {
  if (cancelHandle !== null) {
    return execute(CancelInvitationDocument, { input: { cancelHandle } });
  }
  const input = { invitationId: id, namespace };
  if (target?.__typename === 'ArrayShare') {
    const array = target.name ?? '';
    return execute(CancelArrayInvitationDocument, { input: { ...input, array } });
  }
  const group = (target?.__typename === 'GroupShare' && target.group?.id) || '';
  return execute(CancelGroupInvitationDocument, { input: { ...input, group } });
}

async function problemOf(
  request: () => Promise<Answer<{ outcome: Outcome | null }>>,
): Promise<Problem | undefined> {
  try {
    const answer = await request();
    const outcome = answer.data?.outcome;
    if (outcome && !isFailure(outcome)) return undefined;
    return toProblem(outcome ?? answer, { isWrite: true });
  } catch (error) {
    return toProblem(error, { isWrite: true });
  }
}

interface Words {
  readonly done: string;
  readonly isDone: (found: Row | null) => boolean;
}

/** If the response was lost, looks the invitation up in the list to find the outcome. */
async function settle(
  execute: Execute,
  row: Row,
  problem: Problem | undefined,
  { done, isDone }: Words,
): Promise<Settled> {
  if (problem === undefined) return { notice: { success: done }, isChanged: true };
  if (!problem.isUncertain) {
    return { notice: { problem }, isChanged: problem.code === 'INVITATION_NOT_FOUND' };
  }
  const found = await lookUp(execute, row.id);
  if (found === undefined) {
    const note = 'It may have worked: check the list before you repeat it.';
    return { notice: { problem, note }, isChanged: true };
  }
  if (isDone(found)) {
    return {
      notice: { success: `${done} (TileDB’s response was lost, but it worked.)` },
      isChanged: true,
    };
  }
  const note =
    found && standingOf(found) !== 'accepted'
      ? 'It did not work: the invitation is still pending.'
      : 'The invitation is no longer pending.';
  return { notice: { problem, note }, isChanged: true };
}

/** @returns null if there is no such invitation, undefined if that is unknown */
async function lookUp(execute: Execute, id: string): Promise<Row | null | undefined> {
  try {
    const { data, errors } = await execute(InvitationByIdDocument, { id });
    return errors ? undefined : (data?.invitation ?? null);
  } catch {
    return undefined;
  }
}
