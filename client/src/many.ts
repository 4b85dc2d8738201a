import type { Execute } from './execute.ts';
import {
  AcceptInvitationsDocument,
  type AcceptOutcomeFragment,
  CancelInvitationsDocument,
  type CancelOutcomeFragment,
} from './generated/operations.ts';
import { type AnswerError, errorAt, isFailure, type Problem, toProblem } from './problem.ts';

/** The state of one row. `waiting`: not sent yet. */
export type Row =
  | { readonly id: string; readonly state: 'waiting' | 'done' }
  | { readonly id: string; readonly state: 'failed'; readonly problem: Problem };

export interface ManyOptions {
  /** Rows per request, from 1 to 100. If omitted, 10. */
  readonly portion?: number;
  /** Stops before the next portion; the current one is awaited. */
  readonly signal?: AbortSignal;
}

const PORTION = 10;

/**
 * Accepts many invitations, portion by portion.
 *
 * @param ids `Invitation.id`s
 * @returns all rows, at the start and after each portion
 */
export function acceptMany(execute: Execute, ids: readonly string[], options?: ManyOptions) {
  return settleMany(ids, options, async (invitationIds, idempotencyKey) => {
    const variables = { input: { invitationIds: [...invitationIds] } };
    const answer = await execute(AcceptInvitationsDocument, variables, { idempotencyKey });
    const { errors } = answer;
    const results = answer.data?.acceptInvitations?.results.map((item) => ({
      id: item.invitationId,
      outcome: item.result,
    }));
    return { field: 'acceptInvitations', results, errors };
  });
}

/**
 * Cancels many invitations, portion by portion.
 *
 * @param handles `Invitation.cancelHandle`s
 * @returns all rows, at the start and after each portion; a row's id is its handle
 */
export function cancelMany(execute: Execute, handles: readonly string[], options?: ManyOptions) {
  return settleMany(handles, options, async (cancelHandles, idempotencyKey) => {
    const variables = { input: { cancelHandles: [...cancelHandles] } };
    const answer = await execute(CancelInvitationsDocument, variables, { idempotencyKey });
    const { errors } = answer;
    const results = answer.data?.cancelInvitations?.results.map((item) => ({
      id: item.cancelHandle,
      outcome: item.result,
    }));
    return { field: 'cancelInvitations', results, errors };
  });
}

interface PortionAnswer {
  readonly field: string;
  readonly results:
    | readonly { id: string; outcome: AcceptOutcomeFragment | CancelOutcomeFragment | null }[]
    | undefined;
  readonly errors: readonly AnswerError[] | undefined;
}

type SendPortion = (ids: readonly string[], idempotencyKey: string) => Promise<PortionAnswer>;

async function* settleMany(
  ids: readonly string[],
  { portion = PORTION, signal }: ManyOptions = {},
  send: SendPortion,
): AsyncGenerator<readonly Row[], void, void> {
  const rows = new Map<string, Row>(ids.map((id) => [id, { id, state: 'waiting' }]));
  yield [...rows.values()];
  for (const some of inPortions([...rows.keys()], portion)) {
    if (signal?.aborted) return;
    const settled = await settle(some, send);
    for (const row of settled) rows.set(row.id, row);
    const problem = settled.map(affectingAll).find((one) => one !== undefined);
    if (problem) failTheRest(rows, problem);
    yield [...rows.values()];
    if (problem) return;
  }
}

/** A fault that every later row would meet as well: the service stops a batch at the same ones. */
function affectingAll(row: Row): Problem | undefined {
  if (row.state !== 'failed') return undefined;
  const { code, isRetryable } = row.problem;
  const isNothingSent = code === 'UPSTREAM_UNAVAILABLE' && isRetryable;
  return code === 'UNAUTHENTICATED' || code === 'RATE_LIMITED' || isNothingSent
    ? row.problem
    : undefined;
}

function failTheRest(rows: Map<string, Row>, problem: Problem): void {
  for (const { id, state } of rows.values()) {
    if (state === 'waiting') rows.set(id, { id, state: 'failed', problem });
  }
}

async function settle(ids: readonly string[], send: SendPortion): Promise<readonly Row[]> {
  try {
    return toRows(ids, await send(ids, crypto.randomUUID()));
  } catch (error) {
    const problem = toProblem(error, { isWrite: true });
    return ids.map((id) => ({ id, state: 'failed', problem }));
  }
}

function toRows(ids: readonly string[], { field, results, errors }: PortionAnswer): readonly Row[] {
  if (!results) {
    const problem = toProblem(errors, { isWrite: true });
    return ids.map((id) => ({ id, state: 'failed', problem }));
  }
  return results.map(({ id, outcome }, index): Row => {
    if (outcome && !isFailure(outcome)) return { id, state: 'done' };
    // A fault in one row is a top-level error at its path.
    const cause = outcome ?? errorAt(errors, [field, 'results', index]);
    return { id, state: 'failed', problem: toProblem(cause, { isWrite: true }) };
  });
}

export function inPortions<Item>(items: readonly Item[], size: number): Item[][] {
  const portions: Item[][] = [];
  for (let start = 0; start < items.length; start += size) {
    portions.push(items.slice(start, start + size));
  }
  return portions;
}
