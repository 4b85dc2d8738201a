import { uuidOf } from './identifiers.ts';
import {
  type Dialect,
  findOrganization,
  findUser,
  type Holes,
  type Invitation,
  type InvitationStatus,
  type Organization,
  type World,
} from './model.ts';
import type { Assumptions, Settings } from './settings.ts';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const NIL_UUID = '00000000-0000-0000-0000-000000000000';
const GO_ZERO_TIME = '0001-01-01T00:00:00Z';

/** The value of an empty field; undefined omits the key. */
const HOLE: Record<Holes, { text: Hole; uuid: Hole; time: Hole }> = {
  absent: { text: undefined, uuid: undefined, time: undefined },
  null: { text: null, uuid: null, time: null },
  empty: { text: '', uuid: '', time: GO_ZERO_TIME },
  zero: { text: '', uuid: NIL_UUID, time: GO_ZERO_TIME },
};
type Hole = string | null | undefined;

/** One invitation as JSON. */
export function toWireInvitation(
  world: World,
  invitation: Invitation,
  { dialect, assumptions }: Settings,
): Record<string, unknown> {
  const hole = HOLE[invitation.holes];
  const organization = findOrganization(world, invitation.owner);
  const isGroup = invitation.type === 'GROUP_SHARE';
  const isArray = invitation.type === 'ARRAY_SHARE';
  const accepter = toAccepter(world, invitation, organization);
  const isToAddress = invitation.recipient.includes('@');

  const given = {
    id: invitation.id,
    invitation_type: invitation.type,
    owner_namespace_uuid: namespaceUuid(world, invitation.owner) ?? hole.uuid,
    user_namespace_uuid: accepter.user ?? hole.uuid,
    organization_user_uuid: accepter.organizationUser ?? hole.uuid,
    organization_name: organization ? toOwnerName(invitation, dialect, assumptions) : hole.text,
    organization_role: invitation.type === 'JOIN_ORGANIZATION' ? invitation.role : hole.text,
    array_uuid: isArray ? arrayUuid(invitation.owner, invitation.array) : hole.uuid,
    array_name: isArray ? invitation.array : hole.text,
    email: isToAddress ? invitation.recipient : hole.text,
    actions: joined('actions' in invitation ? invitation.actions : []) ?? hole.text,
    status: statusOf(invitation),
    created_at: toTime(invitation.createdAt),
    accepted_at: invitation.acceptance ? toTime(invitation.acceptance.at) : hole.time,
  };
  if (dialect === 'given') {
    return { ...given, ...invitation.sent };
  }
  return {
    ...given,
    inviter_uuid: namespaceUuid(world, invitation.inviter) ?? hole.uuid,
    organization_uuid: accepter.organization ?? hole.uuid,
    group_uuid: isGroup ? groupUuid(invitation.owner, invitation.group) : hole.uuid,
    group_actions: joined(isGroup ? invitation.groupActions : []) ?? hole.text,
    expires_at: toTime(invitation.expiresAt),
    namespace_invited: isToAddress ? hole.text : invitation.recipient,
    ...invitation.sent,
  };
}

/** Only a share's owner can include a teamspace. */
function toOwnerName(
  { type, owner, teamspace }: Invitation,
  dialect: Dialect,
  { shareOwner }: Assumptions,
): string {
  const isOfTeamspace = dialect === 'workspaces' && type !== 'JOIN_ORGANIZATION';
  return isOfTeamspace && shareOwner === 'workspace/teamspace' ? `${owner}/${teamspace}` : owner;
}

export function statusOf(invitation: Invitation): InvitationStatus {
  return invitation.acceptance ? 'ACCEPTED' : 'PENDING';
}

/** Every array exists: its UUID is derived from its location. */
function arrayUuid(namespace: string, array: string): string {
  return uuidOf('array', `${namespace}/${array}`);
}

/** Every group exists: its UUID is derived from its location, unless its name is a UUID. */
export function groupUuid(namespace: string, nameOrUuid: string): string {
  return UUID.test(nameOrUuid) ? nameOrUuid : uuidOf('group', `${namespace}/${nameOrUuid}`);
}

interface Accepter {
  user?: string;
  organizationUser?: string;
  organization?: string;
}

function toAccepter(
  world: World,
  invitation: Invitation,
  organization: Organization | undefined,
): Accepter {
  if (invitation.acceptance === null) {
    return {};
  }
  const { by } = invitation.acceptance;
  if (invitation.type === 'JOIN_ORGANIZATION' && organization?.reportsOrganizationUsers) {
    return {
      organizationUser: uuidOf('organization user', `${organization.name}/${by}`),
      organization: organization.uuid,
    };
  }
  return { user: namespaceUuid(world, by) ?? uuidOf('user', by) };
}

function namespaceUuid(world: World, name: string): string | undefined {
  return (findOrganization(world, name) ?? findUser(world, name))?.uuid;
}

function joined(actions: readonly string[]): string | undefined {
  return actions.length === 0 ? undefined : actions.join(',');
}

/** RFC 3339 as Go formats it: without trailing zeros in the fraction. */
function toTime(date: Date): string {
  return date.toISOString().replace(/\.?0+Z$/, 'Z');
}
