import type { InvitationsAfterQuery } from './generated/operations.ts';

/** What a list that grows by cursor has loaded so far. */
export type GrowingList = NonNullable<InvitationsAfterQuery['invitations']>;

/**
 * The list without an invitation that has just left it, as when a pending one was accepted.
 *
 * A cursor is a position, and behind the gap the service's list moves up by one. So the cursors stay
 * where they are and only the invitations move up; else the next part would begin one too late.
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

/** Where the next part begins: at the last invitation that is here already, not behind it. */
export function cursorBeforeLast(list: GrowingList): string | null {
  return list.edges.at(-2)?.cursor ?? null;
}

/**
 * The list continued by a part that begins with its last invitation. Null: it begins with another one, so
 * somebody else has changed the list, and it must be loaded again.
 */
export function continued(list: GrowingList, next: GrowingList): GrowingList | null {
  const last = list.edges.at(-1);
  if (last === undefined) return next;
  const [first, ...rest] = next.edges;
  return first?.node.id === last.node.id ? { ...next, edges: [...list.edges, ...rest] } : null;
}
