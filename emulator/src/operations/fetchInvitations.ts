import { type Answer, jsonAnswer, Refusal } from '../answer.ts';
import {
  findOrganization,
  GIVEN_INVITATION_TYPES,
  INVITATION_STATUSES,
  INVITATION_TYPES,
  type Invitation,
  type InvitationStatus,
  type InvitationType,
  isAddressedTo,
  isKnownTo,
  isManagedBy,
  type User,
  type World,
} from '../model.ts';
import type { Assumptions } from '../settings.ts';
import { groupUuid, statusOf, toWireInvitation } from '../wire.ts';
import type { Call } from './call.ts';

const DEFAULT_PER_PAGE = 10;
const MAX_PER_PAGE = 1000;
const MAX_UINT64 = 2n ** 64n - 1n;

const ORDERS = ['timestamp', 'array_name', 'organization_name'] as const;
type Order = (typeof ORDERS)[number];

const GIVEN_PARAMETERS = [
  'organization',
  'array',
  'start',
  'end',
  'page',
  'per_page',
  'type',
  'status',
  'orderby',
];
const PARAMETERS = [...GIVEN_PARAMETERS, 'group'];

/** The parsed query. */
interface Wanted {
  organization: string | undefined;
  array: string | undefined;
  group: string | undefined;
  /** Both inclusive, in the assumed unit. */
  start: bigint | undefined;
  end: bigint | undefined;
  type: InvitationType | undefined;
  status: InvitationStatus | undefined;
  page: number;
  perPage: number;
  orderBy: Order;
}

/** One page of the caller's invitations, filtered and sorted. */
export function fetchInvitations({ query, world, caller, settings, now }: Call): Answer {
  const { dialect, pageCap, assumptions } = settings;
  requireKnownParameters(query, dialect === 'given' ? GIVEN_PARAMETERS : PARAMETERS);
  const wanted = readWanted(query, dialect === 'given' ? GIVEN_INVITATION_TYPES : INVITATION_TYPES);
  const found = world.invitations
    .filter((invitation) => isKnownTo(dialect, invitation.type))
    .filter((invitation) => assumptions.expired === 'pending' || !isExpired(invitation, now))
    .filter((invitation) => isListed(world, invitation, caller, assumptions))
    .filter((invitation) => isWanted(world, invitation, wanted, assumptions))
    .toSorted(toComparison(world, wanted.orderBy, assumptions));
  const perPage = Math.min(wanted.perPage, pageCap ?? MAX_PER_PAGE);
  const offset = (wanted.page - 1) * perPage;
  const page = found
    .slice(offset, offset + perPage)
    .map((invitation) => toWireInvitation(world, invitation, settings));
  return jsonAnswer(200, {
    invitations: page.length > 0 ? page : emptyList[dialect],
    pagination_metadata: {
      page: wanted.page,
      per_page: perPage,
      ...(assumptions.totals === 'sent' && {
        total_pages: Math.ceil(found.length / perPage),
        total_items: found.length,
      }),
    },
  });
}

/** Depending on the dialect, an empty list is null or omitted; real servers do both. */
const emptyList = { given: null, current: undefined, workspaces: undefined };

function isListed(
  world: World,
  invitation: Invitation,
  caller: User,
  { listed }: Assumptions,
): boolean {
  return (
    (listed !== 'received' && isManagedBy(world, invitation, caller)) ||
    (listed !== 'sent' && isAddressedTo(invitation, caller))
  );
}

function isExpired({ acceptance, expiresAt }: Invitation, now: Date): boolean {
  return acceptance === null && expiresAt <= now;
}

function requireKnownParameters(
  query: ReadonlyMap<string, string>,
  known: readonly string[],
): void {
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Refusal(400, `The query may have ${known.join(', ')}, not "${unknown}"`);
  }
}

function readWanted(query: ReadonlyMap<string, string>, types: readonly InvitationType[]): Wanted {
  return {
    organization: query.get('organization'),
    array: query.get('array'),
    group: query.get('group'),
    start: readTime(query, 'start'),
    end: readTime(query, 'end'),
    type: readWord(query, 'type', types),
    status: readWord(query, 'status', INVITATION_STATUSES),
    page: readCount(query, 'page', Number.MAX_SAFE_INTEGER) ?? 1,
    perPage: readCount(query, 'per_page', MAX_PER_PAGE) ?? DEFAULT_PER_PAGE,
    orderBy: readWord(query, 'orderby', ORDERS) ?? 'timestamp',
  };
}

function readCount(
  query: ReadonlyMap<string, string>,
  name: string,
  max: number,
): number | undefined {
  const value = query.get(name);
  if (value === undefined) return undefined;
  const count = Number(value);
  if (!/^\d+$/.test(value) || count < 1 || count > max) {
    throw new Refusal(400, `${name} must be a whole number from 1 to ${max}, not "${value}"`);
  }
  return count;
}

function readTime(query: ReadonlyMap<string, string>, name: string): bigint | undefined {
  const value = query.get(name);
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value) || BigInt(value) > MAX_UINT64) {
    throw new Refusal(400, `${name} must be a uint64, not "${value}"`);
  }
  return BigInt(value);
}

function readWord<Word extends string>(
  query: ReadonlyMap<string, string>,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = query.get(name);
  const word = words.find((known) => known === value);
  if (value !== undefined && word === undefined) {
    throw new Refusal(400, `${name} must be one of ${words.join(', ')}, not "${value}"`);
  }
  return word;
}

function isWanted(
  world: World,
  invitation: Invitation,
  wanted: Wanted,
  { timeUnit }: Assumptions,
): boolean {
  const unitMs = timeUnit === 'seconds' ? 1000n : 1n;
  const createdAt = BigInt(invitation.createdAt.getTime());
  return (
    (wanted.organization === undefined || isOwnedBy(world, invitation, wanted.organization)) &&
    (wanted.array === undefined || arrayNameOf(invitation) === wanted.array) &&
    (wanted.group === undefined || isShareOf(invitation, wanted.group)) &&
    (wanted.start === undefined || createdAt >= wanted.start * unitMs) &&
    (wanted.end === undefined || createdAt <= wanted.end * unitMs) &&
    (wanted.type === undefined || invitation.type === wanted.type) &&
    (wanted.status === undefined || statusOf(invitation) === wanted.status)
  );
}

function isOwnedBy(world: World, invitation: Invitation, organization: string): boolean {
  return findOrganization(world, organization)?.name === invitation.owner;
}

function isShareOf(invitation: Invitation, nameOrUuid: string): boolean {
  return (
    invitation.type === 'GROUP_SHARE' &&
    (invitation.group === nameOrUuid ||
      groupUuid(invitation.owner, invitation.group) === nameOrUuid)
  );
}

function arrayNameOf(invitation: Invitation): string | undefined {
  return invitation.type === 'ARRAY_SHARE' ? invitation.array : undefined;
}

type Comparison = (a: Invitation, b: Invitation) => number;

/** By time; when sorted by a name, items without one come last, and the newest come first within a name. */
function toComparison(world: World, orderBy: Order, { timestampOrder }: Assumptions): Comparison {
  switch (orderBy) {
    case 'timestamp':
      return timestampOrder === 'newest-first' ? newestFirst : (a, b) => newestFirst(b, a);
    case 'array_name':
      return byName(arrayNameOf);
    case 'organization_name':
      return byName(({ owner }) => findOrganization(world, owner)?.name);
  }
}

function newestFirst(a: Invitation, b: Invitation): number {
  return b.createdAt.getTime() - a.createdAt.getTime();
}

function byName(nameOf: (invitation: Invitation) => string | undefined): Comparison {
  return (a, b) => compareNames(nameOf(a), nameOf(b)) || newestFirst(a, b);
}

function compareNames(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  return a < b ? -1 : 1;
}
