import type { StretchQuery } from './generated/graphql.ts';

/** What an endless list has loaded so far. */
export type Stretch = NonNullable<StretchQuery['invitations']>;

/**
 * The list without an invitation that has just left it, as when a pending one was accepted.
 *
 * A cursor is a position, and behind the gap the service's list moves up by one. So the cursors stay
 * where they are and only the invitations move up; else the next stretch would begin one too late.
 */
export function without(list: Stretch, id: string): Stretch {
  const remaining = list.edges.filter(({ node }) => node.id !== id);
  if (remaining.length === list.edges.length) return list;
  return {
    ...list,
    totalCount: list.totalCount === null ? null : list.totalCount - 1,
    edges: remaining.map((edge, index) => ({ ...edge, cursor: list.edges[index]?.cursor ?? '' })),
  };
}

/** Where the next stretch begins: at the last invitation that is here already, not behind it. */
export function cursorBeforeLast(list: Stretch): string | null {
  return list.edges.at(-2)?.cursor ?? null;
}

/**
 * The list continued by a stretch that begins with its last invitation. Where it begins with another
 * one, somebody else has changed the list meanwhile, and null says to load it anew.
 */
export function continued(list: Stretch, next: Stretch): Stretch | null {
  const last = list.edges.at(-1);
  if (last === undefined) return next;
  const [first, ...rest] = next.edges;
  return first?.node.id === last.node.id ? { ...next, edges: [...list.edges, ...rest] } : null;
}
