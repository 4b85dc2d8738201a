import type { Invitation, InvitationPage } from '../domain/invitation.ts';

/** Which page was asked for. */
export interface PageRequest {
  /** Counted from 1. */
  readonly number: number;
  readonly perPage: number;
}

/** What a page of upstream's says of the list, once what contradicts itself is left out. */
export interface PageFacts {
  /** Size of upstream's pages: what was asked for, or less. */
  readonly size: number;
  /** Position of its first place in the list, counted from 0. */
  readonly start: number;
  /** One entry for each position of the list; null where there is nothing usable. */
  readonly places: readonly (Invitation | null)[];
  readonly totalItems: number | null;
  /** Counted in pages of `size`. */
  readonly totalPages: number | null;
  /** Whether a page follows. Without totals, a full page is taken to have a successor. */
  readonly hasNext: boolean;
}

/** A total that contradicts the page beside it counts as none. */
export function toPageFacts(page: InvitationPage, { number, perPage }: PageRequest): PageFacts {
  const size = Math.min(perPage, page.perPage || perPage);
  const start = (number - 1) * size;
  const sent = page.invitations.slice(0, size);
  const end = start + sent.length;
  const isEmpty = sent.length === 0;
  const totalItems = keepIf(page.totalItems, (total) => (isEmpty ? total <= start : total >= end));
  const totalPages = keepIf(page.totalPages, (total) => total < number === isEmpty);
  return {
    size,
    start,
    places: isEmpty || totalItems === null ? sent : fill(sent, Math.min(size, totalItems - start)),
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

function keepIf(total: number | null, isPlausible: (total: number) => boolean): number | null {
  return total !== null && isPlausible(total) ? total : null;
}

/** A page that is shorter than its total says holds items back; those have places all the same. */
function fill(
  places: readonly (Invitation | null)[],
  length: number,
): readonly (Invitation | null)[] {
  return places.length >= length
    ? places
    : [...places, ...Array.from({ length: length - places.length }, () => null)];
}
