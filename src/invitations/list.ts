import type { Invitation, InvitationPage } from '../domain/invitation.ts';
import type { InvitationQuery } from '../domain/upstream.ts';
import type { InvitationOrder } from '../domain/vocabulary.ts';
import { type InvitationFilter, toConditions } from './filter.ts';
import { type PagingArguments, toPageNumber, toWindow, type Window } from './paging.ts';

/** Reads one page of upstream's list. */
export type ReadPage = (query: InvitationQuery) => Promise<InvitationPage>;

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
  return window.offset % window.size === 0
    ? readWholePage(read, query, window)
    : readAcrossPages(read, query, window);
}

type ListQuery = Omit<InvitationQuery, 'page' | 'perPage'>;

async function readWholePage(
  read: ReadPage,
  query: ListQuery,
  window: Window,
): Promise<InvitationList> {
  const number = toPageNumber(window);
  const page = await read({ ...query, page: number, perPage: window.size });
  const places = page.invitations.slice(0, window.size);
  return {
    window,
    places,
    hasNextPage: hasMore(page, number, window.size),
    totalCount: page.totalItems,
    totalPages: page.totalPages,
  };
}

/** A window off a page boundary lies on two neighbouring pages of its size. */
async function readAcrossPages(
  read: ReadPage,
  query: ListQuery,
  window: Window,
): Promise<InvitationList> {
  const number = toPageNumber(window);
  const readNumber = (page: number) => read({ ...query, page, perPage: window.size });
  const [before, after] = await Promise.all([readNumber(number), readNumber(number + 1)]);
  const skipped = window.offset % window.size;
  const head = before.invitations.slice(skipped, window.size);
  const tail = before.invitations.length < window.size ? [] : after.invitations.slice(0, skipped);
  return {
    window,
    places: [...head, ...tail],
    hasNextPage: after.invitations.length > skipped || hasMore(after, number + 1, window.size),
    totalCount: after.totalItems,
    totalPages: after.totalPages,
  };
}

/** Whether anything follows a page; without totals, a full one is taken to have a successor. */
export function hasMore(page: InvitationPage, number: number, size: number): boolean {
  if (page.invitations.length === 0) return false;
  if (page.totalPages !== null) return number < page.totalPages;
  if (page.totalItems !== null) return number * size < page.totalItems;
  return page.invitations.length >= size;
}
