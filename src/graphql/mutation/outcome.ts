import type { OutcomeUnknown } from '../../domain/idempotency.ts';
import type { AnswerOutcome, NotFound, Rejected } from '../../domain/outcome.ts';
import type { SendResult, Unreachable } from '../../invitations/send-result.ts';
import type { Context } from '../context.ts';

/** Converts the outcome of accepting one invitation to the schema's result. */
export function toAcceptInvitationResult(
  outcome: AnswerOutcome | OutcomeUnknown,
  invitationId: string,
  context: Context,
) {
  switch (outcome.kind) {
    case 'done':
      return { __typename: 'InvitationAccepted' as const, invitationId };
    case 'not-found':
      return toInvitationNotFound(NOT_FOUND, outcome, invitationId, context);
    case 'rejected':
      return toInvitationRejected(outcome, context);
    case 'unknown':
      return toInvitationOutcomeUnknown(outcome, context);
  }
}

/** Converts the outcome of cancelling one invitation to the schema's result. */
export function toCancelInvitationResult(
  outcome: AnswerOutcome | OutcomeUnknown,
  invitationId: string,
  context: Context,
) {
  switch (outcome.kind) {
    case 'done':
      return { __typename: 'InvitationCancelled' as const, invitationId };
    case 'not-found':
      return toInvitationNotFound(NOT_FOUND_TO_CANCEL, outcome, invitationId, context);
    case 'rejected':
      return toInvitationRejected(outcome, context);
    case 'unknown':
      return toInvitationOutcomeUnknown(outcome, context);
  }
}

const NOT_FOUND =
  'There is no such invitation: it never existed, was already accepted or cancelled, or is not yours.';
const NOT_FOUND_TO_CANCEL =
  'There is no such invitation: it never existed, was already accepted or cancelled, is not yours, or belongs to another organization, array or group.';

/**
 * Converts the outcome of an invite to an array or group to the schema's result. On a server with the other family of owner
 * paths, these routes alone answer 404 and name no one.
 */
export function toShareResult(result: SendResult | OutcomeUnknown, context: Context) {
  const shared = toSendInvitationsResult(result, context);
  return shared.__typename === 'RecipientsUnreachable' && shared.failedRecipients.length === 0
    ? { ...shared, message: shared.message + OTHER_OWNER_PATHS }
    : shared;
}

const OTHER_OWNER_PATHS =
  ' If every invite to an array or group fails this way while lists work, check the setting TILEDB_NAMESPACES.';

/** Converts the outcome of an invite to the schema's result. */
export function toSendInvitationsResult(result: SendResult | OutcomeUnknown, context: Context) {
  switch (result.kind) {
    case 'sent':
      return { __typename: 'InvitationsSent' as const, recipients: result.recipients };
    case 'partially-sent':
      return {
        __typename: 'InvitationsPartiallySent' as const,
        recipients: result.recipients,
        failedRecipients: result.failedRecipients,
      };
    case 'unreachable':
      return toRecipientsUnreachable(result, context);
    case 'rejected':
      return toInvitationRejected(result, context);
    case 'unknown':
      return toInvitationOutcomeUnknown(result, context);
  }
}

function toInvitationOutcomeUnknown({ attemptedAt }: OutcomeUnknown, context: Context) {
  return {
    __typename: 'InvitationOutcomeUnknown' as const,
    code: 'OUTCOME_UNKNOWN' as const,
    message:
      'An earlier request with this idempotency key may have been carried out, but its outcome is not known. It was not sent again.',
    requestId: context.requestId,
    upstreamRequestId: null,
    attemptedAt: attemptedAt.toISOString(),
  };
}

function toInvitationNotFound(
  message: string,
  outcome: NotFound,
  invitationId: string,
  context: Context,
) {
  return {
    __typename: 'InvitationNotFound' as const,
    code: 'INVITATION_NOT_FOUND' as const,
    message,
    requestId: context.requestId,
    upstreamRequestId: outcome.upstreamRequestId,
    invitationId,
  };
}

function toRecipientsUnreachable(outcome: Unreachable, context: Context) {
  return {
    __typename: 'RecipientsUnreachable' as const,
    code: 'RECIPIENTS_UNREACHABLE' as const,
    message:
      outcome.failedRecipients.length > 0
        ? 'The recipients in failedRecipients could not be reached.'
        : 'One or more recipients could not be reached. TileDB does not say which.',
    requestId: context.requestId,
    upstreamRequestId: outcome.upstreamRequestId,
    failedRecipients: outcome.failedRecipients,
  };
}

function toInvitationRejected(outcome: Rejected, context: Context) {
  return {
    __typename: 'InvitationRejected' as const,
    code: 'REQUEST_REJECTED' as const,
    message: outcome.message ?? 'TileDB rejected this request without saying why.',
    requestId: context.requestId,
    upstreamRequestId: outcome.upstreamRequestId,
    upstreamCode: outcome.code,
  };
}
