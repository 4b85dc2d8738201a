import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readList } from '../../../src/invitations/list.ts';
import { writeCursor } from '../../../src/invitations/paging.ts';
import { createMovingList, EVERYTHING, idsOf } from './moving-list.ts';

const idsIn = (places: readonly ({ id: string } | null)[]) =>
  places.flatMap((place) => (place === null ? [] : [place.id]));

const window = fc.record({
  first: fc.integer({ min: 1, max: 100 }),
  offset: fc.nat({ max: 320 }),
});
// Without both the page size and the total, a page that is smaller than requested could not be detected.
const told = fc.constantFrom(
  ...[true, false].flatMap((totalPages) => [
    { perPage: true, totalItems: true, totalPages },
    { perPage: true, totalItems: false, totalPages },
    { perPage: false, totalItems: true, totalPages },
  ]),
);

describe('a window of a list that does not change', () => {
  it('contains exactly its items, whatever the size of upstream’s pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 300 }),
        fc.integer({ min: 1, max: 120 }),
        told,
        window,
        async (count, cap, metadata, { first, offset }) => {
          const ids = idsOf(count);
          const list = createMovingList(ids, cap, metadata);
          const after = offset === 0 ? null : writeCursor(offset - 1);
          const found = await readList(list.read, { first, after });
          const wanted = ids.slice(offset, offset + first);
          expect(idsIn(found.items)).toEqual(wanted);
          if (metadata.totalItems) {
            expect(found.hasNextPage).toBe(wanted.length > 0 && offset + first < count);
            expect(found.totalCount).toBe(count);
            expect(found.totalPages).toBe(metadata.totalPages ? Math.ceil(count / first) : null);
          } else if (!metadata.totalPages) {
            expect(found.hasNextPage).toBe(wanted.length === first);
          }
          if (wanted.length === 0) expect(found.hasNextPage).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('yields every item once together with the windows that follow, including dropped items', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 150 }),
        fc.integer({ min: 1, max: 40 }),
        told,
        fc.integer({ min: 1, max: 30 }),
        async (usable, cap, metadata, first) => {
          const ids = usable.map((isUsable, index) => (isUsable ? `i${index}` : ''));
          const list = createMovingList(ids, cap, metadata);
          const met: string[] = [];
          let offset = 0;
          for (let goesOn = true; goesOn; ) {
            const after = offset === 0 ? null : writeCursor(offset - 1);
            const found = await readList(list.read, { first, after });
            met.push(...idsIn(found.items));
            offset += found.items.length;
            goesOn = found.hasNextPage;
          }
          expect(met).toEqual(ids.filter((id) => id !== ''));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('costs one call, or two off a page boundary, when pages are as large as requested', async () => {
    const list = createMovingList(idsOf(100), 100, EVERYTHING);
    await readList(list.read, { page: 3, perPage: 10 });
    await readList(list.read, { first: 10, after: writeCursor(14) });
    expect(list.calls.map(({ page, perPage }) => [page, perPage])).toEqual([
      [3, 10],
      [2, 10],
      [3, 10],
    ]);
  });

  it('does not request a page past the end', async () => {
    const list = createMovingList(idsOf(25), 10, EVERYTHING);
    await readList(list.read, { perPage: 100 });
    expect(new Set(list.calls.map(({ page }) => page))).toEqual(new Set([1, 2, 3]));
  });
});

describe('totals that may contradict their page', () => {
  const page = async (
    items: number,
    totals: { totalItems?: number; totalPages?: number },
    number = 1,
  ) =>
    readList(
      async () => ({
        invitations: (
          await createMovingList(idsOf(items), 100, EVERYTHING).read({
            page: 1,
            perPage: 100,
          })
        ).invitations,
        perPage: 10,
        totalItems: totals.totalItems ?? null,
        totalPages: totals.totalPages ?? null,
      }),
      { page: number, perPage: 10 },
    );

  it.each([
    ['zero pages next to a full page', 10, { totalItems: 130, totalPages: 0 }, 130, null, true],
    ['zero items next to a full page', 10, { totalItems: 0, totalPages: 13 }, null, 13, true],
    [
      'zero pages and items next to a full page',
      10,
      { totalItems: 0, totalPages: 0 },
      null,
      null,
      true,
    ],
    ['fewer items than are on the page', 10, { totalItems: 9 }, null, null, true],
    ['as many items as the page has', 10, { totalItems: 10 }, 10, null, false],
    ['no totals next to a short page', 4, {}, null, null, false],
    ['no totals next to an empty page', 0, {}, null, null, false],
    ['many items next to an empty page', 0, { totalItems: 50, totalPages: 5 }, null, null, false],
    ['zero items next to an empty page', 0, { totalItems: 0, totalPages: 0 }, 0, 0, false],
    [
      'many items and zero pages next to an empty page',
      0,
      { totalItems: 130, totalPages: 0 },
      null,
      0,
      false,
    ],
  ])(
    'are trusted only where they fit the page: %s',
    async (_title, items, totals, totalCount, totalPages, hasNextPage) => {
      expect(await page(items, totals)).toMatchObject({ totalCount, totalPages, hasNextPage });
    },
  );

  it('do not claim zero pages of a list that has items', async () => {
    expect(await page(0, { totalItems: 130, totalPages: 0 }, 14)).toMatchObject({
      totalCount: 130,
      totalPages: null,
    });
  });

  it('never give an empty page a next page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 12 }),
        fc.option(fc.nat({ max: 200 }), { nil: undefined }),
        fc.option(fc.nat({ max: 20 }), { nil: undefined }),
        fc.integer({ min: 1, max: 20 }),
        async (items, totalItems, totalPages, number) => {
          const totals = {
            ...(totalItems !== undefined && { totalItems }),
            ...(totalPages !== undefined && { totalPages }),
          };
          const { items: found, hasNextPage } = await page(items, totals, number);
          expect(found.length).toBeLessThanOrEqual(10);
          if (found.length === 0) expect(hasNextPage).toBe(false);
        },
      ),
    );
  });
});
