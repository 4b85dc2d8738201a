import type { Answer, Execute, ExecuteOptions } from './execute.ts';
import { exhaustive } from './exhaustive.ts';
import {
  InviteToArrayDocument,
  type InviteToArrayInput,
  InviteToGroupDocument,
  type InviteToGroupInput,
  InviteToOrganizationDocument,
  type InviteToOrganizationInput,
  type SendOutcomeFragment,
} from './generated/operations.ts';
import { inPortions } from './many.ts';
import { type Problem, toProblem } from './problem.ts';

type Recipients = 'emails' | 'usernames' | 'idempotencyKey';

/** What to invite people to, without the recipients. */
export type Invite =
  | { readonly kind: 'organization'; readonly input: Omit<InviteToOrganizationInput, Recipients> }
  | { readonly kind: 'array'; readonly input: Omit<InviteToArrayInput, Recipients> }
  | { readonly kind: 'group'; readonly input: Omit<InviteToGroupInput, Recipients> };

/** Some of the recipients, sent in one request with one key. */
export interface Portion {
  readonly recipients: readonly string[];
  readonly idempotencyKey: string;
  readonly state: PortionState;
}

export type PortionState =
  /** Nothing has been sent, or nothing can have been carried out. */
  | { readonly kind: 'waiting' }
  /** The response was lost: a repeat with the same key gets the outcome and e-mails nobody twice. */
  | { readonly kind: 'unsettled' }
  | {
      readonly kind: 'settled';
      readonly reached: readonly string[];
      readonly failed: readonly string[];
    }
  /** TileDB rejected it and will reject the same again: none of its recipients were invited. */
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** It is not known which of its recipients were reached. */
  | { readonly kind: 'unknown' };

/** The state of a run of invitations. Plain data: store it to continue later. */
export interface InviteRun {
  readonly invite: Invite;
  readonly portions: readonly Portion[];
  /** Why the run has stopped before its end. */
  readonly problem?: Problem;
}

/** Plans a run. @param recipients e-mail addresses and user names: what has an `@` is an address */
export function planInvites(
  invite: Invite,
  recipients: readonly string[],
  portion = 10,
): InviteRun {
  const portions = inPortions(withoutDuplicates(recipients), portion).map((some) => ({
    recipients: some,
    idempotencyKey: crypto.randomUUID(),
    state: { kind: 'waiting' as const },
  }));
  return { invite, portions };
}

/**
 * Sends the rest of a run, portion by portion, and stops at the first that cannot be settled. To continue, pass the last
 * run that it yielded: each portion keeps its key, so nobody is e-mailed twice.
 *
 * @returns the state of the run after each portion
 */
export async function* sendInvites(
  execute: Execute,
  { invite, portions }: InviteRun,
  { signal }: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<InviteRun, void, void> {
  let current: InviteRun = { invite, portions };
  for (const [index, portion] of portions.entries()) {
    if (portion.state.kind !== 'waiting' && portion.state.kind !== 'unsettled') continue;
    if (signal?.aborted) return;
    const { state, problem } = await sendPortion(execute, invite, portion);
    current = {
      invite,
      portions: current.portions.with(index, { ...portion, state }),
      ...(problem && { problem }),
    };
    yield current;
    if (problem) return;
  }
}

/** The recipients of a run by their current state. */
export function reportOf({ portions }: InviteRun) {
  const pick = (kind: PortionState['kind']) =>
    portions.filter(({ state }) => state.kind === kind).flatMap(({ recipients }) => recipients);
  const settled = portions.flatMap(({ state }) => (state.kind === 'settled' ? [state] : []));
  return {
    reached: settled.flatMap(({ reached }) => reached),
    failed: [...settled.flatMap(({ failed }) => failed), ...pick('refused')],
    /** They may have been e-mailed: search for them before you invite them again. */
    unknown: [...pick('unknown'), ...pick('unsettled')],
    waiting: pick('waiting'),
    total: portions.flatMap(({ recipients }) => recipients).length,
    isDone: !portions.some(({ state }) => state.kind === 'waiting' || state.kind === 'unsettled'),
  };
}

interface Settled {
  readonly state: PortionState;
  readonly problem?: Problem;
}

async function sendPortion(execute: Execute, invite: Invite, portion: Portion): Promise<Settled> {
  const { recipients, idempotencyKey } = portion;
  try {
    const answer = await request(execute, invite, recipients, { idempotencyKey });
    const outcome = answer.data?.outcome;
    return outcome
      ? fromOutcome(outcome, recipients)
      : fromProblem(toProblem(answer, { isWrite: true }), portion);
  } catch (error) {
    return fromProblem(toProblem(error, { isWrite: true }), portion);
  }
}

function request(
  execute: Execute,
  { kind, input }: Invite,
  recipients: readonly string[],
  options: ExecuteOptions,
): Promise<Answer<{ outcome: SendOutcomeFragment | null }>> {
  const people = {
    emails: recipients.filter((recipient) => recipient.includes('@')),
    usernames: recipients.filter((recipient) => !recipient.includes('@')),
  };
  switch (kind) {
    case 'organization':
      return execute(InviteToOrganizationDocument, { input: { ...input, ...people } }, options);
    case 'array':
      return execute(InviteToArrayDocument, { input: { ...input, ...people } }, options);
    case 'group':
      return execute(InviteToGroupDocument, { input: { ...input, ...people } }, options);
  }
}

function fromOutcome(outcome: SendOutcomeFragment, recipients: readonly string[]): Settled {
  switch (outcome.__typename) {
    case 'InvitationsSent':
      return { state: { kind: 'settled', reached: outcome.recipients, failed: [] } };
    case 'InvitationsPartiallySent':
      return {
        state: { kind: 'settled', reached: outcome.recipients, failed: outcome.failedRecipients },
      };
    case 'RecipientsUnreachable':
      // Without names, some of several may have been reached.
      if (outcome.failedRecipients.length === 0 && recipients.length > 1) {
        return { state: { kind: 'unknown' } };
      }
      return { state: { kind: 'settled', reached: [], failed: recipients } };
    case 'InvitationRejected': {
      const problem = toProblem(outcome);
      return { state: { kind: 'refused', problem }, problem };
    }
    case 'InvitationOutcomeUnknown':
      return { state: { kind: 'unknown' } };
    default:
      return exhaustive(outcome, { state: { kind: 'unknown' } });
  }
}

/** An unsettled portion stays unsettled: the failure of a repeat says nothing about the first attempt. */
function fromProblem(problem: Problem, { state }: Portion): Settled {
  const isUnsettled = problem.isUncertain || state.kind === 'unsettled';
  return { state: { kind: isUnsettled ? 'unsettled' : 'waiting' }, problem };
}

function withoutDuplicates(recipients: readonly string[]): string[] {
  const bySpelling = new Map<string, string>();
  for (const recipient of recipients) {
    const key = recipient.toLowerCase();
    if (!bySpelling.has(key)) bySpelling.set(key, recipient);
  }
  return [...bySpelling.values()];
}
