import type { InvitationList } from '../../invitations/list.ts';
import { toPageNumber, writeCursor } from '../../invitations/paging.ts';
import type { InvitationConnectionResolvers } from '../generated/types.ts';

export const InvitationConnection: InvitationConnectionResolvers = {
  nodes: ({ items }) => items.filter((node) => node !== null),
  edges: ({ items, window }) =>
    items.flatMap((node, index) =>
      node === null ? [] : [{ cursor: writeCursor(window.offset + index), node }],
    ),
  pageInfo: (list) => ({
    hasNextPage: list.hasNextPage,
    hasPreviousPage: list.window.offset > 0,
    startCursor: toCursor(list, 0),
    endCursor: toCursor(list, list.items.length - 1),
  }),
  page: ({ window }) => toPageNumber(window),
  perPage: ({ window }) => window.size,
};

/** Unusable items have cursors too; otherwise a client could not page past them. */
function toCursor({ items, window }: InvitationList, index: number): string | null {
  return items.length === 0 ? null : writeCursor(window.offset + index);
}
