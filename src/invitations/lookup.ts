import type { Invitation } from '../domain/invitation.ts';
import { LookupLimitExceeded } from '../domain/lookup-limit-exceeded.ts';
import { hasMore, type ReadPage } from './list.ts';
import { LARGEST_SIZE } from './paging.ts';

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
      return isComplete ? null : (failure ?? new LookupLimitExceeded(id, maxPages * LARGEST_SIZE));
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
    const page = await read({ page: number, perPage: LARGEST_SIZE });
    pagesRead = number;
    for (const invitation of page.invitations) {
      if (invitation !== null) seen.set(invitation.id, invitation);
    }
    isComplete = !hasMore(page, number, LARGEST_SIZE);
  }
}
