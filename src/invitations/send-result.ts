import type { Rejected, SendOutcome, Unreachable } from '../domain/outcome.ts';
import { without } from './recipients.ts';

/** How inviting by e-mail ended, with who was reached. */
export type SendResult =
  | { readonly kind: 'sent'; readonly recipients: readonly string[] }
  | {
      readonly kind: 'partially-sent';
      readonly recipients: readonly string[];
      readonly failedRecipients: readonly string[];
    }
  | Unreachable
  | Rejected;

/** @param recipients those who were invited */
export function toSendResult(recipients: readonly string[], outcome: SendOutcome): SendResult {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'sent', recipients };
    case 'partial':
      return toPartialResult(recipients, outcome.failedRecipients);
    case 'unreachable':
    case 'rejected':
      return outcome;
  }
}

function toPartialResult(
  recipients: readonly string[],
  failedRecipients: readonly string[],
): SendResult {
  const reached = without(recipients, failedRecipients);
  return reached.length === 0
    ? { kind: 'unreachable', failedRecipients, upstreamRequestId: null }
    : { kind: 'partially-sent', recipients: reached, failedRecipients };
}
