import type { toAcceptInvitationResult, toCancelInvitationResult } from './outcome.ts';

/** One item of `acceptInvitations`; an Error as its result becomes an error at the item's path. */
export interface AcceptInvitationsRow {
  readonly invitationId: string;
  readonly result: ReturnType<typeof toAcceptInvitationResult> | Error;
}

/** One item of `cancelInvitations`. */
export interface CancelInvitationsRow {
  readonly cancelHandle: string;
  readonly invitationId: string;
  readonly result: ReturnType<typeof toCancelInvitationResult> | Error;
}

/** Counts the rows with this result. */
export function countRows(
  rows: readonly (AcceptInvitationsRow | CancelInvitationsRow)[],
  typename: 'InvitationAccepted' | 'InvitationCancelled',
): number {
  return rows.filter(({ result }) => '__typename' in result && result.__typename === typename)
    .length;
}
