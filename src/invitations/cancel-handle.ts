import { InvalidArgument } from '../domain/invalid-argument.ts';
import type { Invitation } from '../domain/invitation.ts';
import { parseJson } from '../domain/json.ts';
import { type NamespaceFamily, toNamespaceSegments } from '../domain/namespace.ts';
import { findSegmentFault, SHARE_PAYMENT } from '../domain/path-segment.ts';
import type {
  ArrayInvitation,
  GroupInvitation,
  OrganizationInvitation,
} from '../domain/upstream.ts';

/** What upstream needs to cancel an invitation, by the kind of its target. */
export type CancelTarget =
  | ({ readonly kind: 'organization' } & OrganizationInvitation)
  | ({ readonly kind: 'array' } & ArrayInvitation)
  | ({ readonly kind: 'group' } & GroupInvitation);

/** How to cancel an invitation; null when upstream provides too little to do so. */
export function toCancelTarget(
  { id: invitationId, status, target, organization, ownerNamespaceId }: Invitation,
  family: NamespaceFamily,
): CancelTarget | null {
  if (status !== 'PENDING') return null;
  const found = findTarget();
  return found !== null && isSendable(found, family) ? found : null;

  function findTarget(): CancelTarget | null {
    const namespace = organization?.name ?? null;
    switch (target?.type) {
      case 'JOIN_ORGANIZATION': {
        const nameOrId = namespace ?? ownerNamespaceId;
        return nameOrId === null
          ? null
          : { kind: 'organization', invitationId, organization: nameOrId };
      }
      case 'ARRAY_SHARE':
        return namespace === null || target.name === null
          ? null
          : { kind: 'array', invitationId, namespace, array: target.name };
      case 'GROUP_SHARE':
        return namespace === null || target.group === null
          ? null
          : { kind: 'group', invitationId, namespace, group: target.group.id };
      case 'PAYMENT_SHARE':
      case undefined:
        return null;
    }
  }
}

/** Whether every value is valid in its route. */
function isSendable(target: CancelTarget, family: NamespaceFamily): boolean {
  if (findSegmentFault(target.invitationId) !== null) return false;
  switch (target.kind) {
    case 'organization':
      return (
        target.invitationId !== SHARE_PAYMENT && findSegmentFault(target.organization) === null
      );
    case 'array':
      return isNamespace(target.namespace, family) && findSegmentFault(target.array) === null;
    case 'group':
      return isNamespace(target.namespace, family) && findSegmentFault(target.group) === null;
  }
}

function isNamespace(namespace: string, family: NamespaceFamily): boolean {
  return 'segments' in toNamespaceSegments(namespace, family);
}

/** Version of the format, to distinguish it from later ones. */
const VERSION = 1;

/** A handle is opaque to clients: base64url of a JSON list, `[version, kind, …]`. */
export function writeCancelHandle(target: CancelTarget): string {
  return Buffer.from(JSON.stringify([VERSION, ...toFields(target)])).toString('base64url');
}

function toFields(target: CancelTarget): readonly string[] {
  switch (target.kind) {
    case 'organization':
      return ['o', target.invitationId, target.organization];
    case 'array':
      return ['a', target.invitationId, target.namespace, target.array];
    case 'group':
      return ['g', target.invitationId, target.namespace, target.group];
  }
}

/**
 * @param argument name of the argument, for the error
 * @throws {InvalidArgument} for anything but a value of `Invitation.cancelHandle`
 */
export function readCancelHandle(
  argument: string,
  handle: string,
  family: NamespaceFamily,
): CancelTarget {
  const target = parse(handle);
  // Accept only the canonical form that writeCancelHandle writes, not one with extra characters or other spacing.
  if (target !== null && isSendable(target, family) && writeCancelHandle(target) === handle) {
    return target;
  }
  throw new InvalidArgument(
    argument,
    'is not a value of `Invitation.cancelHandle`: pass the handle on unchanged',
  );
}

function parse(handle: string): CancelTarget | null {
  const fields = parseJson(Buffer.from(handle, 'base64url').toString());
  if (!Array.isArray(fields) || fields.length > 5) return null;
  const [version, kind, invitationId = '', second = '', third = ''] = fields.map(String);
  if (version !== String(VERSION)) return null;
  switch (kind) {
    case 'o':
      return { kind: 'organization', invitationId, organization: second };
    case 'a':
      return { kind: 'array', invitationId, namespace: second, array: third };
    case 'g':
      return { kind: 'group', invitationId, namespace: second, group: third };
    default:
      return null;
  }
}
