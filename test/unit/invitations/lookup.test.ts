import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ListChanged } from '../../../src/domain/list-changed.ts';
import { LookupLimitExceeded } from '../../../src/domain/lookup-limit-exceeded.ts';
import { createLookup } from '../../../src/invitations/lookup.ts';
import { searchInvitations } from '../../../src/invitations/search.ts';
import { createMovingList, EVERYTHING, idsOf, type MovingList } from './moving-list.ts';

const readers = ({ read }: MovingList) => ({ readPage: read, readFresh: read });

/** When the list changes, and how: an item is added in front, or the item at that position is removed. */
const change = fc.record({
  beforeRead: fc.nat({ max: 12 }),
  at: fc.option(fc.nat({ max: 600 }), { nil: null }),
});
const kept = 'kept';

/** A list in which one item stays throughout while others come and go; at most one change between two reads. */
const moving = fc
  .record({
    before: fc.nat({ max: 350 }),
    after: fc.nat({ max: 350 }),
    cap: fc.constantFrom(100, 100, 60, 33),
    told: fc.constantFrom(EVERYTHING, { perPage: true, totalItems: true, totalPages: false }),
    changes: fc.uniqueArray(change, { maxLength: 4, selector: ({ beforeRead }) => beforeRead }),
  })
  .map(({ before, after, cap, told, changes }) =>
    createMovingList(
      [...idsOf(before), kept, ...idsOf(after).map((id) => `b${id}`)],
      cap,
      told,
      (list, pagesRead) => {
        const due = changes.find(({ beforeRead }) => beforeRead === pagesRead);
        if (due === undefined) return;
        const { at } = due;
        list.ids =
          at === null
            ? [`new${pagesRead}`, ...list.ids]
            : list.ids.filter((id, index) => index !== at || id === kept);
      },
    ),
  );

describe('a lookup in a changing list', () => {
  it('never reports an item as missing that was there throughout', async () => {
    await fc.assert(
      fc.asyncProperty(moving, fc.integer({ min: 1, max: 20 }), async (list, maxPages) => {
        const [found] = await createLookup(readers(list), maxPages)([kept]);
        if (found instanceof Error) {
          expect([ListChanged, LookupLimitExceeded]).toContain(found.constructor);
        } else {
          expect(found?.id).toBe(kept);
        }
        expect(list.calls.length).toBeLessThanOrEqual(maxPages);
      }),
      { numRuns: 500 },
    );
  });

  it('returns null for an item that was never there, unless it cannot know', async () => {
    await fc.assert(
      fc.asyncProperty(moving, async (list) => {
        const [found] = await createLookup(readers(list), 20)(['nowhere']);
        if (found !== null)
          expect([ListChanged, LookupLimitExceeded]).toContain(found?.constructor);
      }),
    );
  });

  it('starts over once, and then reports that the list changed', async () => {
    const list = createMovingList(idsOf(250), 100, EVERYTHING, (one, pagesRead) => {
      if (pagesRead > 0) one.ids = [`new${pagesRead}`, ...one.ids];
    });
    const [found] = await createLookup(readers(list), 20)(['nowhere']);
    expect(found).toBeInstanceOf(ListChanged);
    expect(list.calls.map(({ page }) => page)).toEqual([1, 2, 1, 2, 3]);
  });

  it('returns null when the list is stable during the second pass', async () => {
    const list = createMovingList(idsOf(250), 100, EVERYTHING, (one, pagesRead) => {
      if (pagesRead === 1) one.ids = one.ids.slice(1);
    });
    expect(await createLookup(readers(list), 20)(['nowhere'])).toEqual([null]);
    expect(list.calls.map(({ page }) => page)).toEqual([1, 2, 1, 2, 3]);
  });

  it('reports its limit when it reaches it in the second pass', async () => {
    const list = createMovingList(idsOf(250), 100, EVERYTHING, (one, pagesRead) => {
      if (pagesRead === 1) one.ids = one.ids.slice(1);
    });
    const [found] = await createLookup(readers(list), 4)(['nowhere']);
    expect(found).toBeInstanceOf(LookupLimitExceeded);
    expect(list.calls).toHaveLength(4);
  });

  it('detects an id that appears twice when there are no totals', async () => {
    const silent = { perPage: false, totalItems: false, totalPages: false };
    const list = createMovingList(idsOf(250), 100, silent, (one, pagesRead) => {
      if (pagesRead === 1) one.ids = ['new', ...one.ids];
    });
    expect(await createLookup(readers(list), 20)(['nowhere'])).toEqual([null]);
    expect(list.calls.map(({ page }) => page)).toEqual([1, 2, 1, 2, 3]);
  });

  it('reads each page once for two searches at the same time', async () => {
    const list = createMovingList(idsOf(250), 100, EVERYTHING);
    const find = createLookup(readers(list), 20);
    const found = await Promise.all([find(['i249']), find(['i120', 'nowhere'])]);
    expect(found.flat().map((one) => one && 'id' in one && one.id)).toEqual(['i249', 'i120', null]);
    expect(list.calls.map(({ page }) => page)).toEqual([1, 2, 3]);
  });

  it('resumes where it stopped, and finds items that it has already seen', async () => {
    const list = createMovingList(idsOf(250), 100, EVERYTHING);
    const find = createLookup(readers(list), 20);
    await find(['i5']);
    await find(['i5', 'i199']);
    const found = await find(['i0', 'i249', 'nowhere']);
    expect(found.map((one) => (one instanceof Error ? one : (one?.id ?? null)))).toEqual([
      'i0',
      'i249',
      null,
    ]);
    expect(list.calls).toHaveLength(3);
  });

  it('reports a fault of upstream for items that it has not seen', async () => {
    const list = createMovingList(idsOf(250), 100, EVERYTHING, (_list, pagesRead) => {
      if (pagesRead === 1) throw new Error('down');
    });
    const [seen, missed] = await createLookup(readers(list), 20)(['i7', 'i120']);
    expect(seen).toMatchObject({ id: 'i7' });
    expect(missed).toEqual(new Error('down'));
  });
});

describe('a search in a changing list', () => {
  it('finds everyone who was in the list throughout when it reports that it is complete', async () => {
    await fc.assert(
      fc.asyncProperty(moving, fc.integer({ min: 1, max: 20 }), async (list, maxPages) => {
        const recipients = ['KEPT@example.com'];
        const found = await searchInvitations(readers(list), { recipients }, maxPages);
        if (found.isComplete) expect(found.matches[0]?.invitations).toMatchObject([{ id: kept }]);
        expect(list.calls.length).toBeLessThanOrEqual(maxPages);
        expect(found.searchedCount).toBeLessThanOrEqual(list.ids.length + 4);
      }),
      { numRuns: 300 },
    );
  });

  it('is complete for a stable list unless it reaches its limit', async () => {
    for (const told of [EVERYTHING, { perPage: false, totalItems: false, totalPages: false }]) {
      const found = async (maxPages: number) =>
        searchInvitations(
          readers(createMovingList(idsOf(750), 100, told)),
          { recipients: ['i749@example.com'] },
          maxPages,
        );
      expect(await found(8)).toMatchObject({ isComplete: true, searchedCount: 750 });
      expect(await found(7)).toMatchObject({
        isComplete: false,
        searchedCount: 700,
        matches: [{ invitations: [] }],
      });
    }
  });
});
