import { InvalidArgument } from '../domain/invalid-argument.ts';
import type { Invitation } from '../domain/invitation.ts';
import { createChangeDetector } from './change-detector.ts';
import { type InvitationFilter, toConditions } from './filter.ts';
import type { ListQuery, ReadPage } from './list.ts';
import type { ListReaders } from './lookup.ts';
import { type PageFacts, toPageFacts } from './page-facts.ts';
import { MAX_PAGE_SIZE } from './paging.ts';
import { checkRecipient, deduplicate, toRecipientKey } from './recipients.ts';

export interface SearchArguments {
  readonly recipients: readonly string[];
  readonly filter?: InvitationFilter | null | undefined;
}

/** Which of the given recipients have been invited already. */
export interface InvitationSearch {
  /** One per distinct recipient, in the given order. */
  readonly matches: readonly RecipientMatch[];
  /** Whether the whole list was read, so that no match means no invitation. */
  readonly isComplete: boolean;
  /** Number of distinct invitations that were compared. */
  readonly searchedCount: number;
}

export interface RecipientMatch {
  readonly recipient: string;
  readonly invitations: readonly Invitation[];
}

/** Enough for one dialog; each recipient is compared with every invitation. */
const MAX_RECIPIENTS = 100;

/**
 * Reads the whole list under the filter. If the list changes meanwhile, it is read again, once.
 *
 * @param maxPages maximum number of pages to read, both passes together
 * @throws {InvalidArgument} before anything is read
 */
export async function searchInvitations(
  { readPage, readFresh }: ListReaders,
  { recipients: given, filter }: SearchArguments,
  maxPages: number,
): Promise<InvitationSearch> {
  const recipients = toSearched(given);
  const query = toConditions(filter ?? {});
  const first = await walk(readPage, query, maxPages);
  if (!first.hasChanged) return toSearch(recipients, [first]);
  const pagesLeft = maxPages - first.pagesRead;
  if (pagesLeft === 0) return toSearch(recipients, [first]);
  const second = await walk(readFresh, query, pagesLeft);
  // A complete second pass replaces the first, whose invitations may be gone.
  return toSearch(recipients, second.isComplete ? [second] : [first, second]);
}

function toSearched(given: readonly string[]): readonly string[] {
  const recipients = deduplicate(given.map((one) => checkRecipient('recipients', one)));
  if (recipients.length >= 1 && recipients.length <= MAX_RECIPIENTS) return recipients;
  throw new InvalidArgument(
    'recipients',
    `must name from 1 to ${MAX_RECIPIENTS} different recipients: got ${recipients.length}`,
  );
}

/** One pass through the list. */
interface Pass {
  readonly invitations: readonly Invitation[];
  readonly pagesRead: number;
  readonly hasChanged: boolean;
  readonly isComplete: boolean;
}

/** Number of pages to read in parallel when the total is unknown. */
const CONCURRENT_PAGES = 4;

async function walk(read: ReadPage, query: ListQuery, maxPages: number): Promise<Pass> {
  const changes = createChangeDetector();
  const invitations: Invitation[] = [];
  let pagesRead = 0;
  let hasChanged = false;
  let pageSize = MAX_PAGE_SIZE;
  let last = await readOne(1);
  pageSize = last.facts.size;
  take(last);
  while (last.facts.hasNext && pagesRead < maxPages && !hasChanged) {
    const batch = await Promise.all(findNextPages(last.facts, pagesRead, maxPages).map(readOne));
    for (const one of batch) {
      // Pages past the end, read in parallel, are empty and only count as read.
      if (last.facts.hasNext) {
        last = one;
        take(one);
      } else {
        pagesRead += 1;
      }
    }
  }
  return { invitations, pagesRead, hasChanged, isComplete: !hasChanged && !last.facts.hasNext };

  async function readOne(number: number) {
    const page = await read({ ...query, page: number, perPage: MAX_PAGE_SIZE });
    return { page, facts: toPageFacts(page, { number, perPage: pageSize }) };
  }

  function take({ page, facts }: Awaited<ReturnType<typeof readOne>>): void {
    pagesRead += 1;
    hasChanged = changes.see(page, facts);
    invitations.push(...facts.items.filter((item) => item !== null));
  }
}

/** All remaining pages if their number is known, else the next few. */
function findNextPages(
  { size, totalItems, totalPages }: PageFacts,
  pagesRead: number,
  maxPages: number,
): readonly number[] {
  const known = totalItems === null ? totalPages : Math.ceil(totalItems / size);
  const last = Math.min(maxPages, known ?? pagesRead + CONCURRENT_PAGES);
  return Array.from({ length: last - pagesRead }, (_, index) => pagesRead + 1 + index);
}

function toSearch(recipients: readonly string[], passes: readonly Pass[]): InvitationSearch {
  const byId = new Map(
    passes.flatMap(({ invitations }) => invitations).map((one) => [one.id, one]),
  );
  const byRecipient = new Map<string, Invitation[]>();
  for (const invitation of byId.values()) {
    for (const key of toKeys(invitation)) {
      const found = byRecipient.get(key);
      if (found === undefined) byRecipient.set(key, [invitation]);
      else found.push(invitation);
    }
  }
  return {
    matches: recipients.map((recipient) => ({
      recipient,
      invitations: byRecipient.get(toRecipientKey(recipient)) ?? [],
    })),
    isComplete: passes.length === 1 && passes.every(({ isComplete }) => isComplete),
    searchedCount: byId.size,
  };
}

function toKeys({ email, invitedNamespace }: Invitation): ReadonlySet<string> {
  return new Set([email, invitedNamespace].filter((name) => name !== null).map(toRecipientKey));
}
