import type { MissingSomething, Rejected, SendOutcome } from '../domain/outcome.ts';
import { findNamed } from './failed-recipients.ts';

/** The outcome of inviting, with recipients spelled as in the request. */
export type SendResult =
  | { readonly kind: 'sent'; readonly recipients: readonly string[] }
  | {
      readonly kind: 'partially-sent';
      readonly recipients: readonly string[];
      readonly failedRecipients: readonly string[];
    }
  | Unreachable
  | Rejected;

/** Some recipients were not reached: those named, and perhaps others. */
export interface Unreachable {
  readonly kind: 'unreachable';
  readonly failedRecipients: readonly string[];
  readonly upstreamRequestId: string | null;
}

/** @param asked the request's recipients */
export function toSendResult(asked: readonly string[], outcome: SendOutcome): SendResult {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'sent', recipients: asked };
    case 'partial':
      return toPartialResult(asked, outcome.failedRecipients);
    case 'unreachable':
      return {
        kind: 'unreachable',
        failedRecipients: findNamed(asked, outcome.failedRecipients).named,
        upstreamRequestId: outcome.upstreamRequestId,
      };
    case 'missing':
      return toMissingResult(asked, outcome);
    case 'rejected':
      return outcome;
  }
}

function toPartialResult(
  asked: readonly string[],
  entries: readonly (string | null)[],
): SendResult {
  const { named, hasStrangers } = findNamed(asked, entries);
  // An unmatched entry may be one of the recipients under another name, so the others may not have been reached either.
  if (hasStrangers || named.length === asked.length) {
    return { kind: 'unreachable', failedRecipients: named, upstreamRequestId: null };
  }
  const failed = new Set(named);
  const reached = asked.filter((recipient) => !failed.has(recipient));
  return { kind: 'partially-sent', recipients: reached, failedRecipients: named };
}

/**
 * Before 2023-08 a 404 meant that recipients could not be reached, and its body named them or echoed the request's list;
 * since then it is an Error that says what does not exist.
 */
function toMissingResult(asked: readonly string[], outcome: MissingSomething): SendResult {
  const { message, code, upstreamRequestId } = outcome;
  const failed = findNamed(asked, outcome.failedRecipients).named;
  const invitees = findNamed(asked, outcome.invitees).named;
  // An echo of the whole list says nothing about individual recipients.
  const named = failed.length > 0 || invitees.length === asked.length ? failed : invitees;
  const namesSome = named.length > 0 && named.length < asked.length;
  return message !== null && !namesSome
    ? { kind: 'rejected', message, code, upstreamRequestId }
    : { kind: 'unreachable', failedRecipients: named, upstreamRequestId };
}
