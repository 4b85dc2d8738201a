import type { NotFound, Rejected, Unreachable } from '../../domain/outcome.ts';
import type { SendResult } from '../../invitations/send-result.ts';
import type { Context } from '../context.ts';

/** What accepting and cancelling have in common when they do not succeed. */
export function toAnswerError(
  outcome: NotFound | Rejected,
  invitationId: string,
  context: Context,
) {
  return outcome.kind === 'not-found'
    ? toInvitationNotFound(outcome, invitationId, context)
    : toInvitationRejected(outcome, context);
}

/** What all kinds of inviting answer. */
export function toSendInvitationsResult(result: SendResult, context: Context) {
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
  }
}

function toInvitationNotFound(outcome: NotFound, invitationId: string, context: Context) {
  return {
    __typename: 'InvitationNotFound' as const,
    code: 'INVITATION_NOT_FOUND' as const,
    message:
      'There is no such invitation: it never was, has been accepted or cancelled, or is not yours.',
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
        : 'One or more recipients could not be reached, and upstream does not say which.',
    requestId: context.requestId,
    upstreamRequestId: outcome.upstreamRequestId,
    failedRecipients: outcome.failedRecipients,
  };
}

function toInvitationRejected(outcome: Rejected, context: Context) {
  return {
    __typename: 'InvitationRejected' as const,
    code: 'REQUEST_REJECTED' as const,
    message: outcome.message ?? 'Upstream refuses this request and does not say why.',
    requestId: context.requestId,
    upstreamRequestId: outcome.upstreamRequestId,
    upstreamCode: outcome.code,
  };
}
