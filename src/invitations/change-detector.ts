import type { InvitationPage } from '../domain/invitation.ts';
import type { PageFacts } from './page-facts.ts';

/**
 * Detects that the list changed during one pass through its pages. Adding or removing an item shifts all later ones, so a
 * pass can miss an item that was there all along.
 */
export interface ChangeDetector {
  /** @returns whether the list has changed since the first page */
  see(page: InvitationPage, facts: PageFacts): boolean;
}

export function createChangeDetector(): ChangeDetector {
  const ids = new Set<string>();
  let totalItems: number | null = null;
  let size: number | null = null;
  let hasChanged = false;

  return {
    see(page, facts) {
      hasChanged ||=
        differs(totalItems, page.totalItems) || differs(size, facts.size) || repeatsAnId(facts);
      totalItems ??= page.totalItems;
      size ??= facts.size;
      return hasChanged;
    },
  };

  function repeatsAnId({ items }: PageFacts): boolean {
    const before = ids.size;
    const invitations = items.filter((item) => item !== null);
    for (const { id } of invitations) ids.add(id);
    return ids.size < before + invitations.length;
  }
}

function differs(known: number | null, reported: number | null): boolean {
  return known !== null && reported !== null && known !== reported;
}
