import type { Execute } from './execute.ts';
import {
  type InvitationFilter,
  type InvitationOrder,
  type InvitationRowFragment,
  InvitationsAfterDocument,
} from './generated/operations.ts';
import { cursorBeforeLast, type GrowingList } from './growing-list.ts';

export interface AllInvitationsOptions {
  readonly filter?: InvitationFilter;
  readonly orderBy?: InvitationOrder;
  /** Invitations per request, from 2 to 100. If omitted, 100. */
  readonly pageSize?: number;
  /** How often to start again when the list changes meanwhile. If omitted, once. */
  readonly restarts?: number;
  readonly signal?: AbortSignal;
}

/** The list kept changing while it was read, so something may have been missed. */
export class ListMovedError extends Error {
  override readonly name = 'ListMovedError';
  constructor() {
    super('The list of invitations changed while it was read. Read it again.');
  }
}

/**
 * Every invitation under a filter, each once, page by page as they are consumed.
 *
 * A cursor is a position: when an invitation leaves the list, the later ones move up and the next page would start one too
 * late. So each page starts with the last invitation of the previous one; if it starts with another, or the total has
 * changed, the list is read again from its start, skipping what was already yielded.
 *
 * @throws ListMovedError when the list has changed more often than `restarts`
 * @throws the answer, when it has errors: give it to `toProblem`
 */
export async function* allInvitations(
  execute: Execute,
  { filter, orderBy, pageSize = 100, restarts = 1, signal }: AllInvitationsOptions = {},
): AsyncGenerator<InvitationRowFragment, void, void> {
  const given = new Set<string>();
  for (let attempt = 0; attempt <= restarts; attempt++) {
    let previous: GrowingList | undefined;
    for (;;) {
      const after = previous ? cursorBeforeLast(previous) : null;
      const list = await load(after);
      if (previous && hasMoved(previous, list)) break;
      for (const { node } of list.edges) {
        if (given.has(node.id)) continue;
        given.add(node.id);
        yield node;
      }
      if (!list.pageInfo.hasNextPage) return;
      previous = list;
    }
  }
  throw new ListMovedError();

  async function load(after: string | null): Promise<GrowingList> {
    const variables = {
      filter: filter ?? null,
      orderBy: orderBy ?? null,
      first: pageSize,
      after,
    };
    const answer = await execute(InvitationsAfterDocument, variables, { signal });
    if (!answer.data?.invitations) throw answer;
    return answer.data.invitations;
  }
}

function hasMoved(previous: GrowingList, next: GrowingList): boolean {
  return (
    previous.totalCount !== next.totalCount ||
    previous.edges.at(-1)?.node.id !== next.edges[0]?.node.id
  );
}
