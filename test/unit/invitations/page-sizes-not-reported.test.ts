import { describe, expect, it } from 'vitest';
import { readList } from '../../../src/invitations/list.ts';
import { createLookup } from '../../../src/invitations/lookup.ts';
import { writeCursor } from '../../../src/invitations/paging.ts';
import { searchInvitations } from '../../../src/invitations/search.ts';
import { createMovingList, idsOf } from './moving-list.ts';

const BOTH_TOTALS = { perPage: false, totalItems: true, totalPages: true };
const ONLY_ITEMS = { ...BOTH_TOTALS, totalPages: false };

describe.each([
  ['both totals', BOTH_TOTALS],
  ['only the number of items', ONLY_ITEMS],
])(
  'pages that are smaller than requested, and report %s but not their size',
  (_title, metadata) => {
    it.each([100, 50, 25, 21])('lose no item: %i at a time', async (first) => {
      const ids = idsOf(130);
      const { read } = createMovingList(ids, 20, metadata);
      const found: string[] = [];
      for (let offset = 0; offset < ids.length; offset += first) {
        const after = offset === 0 ? null : writeCursor(offset - 1);
        const { items, totalPages } = await readList(read, { first, after });
        found.push(...items.flatMap((item) => (item === null ? [] : [item.id])));
        expect(totalPages).toBe(metadata.totalPages ? Math.ceil(130 / first) : null);
      }
      expect(found).toEqual(ids);
    });

    it('are all read before a look-up denies that an invitation exists', async () => {
      const ids = idsOf(130);
      const { read, calls } = createMovingList(ids, 20, metadata);
      const find = createLookup({ readPage: read, readFresh: read }, 20);
      expect(await find(['i129', 'absent'])).toEqual([
        expect.objectContaining({ id: 'i129' }),
        null,
      ]);
      expect(calls).toHaveLength(7);
    });

    it('are all read by a search', async () => {
      const { read, calls } = createMovingList(idsOf(130), 20, metadata);
      const readers = { readPage: read, readFresh: read };
      const search = await searchInvitations(readers, { recipients: ['i129@example.com'] }, 20);
      expect(search).toMatchObject({ isComplete: true, searchedCount: 130 });
      expect(search.matches[0]?.invitations).toMatchObject([{ id: 'i129' }]);
      expect(calls).toHaveLength(7);
    });
  },
);
