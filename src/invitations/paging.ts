import { InvalidArgument } from '../domain/invalid-argument.ts';

/** A range of the list: `size` positions from `offset`, counted from 0. */
export interface Window {
  readonly offset: number;
  readonly size: number;
}

/** The two ways to request a window; each argument may be null or omitted. */
export interface PagingArguments {
  readonly page?: number | null | undefined;
  readonly perPage?: number | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Fits a screen and costs upstream one cheap call. */
export const DEFAULT_PAGE_SIZE = 25;
/** The largest page that is ever requested from upstream. */
export const MAX_PAGE_SIZE = 100;

/** @throws {InvalidArgument} for both styles at once, a size out of range or an invalid cursor */
export function toWindow({ page, perPage, first, after }: PagingArguments): Window {
  const isNumbered = isGiven(page) || isGiven(perPage);
  const isByCursor = isGiven(first) || isGiven(after);
  if (isNumbered && isByCursor) {
    throw new InvalidArgument(
      isGiven(page) ? 'page' : 'perPage',
      'cannot be combined with `first` or `after`: page by number (`page`, `perPage`) or by cursor (`first`, `after`)',
    );
  }
  if (isByCursor) {
    return {
      offset: isGiven(after) ? readCursor(after) + 1 : 0,
      size: checkSize('first', first ?? DEFAULT_PAGE_SIZE),
    };
  }
  const size = checkSize('perPage', perPage ?? DEFAULT_PAGE_SIZE);
  return { offset: (checkPage(page ?? 1) - 1) * size, size };
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

function checkSize(argument: string, size: number): number {
  if (size >= 1 && size <= MAX_PAGE_SIZE) return size;
  throw new InvalidArgument(argument, `must be from 1 to ${MAX_PAGE_SIZE}: got ${size}`);
}

function checkPage(page: number): number {
  if (page >= 1) return page;
  throw new InvalidArgument('page', `must be at least 1: got ${page}`);
}

/** Number of the page, of the window's size, that contains its first position; counted from 1. */
export function toPageNumber({ offset, size }: Window): number {
  return Math.floor(offset / size) + 1;
}

const CURSOR_PREFIX = 'offset:';
/** Keeps the page number of every window after a cursor within GraphQL's Int. */
const MAX_OFFSET = 2 ** 31 - 3;

/** The cursor of a position in the list; opaque to clients, so that its format may change. */
export function writeCursor(offset: number): string {
  return Buffer.from(CURSOR_PREFIX + offset).toString('base64url');
}

function readCursor(cursor: string): number {
  const offset = Number(Buffer.from(cursor, 'base64url').toString().slice(CURSOR_PREFIX.length));
  // Accept only the canonical form that writeCursor writes, not "1.0", " 7" or base64 with extra bits.
  const isOffset = Number.isInteger(offset) && offset >= 0 && offset <= MAX_OFFSET;
  if (isOffset && writeCursor(offset) === cursor) return offset;
  throw new InvalidArgument(
    'after',
    'must be a cursor from `edges.cursor` or `pageInfo.endCursor`, unchanged',
  );
}
