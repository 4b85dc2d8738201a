import type { Invitation } from '../rest/decode/invitation.ts';
import { toFetchInvitationsQuery } from '../rest/operations.ts';
import { hasMore, type ReadPage } from './list.ts';
import { LARGEST_SIZE } from './paging.ts';

/** The walk met its bound before it found an invitation or the end of the list. */
export class LookupLimitExceeded extends Error {
  override readonly name = 'LookupLimitExceeded';

  constructor(id: string, pages: number) {
    super(
      `The invitation "${id}" is not among the first ${pages * LARGEST_SIZE} that the caller may see, and there are more.`,
    );
  }
}

/** Finds invitations by their ids; an id that cannot be told gives the error that says why. */
export type FindMany = (ids: readonly string[]) => Promise<(Invitation | null | Error)[]>;

/**
 * Upstream has no operation that reads one invitation, so the list is walked, in its largest pages, until
 * all that are wanted have been seen. The walk is remembered: a later search goes on where it stopped.
 *
 * @param maxPages where the walk gives up
 */
export function createLookup(read: ReadPage, maxPages: number): FindMany {
  const seen = new Map<string, Invitation>();
  let pagesRead = 0;
  let isComplete = false;
  let running: Promise<unknown> = Promise.resolve();

  return (ids) => {
    // One search after the other: two walks at a time would read the same pages twice.
    const search = running.then(() => find(ids));
    running = search;
    return search;
  };

  async function find(ids: readonly string[]): Promise<(Invitation | null | Error)[]> {
    const failure = await walkUntilSeen(ids);
    return ids.map((id) => {
      const invitation = seen.get(id);
      if (invitation !== undefined) return invitation;
      return isComplete ? null : (failure ?? new LookupLimitExceeded(id, maxPages));
    });
  }

  /** @returns what ended the walk early, if anything did */
  async function walkUntilSeen(ids: readonly string[]): Promise<Error | null> {
    while (!isComplete && pagesRead < maxPages && !ids.every((id) => seen.has(id))) {
      try {
        await readNextPage();
      } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
      }
    }
    return null;
  }

  async function readNextPage(): Promise<void> {
    const number = pagesRead + 1;
    const page = await read(toFetchInvitationsQuery({ page: number, perPage: LARGEST_SIZE }));
    pagesRead = number;
    for (const invitation of page.invitations) {
      if (invitation !== null) seen.set(invitation.id, invitation);
    }
    isComplete = !hasMore(page, number, LARGEST_SIZE);
  }
}
