import type { toAcceptInvitationResult, toCancelInvitationResult } from './outcome.ts';

/** One of many invitations that were to be accepted; an Error as result becomes an error at the row's own path. */
export interface AcceptInvitationsRow {
  readonly invitationId: string;
  readonly result: ReturnType<typeof toAcceptInvitationResult> | Error;
}

/** One of many invitations that were to be cancelled. */
export interface CancelInvitationsRow {
  readonly cancelHandle: string;
  readonly invitationId: string;
  readonly result: ReturnType<typeof toCancelInvitationResult> | Error;
}

/** How many rows have this result. */
export function countRows(
  rows: readonly (AcceptInvitationsRow | CancelInvitationsRow)[],
  typename: 'InvitationAccepted' | 'InvitationCancelled',
): number {
  return rows.filter(({ result }) => '__typename' in result && result.__typename === typename)
    .length;
}
