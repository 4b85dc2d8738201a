import type { Invitation } from '../domain/invitation.ts';
import { ListChanged } from '../domain/list-changed.ts';
import { LookupLimitExceeded } from '../domain/lookup-limit-exceeded.ts';
import { createChangeDetector } from './change-detector.ts';
import type { ReadPage } from './list.ts';
import { toPageFacts } from './page-facts.ts';
import { MAX_PAGE_SIZE } from './paging.ts';

/** Finds invitations by their ids; for an id whose presence cannot be determined, the error that says why. */
export type FindMany = (ids: readonly string[]) => Promise<(Invitation | null | Error)[]>;

export interface ListReaders {
  /** May return a page that the operation has read before. */
  readonly readPage: ReadPage;
  readonly readFresh: ReadPage;
}

/**
 * Upstream has no operation that reads one invitation, so read the list page by page until all requested invitations have
 * been seen. A later search continues where the last one stopped.
 *
 * A pass during which the list changed cannot prove that an invitation is absent, so it is repeated, once.
 *
 * @param maxPages maximum number of pages to read, both passes together
 */
export function createLookup({ readPage, readFresh }: ListReaders, maxPages: number): FindMany {
  const seen = new Map<string, Invitation>();
  let pass = startPass(readPage, false);
  let pagesRead = 0;
  let failure: Error | null = null;
  let running: Promise<unknown> = Promise.resolve();

  return (ids) => {
    // Run searches one after the other, since two at once would read the same pages twice.
    const search = running.then(() => find(ids));
    running = search;
    return search;
  };

  async function find(ids: readonly string[]): Promise<(Invitation | null | Error)[]> {
    await readUntilSeen(ids);
    return ids.map((id) => seen.get(id) ?? toAbsence(id));
  }

  function toAbsence(id: string): Error | null {
    if (failure !== null) return failure;
    if (!pass.isAtEnd) return new LookupLimitExceeded(id, seen.size);
    return pass.hasChanged ? new ListChanged(id) : null;
  }

  async function readUntilSeen(ids: readonly string[]): Promise<void> {
    while (
      failure === null &&
      !pass.isAtEnd &&
      pagesRead < maxPages &&
      !ids.every((id) => seen.has(id))
    ) {
      try {
        await readNextPage();
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
      }
    }
  }

  async function readNextPage(): Promise<void> {
    const page = await pass.read({ page: pass.nextPage, perPage: MAX_PAGE_SIZE });
    const facts = toPageFacts(page, { number: pass.nextPage, perPage: pass.pageSize });
    pagesRead += 1;
    pass.pageSize = facts.size;
    for (const invitation of facts.items) {
      if (invitation !== null) seen.set(invitation.id, invitation);
    }
    pass.hasChanged = pass.changes.see(page, facts);
    if (pass.hasChanged && !pass.isSecond) {
      pass = startPass(readFresh, true);
      return;
    }
    pass.nextPage += 1;
    pass.isAtEnd = !facts.hasNext;
  }
}

function startPass(read: ReadPage, isSecond: boolean) {
  return {
    read,
    isSecond,
    changes: createChangeDetector(),
    nextPage: 1,
    pageSize: MAX_PAGE_SIZE,
    isAtEnd: false,
    hasChanged: false,
  };
}
