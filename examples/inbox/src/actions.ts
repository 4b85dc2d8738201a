import type { ApolloClient } from '@apollo/client';
import {
  type CancelArrayInvitationInput,
  type CancelGroupInvitationInput,
  type CancelOrganizationInvitationInput,
  type CancelOutcomeFragment,
  InvitationStatus,
  type InviteToArrayInput,
  type InviteToGroupInput,
  type InviteToOrganizationInput,
  type SendOutcomeFragment,
} from './generated/graphql.ts';
import {
  AcceptInvitation,
  CancelArrayInvitation,
  CancelGroupInvitation,
  CancelOrganizationInvitation,
  InviteToArray,
  InviteToGroup,
  InviteToOrganization,
} from './operations.ts';
import { fromFault, fromRefusal, type Problem, unexpected } from './problem.ts';

export type Cancellation =
  | { kind: 'organization'; input: CancelOrganizationInvitationInput }
  | { kind: 'array'; input: CancelArrayInvitationInput }
  | { kind: 'group'; input: CancelGroupInvitationInput };

export type Invite =
  | { kind: 'organization'; input: InviteToOrganizationInput }
  | { kind: 'array'; input: InviteToArrayInput }
  | { kind: 'group'; input: InviteToGroupInput };

/** Who was reached and who was not; a problem besides says why. */
export interface SendReport {
  reached: readonly string[];
  failed: readonly string[];
  problem?: Problem;
}

/** Undefined means done. */
export async function accept(client: ApolloClient, id: string): Promise<Problem | undefined> {
  try {
    const variables = { input: { invitationId: id } };
    const { data } = await client.mutate({ mutation: AcceptInvitation, variables });
    const outcome = data?.outcome;
    switch (outcome?.__typename) {
      case 'InvitationAccepted':
        markAccepted(client, id);
        return undefined;
      case 'InvitationNotFound':
      case 'InvitationRejected':
      case 'InvitationOutcomeUnknown':
        return fromRefusal(outcome);
      case undefined:
        return fromFault(undefined);
      default:
        return unexpected(outcome);
    }
  } catch (error) {
    return fromFault(error, { isWrite: true });
  }
}

export async function cancel(
  client: ApolloClient,
  cancellation: Cancellation,
): Promise<Problem | undefined> {
  try {
    return toProblem(await requestCancellation(client, cancellation));
  } catch (error) {
    return fromFault(error, { isWrite: true });
  }
}

export async function send(client: ApolloClient, invite: Invite): Promise<SendReport> {
  try {
    return toReport(await requestInvite(client, invite));
  } catch (error) {
    return { reached: [], failed: [], problem: fromFault(error, { isWrite: true }) };
  }
}

type Outcome<Member> = Member | null | undefined;

async function requestCancellation(
  client: ApolloClient,
  { kind, input }: Cancellation,
): Promise<Outcome<CancelOutcomeFragment>> {
  switch (kind) {
    case 'organization':
      return run(client.mutate({ mutation: CancelOrganizationInvitation, variables: { input } }));
    case 'array':
      return run(client.mutate({ mutation: CancelArrayInvitation, variables: { input } }));
    case 'group':
      return run(client.mutate({ mutation: CancelGroupInvitation, variables: { input } }));
  }
}

async function requestInvite(
  client: ApolloClient,
  { kind, input }: Invite,
): Promise<Outcome<SendOutcomeFragment>> {
  switch (kind) {
    case 'organization':
      return run(client.mutate({ mutation: InviteToOrganization, variables: { input } }));
    case 'array':
      return run(client.mutate({ mutation: InviteToArray, variables: { input } }));
    case 'group':
      return run(client.mutate({ mutation: InviteToGroup, variables: { input } }));
  }
}

async function run<Member>(
  mutation: Promise<{ data?: { outcome: Member | null } | undefined }>,
): Promise<Outcome<Member>> {
  return (await mutation).data?.outcome;
}

function toProblem(outcome: Outcome<CancelOutcomeFragment>): Problem | undefined {
  switch (outcome?.__typename) {
    case 'InvitationCancelled':
      return undefined;
    case 'InvitationNotFound':
    case 'InvitationRejected':
    case 'InvitationOutcomeUnknown':
      return fromRefusal(outcome);
    case undefined:
      return fromFault(undefined);
    default:
      return unexpected(outcome);
  }
}

function toReport(outcome: Outcome<SendOutcomeFragment>): SendReport {
  switch (outcome?.__typename) {
    case 'InvitationsSent':
      return { reached: outcome.recipients, failed: [] };
    case 'InvitationsPartiallySent':
      return { reached: outcome.recipients, failed: outcome.failedRecipients };
    case 'RecipientsUnreachable':
      return { reached: [], failed: outcome.failedRecipients, problem: fromRefusal(outcome) };
    case 'InvitationRejected':
    case 'InvitationOutcomeUnknown':
      return { reached: [], failed: [], problem: fromRefusal(outcome) };
    case undefined:
      return { reached: [], failed: [], problem: fromFault(undefined) };
    default:
      return { reached: [], failed: [], problem: unexpected(outcome) };
  }
}

function markAccepted({ cache }: ApolloClient, id: string): void {
  const reference = cache.identify({ __typename: 'Invitation', id });
  if (reference === undefined) return;
  cache.modify({ id: reference, fields: { status: () => InvitationStatus.Accepted } });
}
