import type { Invitation, InvitationPage } from '../../../src/domain/invitation.ts';
import type { InvitationQuery } from '../../../src/domain/upstream.ts';

/** What upstream reports about its pages. */
export interface Metadata {
  readonly perPage: boolean;
  readonly totalItems: boolean;
  readonly totalPages: boolean;
}

/** Models upstream's list: ids in order; an empty id is an item that cannot be decoded. */
export interface MovingList {
  ids: readonly string[];
  readonly calls: InvitationQuery[];
  read(query: InvitationQuery): Promise<InvitationPage>;
}

/**
 * @param cap the maximum page size
 * @param beforeRead changes the list; called with the number of pages read so far
 */
export function createMovingList(
  ids: readonly string[],
  cap: number,
  told: Metadata,
  beforeRead: (list: MovingList, pagesRead: number) => void = () => {},
): MovingList {
  const list: MovingList = {
    ids,
    calls: [],
    async read(query) {
      beforeRead(list, list.calls.length);
      list.calls.push(query);
      const size = Math.min(cap, query.perPage);
      const start = (query.page - 1) * size;
      return {
        invitations: list.ids.slice(start, start + size).map((id) => (id === '' ? null : make(id))),
        perPage: told.perPage ? size : null,
        totalItems: told.totalItems ? list.ids.length : null,
        totalPages: told.totalPages ? Math.ceil(list.ids.length / size) : null,
      };
    },
  };
  return list;
}

export function make(id: string): Invitation {
  return {
    id,
    type: null,
    status: null,
    email: `${id}@example.com`,
    invitedNamespace: null,
    target: null,
    organization: null,
    ownerNamespaceId: null,
    inviter: null,
    acceptedBy: null,
    createdAt: null,
    expiresAt: null,
    acceptedAt: null,
  };
}

export const EVERYTHING: Metadata = { perPage: true, totalItems: true, totalPages: true };

export const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `i${index}`);
