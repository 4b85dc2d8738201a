import type { InvitationList } from '../../invitations/list.ts';
import { toPageNumber, writeCursor } from '../../invitations/paging.ts';
import type { InvitationConnectionResolvers } from '../generated/types.ts';

export const InvitationConnection: InvitationConnectionResolvers = {
  nodes: ({ places }) => places.filter((node) => node !== null),
  edges: ({ places, window }) =>
    places.flatMap((node, index) =>
      node === null ? [] : [{ cursor: writeCursor(window.offset + index), node }],
    ),
  pageInfo: (list) => ({
    hasNextPage: list.hasNextPage,
    hasPreviousPage: list.window.offset > 0,
    startCursor: toCursor(list, 0),
    endCursor: toCursor(list, list.places.length - 1),
  }),
  page: ({ window }) => toPageNumber(window),
  perPage: ({ window }) => window.size,
};

/** A place that holds nothing usable has a cursor too, or a client could not get past it. */
function toCursor({ places, window }: InvitationList, index: number): string | null {
  return places.length === 0 ? null : writeCursor(window.offset + index);
}
