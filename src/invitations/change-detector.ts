import type { Invitation, InvitationPage } from '../domain/invitation.ts';
import type { PageFacts } from './page-facts.ts';

/**
 * Notices, over the pages of one pass through a list, that the list changed under it. An item that is added or removed
 * shifts all that follow, so that a pass can miss one that was there all the time.
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

  function repeatsAnId({ places }: PageFacts): boolean {
    const before = ids.size;
    const given = places.filter((place): place is Invitation => place !== null);
    for (const { id } of given) ids.add(id);
    return ids.size < before + given.length;
  }
}

function differs(known: number | null, told: number | null): boolean {
  return known !== null && told !== null && known !== told;
}
