import type { Invitation, InvitationTarget, Reference } from '../../domain/invitation.ts';
import {
  ARRAY_ACTIONS,
  GROUP_ACTIONS,
  INVITATION_STATUSES,
  INVITATION_TYPES,
  type InvitationType,
  NAMESPACE_ACTIONS,
  ORGANIZATION_ROLES,
} from '../../domain/vocabulary.ts';

/** Why a value was dropped from a response. */
export type StrangeValue =
  | 'missing-id'
  | 'missing-list'
  | 'nil-uuid'
  | 'number-out-of-range'
  | 'unknown-enum-value'
  | 'unreadable-time'
  | 'wrong-type'
  | 'zero-time';

/** Called for each value that had to be dropped. */
export type OnStrangeValue = (kind: StrangeValue) => void;

type WireInvitation = Readonly<Record<string, unknown>>;

/** Decodes one item of upstream's list; null for an item without an id, which no mutation could use. */
export function decodeInvitation(
  wire: WireInvitation,
  onStrange: OnStrangeValue,
): Invitation | null {
  const id = toUuid(wire['id'], onStrange);
  if (id === null) {
    onStrange('missing-id');
    return null;
  }
  const type = toName(INVITATION_TYPES, wire['invitation_type'], onStrange);
  const ownerNamespaceId = toUuid(wire['owner_namespace_uuid'], onStrange);
  const organization = toOrganization(wire['organization_name'], onStrange);
  return {
    id,
    type,
    status: toName(INVITATION_STATUSES, wire['status'], onStrange),
    email: toText(wire['email'], onStrange),
    invitedNamespace: toUuid(wire['namespace_invited'], onStrange),
    target: toTarget(type, { ownerNamespaceId, organization }, wire, onStrange),
    organization,
    ownerNamespaceId,
    inviter: toReference(wire['inviter_uuid'], onStrange),
    acceptedBy:
      toReference(wire['user_namespace_uuid'], onStrange) ??
      toReference(wire['organization_user_uuid'], onStrange),
    createdAt: toTime(wire['created_at'], onStrange),
    expiresAt: toTime(wire['expires_at'], onStrange),
    acceptedAt: toTime(wire['accepted_at'], onStrange),
  };
}

/** Upstream uses the same keys for every type; the type decides which of them apply and from which vocabulary. */
function toTarget(
  type: InvitationType | null,
  { ownerNamespaceId, organization }: Pick<Invitation, 'ownerNamespaceId' | 'organization'>,
  wire: WireInvitation,
  onStrange: OnStrangeValue,
): InvitationTarget | null {
  switch (type) {
    case 'JOIN_ORGANIZATION':
      return {
        type,
        organization,
        role: toName(ORGANIZATION_ROLES, wire['organization_role'], onStrange),
        namespaceActions: readNamespaceActions(wire['actions'], onStrange),
      };
    case 'ARRAY_SHARE':
      return {
        type,
        array: toReference(wire['array_uuid'], onStrange),
        name: toText(wire['array_name'], onStrange),
        arrayActions: readArrayActions(wire['actions'], onStrange),
      };
    case 'GROUP_SHARE':
      return {
        type,
        group: toReference(wire['group_uuid'], onStrange),
        arrayActions: readArrayActions(wire['actions'], onStrange),
        groupActions: readGroupActions(wire['group_actions'], onStrange),
      };
    case 'PAYMENT_SHARE':
      return { type, payerNamespaceId: ownerNamespaceId };
    case null:
      return null;
  }
}

function toOrganization(value: unknown, onStrange: OnStrangeValue): Invitation['organization'] {
  const name = toText(value, onStrange);
  return name === null ? null : { name };
}

function toReference(value: unknown, onStrange: OnStrangeValue): Reference | null {
  const id = toUuid(value, onStrange);
  return id === null ? null : { id };
}

/** Upstream sends null or "" for an empty field, or omits the key. */
function toText(value: unknown, onStrange: OnStrangeValue): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  onStrange('wrong-type');
  return null;
}

const NIL_UUID = '00000000-0000-0000-0000-000000000000';

function toUuid(value: unknown, onStrange: OnStrangeValue): string | null {
  const text = toText(value, onStrange);
  if (text !== NIL_UUID) return text;
  onStrange('nil-uuid');
  return null;
}

function toName<Name extends string>(
  vocabulary: ReadonlyMap<string, Name>,
  value: unknown,
  onStrange: OnStrangeValue,
): Name | null {
  const text = toText(value, onStrange);
  if (text === null) return null;
  const name = vocabulary.get(text);
  if (name !== undefined) return name;
  onStrange('unknown-enum-value');
  return null;
}

/** Few combinations of permissions are in use; the limit keeps made-up ones from filling the memory. */
const MAX_REMEMBERED_LISTS = 1_000;

/** Creates a parser of upstream's comma-separated lists that remembers the lists it has parsed. */
function createListReader<Name extends string>(vocabulary: ReadonlyMap<string, Name>) {
  const remembered = new Map<string, readonly Name[]>();
  return (value: unknown, onStrange: OnStrangeValue): readonly Name[] => {
    const text = toText(value, onStrange);
    if (text === null) return [];
    const known = remembered.get(text);
    if (known !== undefined) return known;

    const parts = text.split(',').map((part) => part.trim());
    const names = parts
      .map((part) => toName(vocabulary, part, onStrange))
      .filter((name) => name !== null);
    // A list with an unknown value is not remembered, so that the value is counted each time.
    if (names.length === parts.length && remembered.size < MAX_REMEMBERED_LISTS) {
      remembered.set(text, names);
    }
    return names;
  };
}

const readArrayActions = createListReader(ARRAY_ACTIONS);
const readNamespaceActions = createListReader(NAMESPACE_ACTIONS);
const readGroupActions = createListReader(GROUP_ACTIONS);

/** Rejects leap seconds: Go's clock never shows one, and JavaScript cannot parse it. */
const RFC_3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
/** Go marshals the zero `time.Time` as the first moment of year 1. */
const ZERO_TIME = '0001-01-01T00:00:00';

function toTime(value: unknown, onStrange: OnStrangeValue): string | null {
  const text = toText(value, onStrange);
  if (text === null) return null;
  if (text.startsWith(ZERO_TIME)) {
    onStrange('zero-time');
    return null;
  }
  if (!RFC_3339.test(text) || !isDayOfMonth(text)) {
    onStrange('unreadable-time');
    return null;
  }
  // Upstream's UTC times have a higher resolution than Date, so pass them on unchanged.
  return text.endsWith('Z') ? text : new Date(text).toISOString();
}

/** Date would read 31 February as 3 March. */
function isDayOfMonth(text: string): boolean {
  const day = Number(text.slice(8, 10));
  if (day <= 28) return true;
  const lastOfMonth = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0));
  return day <= lastOfMonth.getUTCDate();
}
