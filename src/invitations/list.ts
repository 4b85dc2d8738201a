import type { Invitation, InvitationPage } from '../domain/invitation.ts';
import type { InvitationQuery } from '../domain/upstream.ts';
import type { InvitationOrder } from '../domain/vocabulary.ts';
import { type InvitationFilter, toConditions } from './filter.ts';
import { type PageFacts, toPageFacts } from './page-facts.ts';
import { type PagingArguments, toWindow, type Window } from './paging.ts';

/** Reads one page of upstream's list. */
export type ReadPage = (query: InvitationQuery) => Promise<InvitationPage>;

/** Which list, and in which order. */
export type ListQuery = Omit<InvitationQuery, 'page' | 'perPage'>;

export interface ListArguments extends PagingArguments {
  readonly filter?: InvitationFilter | null | undefined;
  readonly orderBy?: InvitationOrder | null | undefined;
}

/** A window of the list. */
export interface InvitationList {
  readonly window: Window;
  /** One entry a place, null where upstream holds nothing usable; never more than the window's size. */
  readonly places: readonly (Invitation | null)[];
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

/** Reads the pages that hold a window, one or two unless upstream's are smaller than the window. */
async function readPages(
  read: ReadPage,
  query: ListQuery,
  window: Window,
): Promise<readonly PageFacts[]> {
  let size = window.size;
  let pages: readonly PageFacts[] = [];
  for (;;) {
    const numbers = findPageNumbers(window, size, pages.at(-1)?.totalItems ?? null);
    // What is known already says that the window lies past the end.
    if (numbers.length === 0) return pages;
    pages = await Promise.all(
      numbers.map(async (number) => {
        const page = await read({ ...query, page: number, perPage: window.size });
        const { perPage } = page;
        // A page that does not say how large it is has the size that the others had.
        return toPageFacts({ ...page, perPage: perPage ?? size }, { number, perPage: size });
      }),
    );
    const smallest = Math.min(...pages.map((page) => page.size));
    if (smallest === size) return pages;
    size = smallest;
  }
}

/** Numbers of the pages of a size that a window touches, as far as the list goes. */
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
  const places = joinPages(pages).flatMap(({ start, places: held }) =>
    held.slice(Math.max(0, window.offset - start), Math.max(0, end - start)),
  );
  const last = pages.at(-1);
  const totalCount = last?.totalItems ?? null;
  return {
    window,
    places,
    hasNextPage: places.length > 0 && hasMore(),
    totalCount,
    totalPages: toTotalPages(),
  };

  function hasMore(): boolean {
    if (totalCount !== null) return window.offset + places.length < totalCount;
    if (last === undefined || last.totalPages === null) return places.length >= window.size;
    return last.hasNext || last.start + last.places.length > end;
  }

  /** Upstream counts in pages of its own size, which is converted to the size asked for. */
  function toTotalPages(): number | null {
    if (last === undefined || last.totalPages === null) return null;
    if (last.size === window.size) return last.totalPages;
    return totalCount === null ? null : Math.ceil(totalCount / window.size);
  }
}

/** Those up to the first short one: what follows a gap would be given at wrong positions. */
function joinPages(pages: readonly PageFacts[]): readonly PageFacts[] {
  const short = pages.findIndex(({ places, size }) => places.length < size);
  return short < 0 ? pages : pages.slice(0, short + 1);
}
