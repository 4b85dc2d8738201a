import type { Invitation, InvitationPage } from '../domain/invitation.ts';
import type { InvitationQuery } from '../domain/upstream.ts';
import type { InvitationOrder } from '../domain/vocabulary.ts';
import { type InvitationFilter, toConditions } from './filter.ts';
import { type PageFacts, toPageFacts } from './page-facts.ts';
import { type PagingArguments, toWindow, type Window } from './paging.ts';

/** Reads one page of upstream's list. */
export type ReadPage = (query: InvitationQuery) => Promise<InvitationPage>;

/** A list's conditions and order. */
export type ListQuery = Omit<InvitationQuery, 'page' | 'perPage'>;

export interface ListArguments extends PagingArguments {
  readonly filter?: InvitationFilter | null | undefined;
  readonly orderBy?: InvitationOrder | null | undefined;
}

/** A window of the list. */
export interface InvitationList {
  readonly window: Window;
  /** One entry per position, null for an unusable item; at most as many as the window's size. */
  readonly items: readonly (Invitation | null)[];
  readonly hasNextPage: boolean;
  readonly totalCount: number | null;
  readonly totalPages: number | null;
}

/** @throws {InvalidArgument} before anything is read */
export async function readList(read: ReadPage, list: ListArguments): Promise<InvitationList> {
  const window = toWindow(list);
  const query = { ...toConditions(list.filter ?? {}), order: list.orderBy };
  return toList(window, await readPages(read, query, window));
}

/** Reads the pages that a window covers: one or two, or more if upstream's pages are smaller than the window. */
async function readPages(
  read: ReadPage,
  query: ListQuery,
  window: Window,
): Promise<readonly PageFacts[]> {
  let size = window.size;
  let pages: readonly PageFacts[] = [];
  for (;;) {
    const numbers = findPageNumbers(window, size, pages.at(-1)?.totalItems ?? null);
    // The totals already show that the window is past the end.
    if (numbers.length === 0) return pages.map((page) => ({ ...page, size, items: [] }));
    pages = await Promise.all(numbers.map(readOne));
    const isDoubtful = size === window.size && pages.some(({ isSizeDoubtful }) => isSizeDoubtful);
    // Only the length of the first page shows the size of pages that do not report it.
    const first = isDoubtful ? [await readOne(1)] : [];
    const smallest = Math.min(...[...pages, ...first].map((page) => page.size));
    if (smallest === size) return pages;
    size = smallest;
  }

  async function readOne(number: number): Promise<PageFacts> {
    const page = await read({ ...query, page: number, perPage: window.size });
    return toPageFacts(page, { number, perPage: size });
  }
}

/** Numbers of the pages of the given size that overlap the window, up to the end of the list. */
function findPageNumbers(
  { offset, size: length }: Window,
  size: number,
  totalItems: number | null,
): readonly number[] {
  const end = Math.min(offset + length, totalItems ?? Number.POSITIVE_INFINITY);
  const first = Math.floor(offset / size) + 1;
  const last = Math.ceil(end / size);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function toList(window: Window, pages: readonly PageFacts[]): InvitationList {
  const end = window.offset + window.size;
  const items = joinPages(pages).flatMap(({ start, items: inPage }) =>
    inPage.slice(Math.max(0, window.offset - start), Math.max(0, end - start)),
  );
  const last = pages.at(-1);
  const totalCount = last?.totalItems ?? null;
  return {
    window,
    items,
    hasNextPage: items.length > 0 && hasMore(),
    totalCount,
    totalPages: toTotalPages(),
  };

  function hasMore(): boolean {
    if (totalCount !== null) return window.offset + items.length < totalCount;
    if (last === undefined || last.totalPages === null) return items.length >= window.size;
    return last.hasNext || last.start + last.items.length > end;
  }

  /** Upstream counts pages of its own size, so count again in the requested size. */
  function toTotalPages(): number | null {
    if (last === undefined || last.totalPages === null) return null;
    if (totalCount !== null) return Math.ceil(totalCount / window.size);
    return last.size === window.size ? last.totalPages : null;
  }
}

/** Stops after the first short page: after a gap, items would get wrong positions. */
function joinPages(pages: readonly PageFacts[]): readonly PageFacts[] {
  const short = pages.findIndex(({ items, size }) => items.length < size);
  return short < 0 ? pages : pages.slice(0, short + 1);
}
