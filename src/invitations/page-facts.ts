import type { Invitation, InvitationPage } from '../domain/invitation.ts';

/** The requested page. */
export interface PageRequest {
  /** Counted from 1. */
  readonly number: number;
  /** The requested size, or that of the list's other pages if it is known to be smaller. */
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
  /** Whether `size` may be wrong: the page does not report it and is short, like the last page or every smaller page. */
  readonly isSizeDoubtful: boolean;
}

/** Ignores a total that contradicts its own page. */
export function toPageFacts(page: InvitationPage, { number, perPage }: PageRequest): PageFacts {
  const size = Math.min(
    perPage,
    page.perPage || (number === 1 ? inferSize(page, perPage) : perPage),
  );
  const start = (number - 1) * size;
  const sent = page.invitations.slice(0, size);
  const end = start + sent.length;
  const isEmpty = sent.length === 0;
  const totalItems = keepIf(page.totalItems, (total) => (isEmpty ? total <= start : total >= end));
  const totalPages = keepIf(
    page.totalPages,
    (total) => total < number === isEmpty && (total > 0 || !totalItems),
  );
  return {
    size,
    start,
    items: isEmpty || totalItems === null ? sent : fill(sent, Math.min(size, totalItems - start)),
    totalItems,
    totalPages,
    hasNext: !isEmpty && hasNext(),
    isSizeDoubtful:
      number > 1 && !page.perPage && page.totalItems !== null && !isEmpty && sent.length < size,
  };

  function hasNext(): boolean {
    if (totalItems !== null) return start + size < totalItems;
    if (totalPages !== null) return number < totalPages;
    return sent.length >= size;
  }
}

/** The size of a first page that does not report it: its length if the totals show that more pages follow. */
function inferSize(
  { invitations: { length: sent }, totalItems, totalPages }: InvitationPage,
  perPage: number,
): number {
  if (totalItems === null || sent === 0 || sent >= Math.min(perPage, totalItems)) return perPage;
  return totalPages === null || Math.ceil(totalItems / sent) === totalPages ? sent : perPage;
}

function keepIf(total: number | null, isPlausible: (total: number) => boolean): number | null {
  return total !== null && isPlausible(total) ? total : null;
}

/** Pads a page that is shorter than its total implies: the missing items still have positions. */
function fill(
  items: readonly (Invitation | null)[],
  length: number,
): readonly (Invitation | null)[] {
  return items.length >= length
    ? items
    : [...items, ...Array.from({ length: length - items.length }, () => null)];
}
