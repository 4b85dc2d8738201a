/** The state of the emulated TileDB: users, organizations and invitations, as plain data. */

/**
 * Versions of the real API: `given` is the document that this project was given, `current` the public specification,
 * `workspaces` the newer family of paths, where an owner is a workspace and a teamspace.
 */
export const DIALECTS = ['given', 'current', 'workspaces'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** The default teamspace. */
export const DEFAULT_TEAMSPACE = 'general';

/** Mail to this domain bounces: its addresses cannot be reached. */
export const BOUNCING_DOMAIN = 'bounce.example';

export const INVITATION_TYPES = [
  'ARRAY_SHARE',
  'JOIN_ORGANIZATION',
  'GROUP_SHARE',
  'PAYMENT_SHARE',
] as const;
/** The types that the given API has; the others are newer. */
export const GIVEN_INVITATION_TYPES = ['ARRAY_SHARE', 'JOIN_ORGANIZATION'] as const;
export const INVITATION_STATUSES = ['PENDING', 'ACCEPTED'] as const;
export const ORGANIZATION_ROLES = [
  'owner',
  'admin',
  'read_write_delete',
  'read_write',
  'read_only',
] as const;
export const ARRAY_ACTIONS = [
  'read',
  'write',
  'edit',
  'read_array_logs',
  'read_array_info',
  'read_array_schema',
] as const;
export const NAMESPACE_ACTIONS = [
  'read',
  'write',
  'create',
  'delete',
  'edit',
  'read_array_logs',
  'read_job_logs',
  'read_object_logs',
  'run_job',
  'delete_organization',
  'edit_organization',
  'edit_billing',
] as const;
export const GROUP_ACTIONS = ['read', 'write', 'edit'] as const;

export type InvitationType = (typeof INVITATION_TYPES)[number];
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];
export type OrganizationRole = (typeof ORGANIZATION_ROLES)[number];
export type ArrayAction = (typeof ARRAY_ACTIONS)[number];
export type NamespaceAction = (typeof NAMESPACE_ACTIONS)[number];
export type GroupAction = (typeof GROUP_ACTIONS)[number];

/** The emulator's whole state. Plain data, so that a reset only copies the seed. */
export interface World {
  /** The midnight (UTC) that the seed's times are relative to. */
  day: Date;
  users: User[];
  organizations: Organization[];
  invitations: Invitation[];
  /** Number of invitations ever created; ids derive from it instead of being random. */
  invitationsMade: number;
  /** Every message that requests have sent out, oldest first. */
  mail: Mail[];
}

/** One message to an invited person. */
export interface Mail {
  /** The address it went to. */
  to: string;
  /** Id of the invitation in it. */
  invitation: string;
  /** Username of the sender. */
  from: string;
  at: Date;
}

/** A person with a namespace of the same name. */
export interface User {
  username: string;
  uuid: string;
  email: string;
  /** Value of X-TILEDB-REST-API-KEY. */
  key: string;
  /** Password of HTTP Basic. */
  password: string;
}

/** An organization, which is a namespace too. */
export interface Organization {
  name: string;
  uuid: string;
  members: { username: string; role: OrganizationRole }[];
  /** Whether people who accept are reported as users of an organization instead of as users. */
  reportsOrganizationUsers: boolean;
}

export type Invitation = JoinInvitation | ArrayInvitation | GroupInvitation | PaymentInvitation;

/** How empty fields are sent; the real API uses all four forms. */
export const HOLES = ['absent', 'null', 'empty', 'zero'] as const;
export type Holes = (typeof HOLES)[number];

interface InvitationCommon {
  id: string;
  /** Name of the user or organization that owns the invitation. */
  owner: string;
  /** The owner's teamspace; only the `workspaces` dialect distinguishes teamspaces. */
  teamspace: string;
  /** Username of the sender. */
  inviter: string;
  /** An e-mail address or a username. */
  recipient: string;
  createdAt: Date;
  expiresAt: Date;
  /** Null while it is pending. */
  acceptance: { by: string; at: Date } | null;
  holes: Holes;
  /** Overrides for a test that needs an unusual response; undefined omits the key. */
  sent?: Readonly<Record<string, unknown>>;
}

export interface JoinInvitation extends InvitationCommon {
  type: 'JOIN_ORGANIZATION';
  role: OrganizationRole;
  actions: readonly NamespaceAction[];
}

export interface ArrayInvitation extends InvitationCommon {
  type: 'ARRAY_SHARE';
  /** Name or URI of an array in the owner's namespace. */
  array: string;
  actions: readonly ArrayAction[];
}

export interface GroupInvitation extends InvitationCommon {
  type: 'GROUP_SHARE';
  /** Name or UUID of a group in the owner's namespace. */
  group: string;
  actions: readonly ArrayAction[];
  groupActions: readonly GroupAction[];
}

export interface PaymentInvitation extends InvitationCommon {
  type: 'PAYMENT_SHARE';
}

export function findUser(world: World, usernameOrUuid: string): User | undefined {
  return world.users.find(
    ({ username, uuid }) => username === usernameOrUuid || uuid === usernameOrUuid,
  );
}

export function findOrganization(world: World, nameOrUuid: string): Organization | undefined {
  return world.organizations.find(({ name, uuid }) => name === nameOrUuid || uuid === nameOrUuid);
}

/** Whether the user is an owner or admin of the organization, who may invite and cancel. */
export function isManager(organization: Organization, user: User): boolean {
  return organization.members.some(
    ({ username, role }) => username === user.username && (role === 'owner' || role === 'admin'),
  );
}

export function isAddressedTo(invitation: Invitation, user: User): boolean {
  const recipient = invitation.recipient.toLowerCase();
  return recipient === user.email.toLowerCase() || invitation.recipient === user.username;
}

/** Whether the user sent the invitation or manages the organization that owns it. */
export function isManagedBy(world: World, invitation: Invitation, user: User): boolean {
  if (invitation.inviter === user.username) return true;
  const owner = findOrganization(world, invitation.owner);
  return owner !== undefined && isManager(owner, user);
}

/** The given API has no group or payment shares. */
export function isKnownTo(dialect: Dialect, type: InvitationType): boolean {
  return dialect !== 'given' || GIVEN_INVITATION_TYPES.some((given) => given === type);
}
