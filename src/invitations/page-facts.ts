import type { Invitation, InvitationPage } from '../domain/invitation.ts';

/** The requested page. */
export interface PageRequest {
  /** Counted from 1. */
  readonly number: number;
  readonly perPage: number;
}

/** What a page from upstream says about the list, without contradictory totals. */
export interface PageFacts {
  /** Size of upstream's pages: the requested size or less. */
  readonly size: number;
  /** Position of its first item in the list, counted from 0. */
  readonly start: number;
  /** One entry per position in the list; null for an unusable item. */
  readonly items: readonly (Invitation | null)[];
  readonly totalItems: number | null;
  /** Counted in pages of `size`. */
  readonly totalPages: number | null;
  /** Whether a page follows. Without totals, a full page is assumed to be followed by another. */
  readonly hasNext: boolean;
}

/** Ignores a total that contradicts its own page. */
export function toPageFacts(page: InvitationPage, { number, perPage }: PageRequest): PageFacts {
  const size = Math.min(perPage, page.perPage || inferSize(page, { number, perPage }));
  const start = (number - 1) * size;
  const sent = page.invitations.slice(0, size);
  const end = start + sent.length;
  const isEmpty = sent.length === 0;
  const totalItems = keepIf(page.totalItems, (total) => (isEmpty ? total <= start : total >= end));
  const totalPages = keepIf(page.totalPages, (total) => total < number === isEmpty);
  return {
    size,
    start,
    items: isEmpty || totalItems === null ? sent : fill(sent, Math.min(size, totalItems - start)),
    totalItems,
    totalPages,
    hasNext: !isEmpty && hasNext(),
  };

  function hasNext(): boolean {
    if (totalItems !== null) return start + size < totalItems;
    if (totalPages !== null) return number < totalPages;
    return sent.length >= size;
  }
}

/**
 * The size of a page that does not report it: the requested one, unless the totals only add up with another, which a full
 * page shows by its length and the last page by what the pages before it hold.
 */
function inferSize(
  { invitations: { length: sent }, totalItems, totalPages }: InvitationPage,
  { number, perPage }: PageRequest,
): number {
  if (totalItems === null || totalPages === null) return perPage;
  const shown = number === totalPages ? (totalItems - sent) / (number - 1) : sent;
  const addsUp = (size: number) => Math.ceil(totalItems / size) === totalPages;
  return Number.isInteger(shown) && addsUp(shown) && !addsUp(perPage) ? shown : perPage;
}

function keepIf(total: number | null, isPlausible: (total: number) => boolean): number | null {
  return total !== null && isPlausible(total) ? total : null;
}

/** Pads a page that is shorter than its total implies: the missing items have positions all the same. */
function fill(
  items: readonly (Invitation | null)[],
  length: number,
): readonly (Invitation | null)[] {
  return items.length >= length
    ? items
    : [...items, ...Array.from({ length: length - items.length }, () => null)];
}
