import type { InvitationsAfterQuery } from './generated/operations.ts';

/** The loaded part of a list that grows by cursor. */
export type GrowingList = NonNullable<InvitationsAfterQuery['invitations']>;

/**
 * Removes an invitation that has just left the list, for example a pending one that was accepted.
 *
 * A cursor is a position, and after the gap the service's list moves up by one. So the cursors keep their positions and
 * only the invitations move up; otherwise the next part would start one too late.
 */
export function withoutInvitation(list: GrowingList, id: string): GrowingList {
  const remaining = list.edges.filter(({ node }) => node.id !== id);
  if (remaining.length === list.edges.length) return list;
  return {
    ...list,
    totalCount: list.totalCount === null ? null : list.totalCount - 1,
    edges: remaining.map((edge, index) => ({ ...edge, cursor: list.edges[index]?.cursor ?? '' })),
  };
}

/** Where the next part starts: at the last loaded invitation, not after it. */
export function cursorBeforeLast(list: GrowingList): string | null {
  return list.edges.at(-2)?.cursor ?? null;
}

/**
 * Appends a part that starts with the list's last invitation. Null if it starts with another one: someone else has
 * changed the list, so it must be reloaded.
 */
export function continued(list: GrowingList, next: GrowingList): GrowingList | null {
  const last = list.edges.at(-1);
  if (last === undefined) return next;
  const [first, ...rest] = next.edges;
  return first?.node.id === last.node.id ? { ...next, edges: [...list.edges, ...rest] } : null;
}
