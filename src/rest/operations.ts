import { InvalidArgument } from '../domain/invalid-argument.ts';
import type { InvitationPage } from '../domain/invitation.ts';
import { toNamespaceSegments } from '../domain/namespace.ts';
import type { AnswerOutcome, SendOutcome } from '../domain/outcome.ts';
import { SHARE_PAYMENT } from '../domain/path-segment.ts';
import type {
  ArrayInvitation,
  ArrayInvite,
  BeforeSending,
  GroupInvitation,
  GroupInvite,
  InvitationQuery,
  OrganizationInvitation,
  OrganizationInvite,
} from '../domain/upstream.ts';
import { toUpstreamError } from './calls/call-failure.ts';
import type { RestClient } from './calls/client.ts';
import type { Caller, RestRequest } from './calls/request.ts';
import { decodeInvitationPage } from './decode/invitation-page.ts';
import { isSuccess, toAnswerOutcome, toSendOutcome, toStatusError } from './decode/outcome.ts';
import { readJson } from './decode/reply.ts';
import { path } from './path.ts';
import { toQueryString } from './query.ts';

export async function fetchInvitations(
  client: RestClient,
  caller: Caller,
  query: InvitationQuery,
): Promise<InvitationPage> {
  const search = toFetchInvitationsQuery(query);
  const request: RestRequest = {
    operationId: 'fetchInvitations',
    method: 'GET',
    path: `/invitations${search}`,
  };
  const read = (shared: Caller) => fetchPage(client, shared, request);
  try {
    return await client.sharedPages.read(caller, search, read);
  } catch (error) {
    // A waiter that leaves a shared read gets the bare reason of its deadline.
    throw error === caller.deadline.endedBy ? toUpstreamError(error, request, true) : error;
  }
}

/** Equal queries give equal strings, so the result also serves as the name of the shared read. */
function toFetchInvitationsQuery(query: InvitationQuery): string {
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

async function fetchPage(
  client: RestClient,
  caller: Caller,
  request: RestRequest,
): Promise<InvitationPage> {
  const reply = await client.read(request, caller);
  const page = isSuccess(reply)
    ? decodeInvitationPage(readJson(reply), client.onStrangeValue)
    : null;
  if (page === null) throw toStatusError({ reply, request, caller });
  return page;
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
  { invitationId, organization }: OrganizationInvitation,
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
  target: ArrayInvitation,
): Promise<AnswerOutcome> {
  const { invitationId, namespace, array } = target;
  const request: RestRequest = {
    operationId: 'cancelShareArrayByInvite',
    method: 'DELETE',
    path: path`/invitations/${{ invitationId }}/${{ namespace: toOwner(namespace, client) }}/${{ array }}/share`,
  };
  const reply = await client.write(request, caller);
  return toAnswerOutcome({ reply, request, caller });
}

export async function cancelShareGroupByInvite(
  client: RestClient,
  caller: Caller,
  target: GroupInvitation,
): Promise<AnswerOutcome> {
  const { invitationId, namespace, group } = target;
  const request: RestRequest = {
    operationId: 'cancelShareGroupByInvite',
    method: 'DELETE',
    path: path`/invitations/group/${{ invitationId }}/${{ namespace: toOwner(namespace, client) }}/${{ group }}/share`,
  };
  const reply = await client.write(request, caller);
  return toAnswerOutcome({ reply, request, caller });
}

export async function joinOrganization(
  client: RestClient,
  caller: Caller,
  invite: OrganizationInvite,
  beforeSending: BeforeSending,
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
  await beforeSending();
  const reply = await client.write(request, caller);
  return toSendOutcome({ reply, request, caller });
}

export async function shareArrayByInvite(
  client: RestClient,
  caller: Caller,
  invite: ArrayInvite,
  beforeSending: BeforeSending,
): Promise<SendOutcome> {
  const { namespace, array } = invite;
  const request: RestRequest = {
    operationId: 'shareArrayByInvite',
    method: 'POST',
    path: path`/invitations/${{ namespace: toOwner(namespace, client) }}/${{ array }}/share`,
    json: {
      actions: invite.actions.map(toUpstreamName),
      invitee_email: invite.recipients,
    },
  };
  await beforeSending();
  const reply = await client.write(request, caller);
  return toSendOutcome({ reply, request, caller });
}

export async function shareGroupByInvite(
  client: RestClient,
  caller: Caller,
  invite: GroupInvite,
  beforeSending: BeforeSending,
): Promise<SendOutcome> {
  const { namespace, group } = invite;
  const request: RestRequest = {
    operationId: 'shareGroupByInvite',
    method: 'POST',
    path: path`/invitations/group/${{ namespace: toOwner(namespace, client) }}/${{ group }}/share`,
    json: {
      array_actions: invite.arrayActions.map(toUpstreamName),
      group_actions: invite.groupActions.map(toUpstreamName),
      invitee_email_or_name: invite.recipients,
    },
  };
  await beforeSending();
  const reply = await client.write(request, caller);
  return toSendOutcome({ reply, request, caller });
}

/** @throws {InvalidArgument} for a namespace that this server's routes cannot name */
function toOwner(namespace: string, { namespaces }: RestClient): readonly string[] {
  const owner = toNamespaceSegments(namespace, namespaces);
  if ('segments' in owner) return owner.segments;
  throw new InvalidArgument('namespace', owner.fault);
}

function toUpstreamName(name: string): string {
  return name.toLowerCase();
}

function refuseRouteWord(argument: string, value: string): void {
  if (value === SHARE_PAYMENT) {
    throw new InvalidArgument(
      argument,
      `must not be "${SHARE_PAYMENT}": TileDB's routes reserve that word`,
    );
  }
}
