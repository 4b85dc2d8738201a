import type { Invitation, InvitationPage } from '../../domain/invitation.ts';
import { isJsonObject } from '../../domain/json.ts';
import { decodeInvitation, type OnStrangeValue } from './invitation.ts';

/**
 * Decodes upstream's InvitationData.
 *
 * @returns null when the response is not an InvitationData; a strange value inside one is dropped instead
 */
export function decodeInvitationPage(
  json: unknown,
  onStrange: OnStrangeValue,
): InvitationPage | null {
  if (!isJsonObject(json) || !isInvitationData(json)) return null;
  const invitations = json['invitations'] ?? [];
  if (!Array.isArray(invitations)) return null;
  if (!('invitations' in json)) onStrange('missing-list');
  const metadata = json['pagination_metadata'] ?? {};
  if (!isJsonObject(metadata)) onStrange('wrong-type');
  const totals = isJsonObject(metadata) ? metadata : {};
  return {
    // A dropped item stays in the list as null, so that cursors keep counting positions as upstream does.
    invitations: invitations.map((item: unknown) => decodeItem(item, onStrange)),
    perPage: toCount(totals['per_page'], onStrange),
    totalItems: toCount(totals['total_items'], onStrange),
    totalPages: toCount(totals['total_pages'], onStrange),
  };
}

/** Both keys may be missing when there is nothing to list, but only in an otherwise empty object. */
function isInvitationData(json: Readonly<Record<string, unknown>>): boolean {
  return 'invitations' in json || 'pagination_metadata' in json || Object.keys(json).length === 0;
}

function decodeItem(item: unknown, onStrange: OnStrangeValue): Invitation | null {
  if (isJsonObject(item)) return decodeInvitation(item, onStrange);
  onStrange('wrong-type');
  return null;
}

/** Maximum of GraphQL's Int. @see https://spec.graphql.org/October2021/#sec-Int */
const MAX_INT = 2 ** 31 - 1;

function toCount(value: unknown, onStrange: OnStrangeValue): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    onStrange('wrong-type');
    return null;
  }
  if (value <= MAX_INT) return value;
  onStrange('number-out-of-range');
  return null;
}
