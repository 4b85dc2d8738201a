import type { MissingSomething, Rejected, SendOutcome } from '../domain/outcome.ts';
import { findNamed } from './failed-recipients.ts';

/** How inviting ended, with who was reached, spelled as they were asked for. */
export type SendResult =
  | { readonly kind: 'sent'; readonly recipients: readonly string[] }
  | {
      readonly kind: 'partially-sent';
      readonly recipients: readonly string[];
      readonly failedRecipients: readonly string[];
    }
  | Unreachable
  | Rejected;

/** Recipients were not reached: those named, and perhaps others. */
export interface Unreachable {
  readonly kind: 'unreachable';
  readonly failedRecipients: readonly string[];
  readonly upstreamRequestId: string | null;
}

/** @param asked those who were to be invited */
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
  // A stranger may be one of those asked under another name, so the others cannot be said to be reached.
  if (hasStrangers || named.length === asked.length) {
    return { kind: 'unreachable', failedRecipients: named, upstreamRequestId: null };
  }
  const failed = new Set(named);
  const reached = asked.filter((recipient) => !failed.has(recipient));
  return { kind: 'partially-sent', recipients: reached, failedRecipients: named };
}

/**
 * Before 2023-08 a 404 meant that recipients could not be reached, and could repeat the request's list or name them;
 * since then it is an Error that says what is not there.
 */
function toMissingResult(asked: readonly string[], outcome: MissingSomething): SendResult {
  const { message, code, upstreamRequestId } = outcome;
  const failed = findNamed(asked, outcome.failedRecipients).named;
  const invitees = findNamed(asked, outcome.invitees).named;
  // The whole list repeated says nothing about anybody.
  const named = failed.length > 0 || invitees.length === asked.length ? failed : invitees;
  const namesSome = named.length > 0 && named.length < asked.length;
  return message !== null && !namesSome
    ? { kind: 'rejected', message, code, upstreamRequestId }
    : { kind: 'unreachable', failedRecipients: named, upstreamRequestId };
}
