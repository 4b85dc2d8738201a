import { uuidOf } from './identifiers.ts';
import {
  type ArrayInvitation,
  DEFAULT_TEAMSPACE,
  findOrganization,
  findUser,
  type GroupInvitation,
  HOLES,
  type Holes,
  type Invitation,
  type JoinInvitation,
  type Organization,
  type OrganizationRole,
  type PaymentInvitation,
  type User,
  type World,
} from './model.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** An invitation that is not accepted expires after a week. */
const INVITATION_LIFETIME_MS = 7 * DAY_MS;

/** The facts of an invitation to add; the rest gets defaults. */
export type NewInvitation = Facts<
  | Pick<JoinInvitation, 'type' | 'role'>
  | Pick<ArrayInvitation, 'type' | 'array'>
  | Pick<GroupInvitation, 'type' | 'group'>
  | Pick<PaymentInvitation, 'type'>
> & {
  /** Name of the organization or user that owns the invitation. */
  owner: string;
  /** Default: `general`. */
  teamspace?: string;
  /** An e-mail address or a username. */
  to: string;
  /** Username of the sender: else the owner, or the first member of the owning organization. */
  from?: string;
  /** Hours before the world's midnight, possibly fractional; default 0. `createdAt` overrides it. */
  hoursAgo?: number;
  createdAt?: Date;
  /** Default: a week after it was made. */
  expiresAt?: Date;
  /** Username of the person who accepted it; default: none, it is pending. */
  acceptedBy?: string;
  /** Default: an hour after it was made. */
  acceptedAt?: Date;
  id?: string;
  holes?: Holes;
  sent?: Readonly<Record<string, unknown>>;
};

type Facts<Kind> = Kind extends { type: 'JOIN_ORGANIZATION' }
  ? Kind & Partial<Pick<JoinInvitation, 'actions'>>
  : Kind extends { type: 'ARRAY_SHARE' }
    ? Kind & Partial<Pick<ArrayInvitation, 'actions'>>
    : Kind extends { type: 'GROUP_SHARE' }
      ? Kind & Partial<Pick<GroupInvitation, 'actions' | 'groupActions'>>
      : Kind;

/** An empty world, without users or invitations; its day starts at today's midnight (UTC). */
export function createWorld(day: Date = today()): World {
  return { day, users: [], organizations: [], invitations: [], invitationsMade: 0, mail: [] };
}

/** `ada` has the key `demo-key-ada`, the password `demo-password-ada` and the address `ada@example.com`. */
export function addUser(world: World, username: string, facts: Partial<User> = {}): User {
  const user: User = {
    username,
    uuid: uuidOf('user', username),
    email: `${username}@example.com`,
    key: `demo-key-${username}`,
    password: `demo-password-${username}`,
    ...facts,
  };
  world.users.push(user);
  return user;
}

/** The first member is the sender of the organization's invitations unless they name another. */
export function addOrganization(
  world: World,
  name: string,
  members: Readonly<Record<string, OrganizationRole>>,
  facts: Partial<Pick<Organization, 'uuid' | 'reportsOrganizationUsers'>> = {},
): Organization {
  const organization: Organization = {
    name,
    uuid: uuidOf('organization', name),
    members: Object.entries(members).map(([username, role]) => ({ username, role })),
    reportsOrganizationUsers: false,
    ...facts,
  };
  world.organizations.push(organization);
  return organization;
}

/** Adds one invitation to the world and returns it. */
export function addInvitation(world: World, facts: NewInvitation): Invitation {
  const number = ++world.invitationsMade;
  const createdAt =
    facts.createdAt ?? new Date(world.day.getTime() - (facts.hoursAgo ?? 0) * HOUR_MS);
  const invitation: Invitation = {
    ...toKind(facts),
    id: facts.id ?? uuidOf('invitation', String(number)),
    owner: facts.owner,
    teamspace: facts.teamspace ?? DEFAULT_TEAMSPACE,
    inviter: facts.from ?? toSender(world, facts.owner),
    recipient: facts.to,
    createdAt,
    expiresAt: facts.expiresAt ?? new Date(createdAt.getTime() + INVITATION_LIFETIME_MS),
    acceptance: toAcceptance(facts, createdAt),
    holes: facts.holes ?? HOLES[number % HOLES.length] ?? 'absent',
    ...(facts.sent && { sent: facts.sent }),
  };
  world.invitations.push(invitation);
  return invitation;
}

function toKind(facts: NewInvitation) {
  switch (facts.type) {
    case 'JOIN_ORGANIZATION':
      return { type: facts.type, role: facts.role, actions: facts.actions ?? [] };
    case 'ARRAY_SHARE':
      return { type: facts.type, array: facts.array, actions: facts.actions ?? ['read' as const] };
    case 'GROUP_SHARE':
      return {
        type: facts.type,
        group: facts.group,
        actions: facts.actions ?? ['read' as const],
        groupActions: facts.groupActions ?? ['read' as const],
      };
    case 'PAYMENT_SHARE':
      return { type: facts.type };
  }
}

function toSender(world: World, owner: string): string {
  const sender = findUser(world, owner) ?? findOrganization(world, owner)?.members[0];
  if (sender === undefined) {
    throw new Error(`An invitation needs an owner that the world knows, not "${owner}"`);
  }
  return sender.username;
}

function toAcceptance(facts: NewInvitation, createdAt: Date): Invitation['acceptance'] {
  if (facts.acceptedBy === undefined) return null;
  return {
    by: facts.acceptedBy,
    at: facts.acceptedAt ?? new Date(createdAt.getTime() + HOUR_MS),
  };
}

function today(): Date {
  return new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
}
