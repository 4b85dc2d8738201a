import { InvalidArgument } from '../domain/invalid-argument.ts';
import type {
  ArrayAction,
  GroupAction,
  InvitationOrder,
  InvitationStatus,
  InvitationType,
  NamespaceAction,
  OrganizationRole,
} from '../domain/vocabulary.ts';
import { toUpstreamError } from './calls/call-failure.ts';
import type { RestClient } from './calls/client.ts';
import type { Caller, RestRequest } from './calls/request.ts';
import { decodeInvitationPage, type InvitationPage } from './decode/invitation-page.ts';
import {
  type AnswerOutcome,
  isSuccess,
  type SendOutcome,
  toAnswerOutcome,
  toSendOutcome,
  toStatusError,
} from './decode/outcome.ts';
import { parseJson } from './decode/reply.ts';
import { path } from './path.ts';
import { toQueryString } from './query.ts';

export interface FetchInvitationsQuery {
  readonly organization?: string | null | undefined;
  readonly array?: string | null | undefined;
  readonly group?: string | null | undefined;
  /** Seconds since the epoch, inclusive. */
  readonly start?: number | null | undefined;
  readonly end?: number | null | undefined;
  readonly type?: InvitationType | null | undefined;
  readonly status?: InvitationStatus | null | undefined;
  readonly order?: InvitationOrder | null | undefined;
  /** Counted from 1. */
  readonly page: number;
  readonly perPage: number;
}

/** The query string of fetchInvitations: the same list always gives the same one. */
export function toFetchInvitationsQuery(query: FetchInvitationsQuery): string {
  return toQueryString({
    organization: query.organization,
    array: query.array,
    group: query.group,
    start: query.start,
    end: query.end,
    page: query.page,
    per_page: query.perPage,
    type: query.type,
    status: query.status,
    orderby: query.order?.toLowerCase(),
  });
}

/** @param query as `toFetchInvitationsQuery` writes it */
export async function fetchInvitations(
  client: RestClient,
  caller: Caller,
  query: string,
): Promise<InvitationPage> {
  const request: RestRequest = {
    operationId: 'fetchInvitations',
    method: 'GET',
    path: `/invitations${query}`,
  };
  const read = (shared: Caller) => fetchPage(client, shared, request);
  try {
    return await client.sharedPages.read(caller, query, read);
  } catch (error) {
    // Leaving a shared read throws why one left.
    throw error === caller.deadline.endedBy ? toUpstreamError(error, request, true) : error;
  }
}

async function fetchPage(
  client: RestClient,
  caller: Caller,
  request: RestRequest,
): Promise<InvitationPage> {
  const reply = await client.read(request, caller);
  if (!isSuccess(reply)) throw toStatusError({ reply, request, caller });
  const page = decodeInvitationPage(parseJson(reply), client.onStrangeValue);
  if (page !== null) return page;
  throw toStatusError({ reply, request, caller });
}

export async function acceptInvitation(
  client: RestClient,
  caller: Caller,
  { invitationId }: { readonly invitationId: string },
): Promise<AnswerOutcome> {
  const request: RestRequest = {
    operationId: 'acceptInvitation',
    method: 'POST',
    path: path`/invitations/${{ invitationId }}`,
  };
  const reply = await client.write(request, caller);
  return toAnswerOutcome({ reply, request, caller });
}

export async function cancelJoinOrganization(
  client: RestClient,
  caller: Caller,
  { invitationId, organization }: { readonly invitationId: string; readonly organization: string },
): Promise<AnswerOutcome> {
  refuseRouteWord('invitationId', invitationId);
  const request: RestRequest = {
    operationId: 'cancelJoinOrganization',
    method: 'DELETE',
    path: path`/invitations/${{ invitationId }}/${{ organization }}/join`,
  };
  const reply = await client.write(request, caller);
  return toAnswerOutcome({ reply, request, caller });
}

export async function cancelShareArrayByInvite(
  client: RestClient,
  caller: Caller,
  target: { readonly invitationId: string; readonly namespace: string; readonly array: string },
): Promise<AnswerOutcome> {
  const { invitationId, namespace, array } = target;
  const request: RestRequest = {
    operationId: 'cancelShareArrayByInvite',
    method: 'DELETE',
    path: path`/invitations/${{ invitationId }}/${{ namespace }}/${{ array }}/share`,
  };
  const reply = await client.write(request, caller);
  return toAnswerOutcome({ reply, request, caller });
}

export async function cancelShareGroupByInvite(
  client: RestClient,
  caller: Caller,
  target: { readonly invitationId: string; readonly namespace: string; readonly group: string },
): Promise<AnswerOutcome> {
  const { invitationId, namespace, group } = target;
  const request: RestRequest = {
    operationId: 'cancelShareGroupByInvite',
    method: 'DELETE',
    path: path`/invitations/group/${{ invitationId }}/${{ namespace }}/${{ group }}/share`,
  };
  const reply = await client.write(request, caller);
  return toAnswerOutcome({ reply, request, caller });
}

export async function joinOrganization(
  client: RestClient,
  caller: Caller,
  invite: {
    readonly organization: string;
    readonly role: OrganizationRole;
    readonly recipients: readonly string[];
    readonly actions?: readonly NamespaceAction[] | null | undefined;
  },
): Promise<SendOutcome> {
  const { organization } = invite;
  refuseRouteWord('organization', organization);
  const request: RestRequest = {
    operationId: 'joinOrganization',
    method: 'POST',
    path: path`/invitations/${{ organization }}/join`,
    json: {
      organization_role: invite.role.toLowerCase(),
      invitee_email: invite.recipients,
      ...(invite.actions && { actions: invite.actions.map(toUpstreamName) }),
    },
  };
  const reply = await client.write(request, caller);
  return toSendOutcome({ reply, request, caller });
}

export async function shareArrayByInvite(
  client: RestClient,
  caller: Caller,
  invite: {
    readonly namespace: string;
    readonly array: string;
    readonly recipients: readonly string[];
    readonly actions: readonly ArrayAction[];
  },
): Promise<SendOutcome> {
  const { namespace, array } = invite;
  const request: RestRequest = {
    operationId: 'shareArrayByInvite',
    method: 'POST',
    path: path`/invitations/${{ namespace }}/${{ array }}/share`,
    json: {
      actions: invite.actions.map(toUpstreamName),
      invitee_email: invite.recipients,
    },
  };
  const reply = await client.write(request, caller);
  return toSendOutcome({ reply, request, caller });
}

export async function shareGroupByInvite(
  client: RestClient,
  caller: Caller,
  invite: {
    readonly namespace: string;
    readonly group: string;
    readonly recipients: readonly string[];
    readonly arrayActions: readonly ArrayAction[];
    readonly groupActions: readonly GroupAction[];
  },
): Promise<SendOutcome> {
  const { namespace, group } = invite;
  const request: RestRequest = {
    operationId: 'shareGroupByInvite',
    method: 'POST',
    path: path`/invitations/group/${{ namespace }}/${{ group }}/share`,
    json: {
      array_actions: invite.arrayActions.map(toUpstreamName),
      group_actions: invite.groupActions.map(toUpstreamName),
      invitee_email_or_name: invite.recipients,
    },
  };
  const reply = await client.write(request, caller);
  return toSendOutcome({ reply, request, caller });
}

function toUpstreamName(name: string): string {
  return name.toLowerCase();
}

/**
 * Upstream also has POST /invitations/share_payment/{namespace} and DELETE /invitations/share_payment/{namespace}/{target}.
 * With this word in front, `…/{organization}/join` would be read as one of those: share one's means of payment with "join".
 */
const ROUTE_WORD = 'share_payment';

function refuseRouteWord(argument: string, value: string): void {
  if (value === ROUTE_WORD) {
    throw new InvalidArgument(
      argument,
      `must not be "${ROUTE_WORD}": upstream's routes reserve it`,
    );
  }
}
