import { describe, expect, it } from 'vitest';
import { readList } from '../../../src/invitations/list.ts';
import { createLookup } from '../../../src/invitations/lookup.ts';
import { writeCursor } from '../../../src/invitations/paging.ts';
import { createMovingList, idsOf } from './moving-list.ts';

const METADATA = { perPage: false, totalItems: true, totalPages: true };

describe('pages that are smaller than requested and do not report their size', () => {
  it.each([100, 50, 25])('lose no item when both totals are sent: %i at a time', async (first) => {
    const ids = idsOf(130);
    const { read } = createMovingList(ids, 20, METADATA);
    const found: string[] = [];
    for (let offset = 0; offset < ids.length; offset += first) {
      const after = offset === 0 ? null : writeCursor(offset - 1);
      const { items, totalPages } = await readList(read, { first, after });
      found.push(...items.flatMap((item) => (item === null ? [] : [item.id])));
      expect(totalPages).toBe(Math.ceil(130 / first));
    }
    expect(found).toEqual(ids);
  });

  it('are all read before a look-up denies that an invitation exists', async () => {
    const ids = idsOf(130);
    const { read, calls } = createMovingList(ids, 20, METADATA);
    const find = createLookup({ readPage: read, readFresh: read }, 20);
    expect(await find(['i129', 'absent'])).toEqual([expect.objectContaining({ id: 'i129' }), null]);
    expect(calls).toHaveLength(7);
  });
});
