import { describe, expect, it } from 'vitest';
import { useStack } from '../support/stack.ts';
import { numbered, numberedIds, quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...numbered(60)) });

const PAGE = /* GraphQL */ `
  query ($page: Int, $perPage: Int) {
    invitations(page: $page, perPage: $perPage) {
      nodes { id }
      edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      page
      perPage
      totalCount
      totalPages
    }
  }
`;

async function read(variables: Record<string, unknown>) {
  const { data, errors } = await stack.send({ query: PAGE, variables });
  expect(errors).toBeUndefined();
  return data.invitations;
}

const idsOf = (connection: { nodes: { id: string }[] }) => connection.nodes.map(({ id }) => id);

describe('a numbered page', () => {
  it('is page one of 25 items by default', async () => {
    const page = await read({});
    expect(idsOf(page)).toEqual(numberedIds(1, 25));
    expect(page).toMatchObject({ page: 1, perPage: 25, totalCount: 60, totalPages: 3 });
    expect(stack.emulator.journal.map(({ query }) => query)).toEqual([
      { page: '1', per_page: '25' },
    ]);
  });

  it.each([
    [{ page: 1, perPage: 20 }, numberedIds(1, 20), { hasNextPage: true, hasPreviousPage: false }],
    [{ page: 2, perPage: 20 }, numberedIds(21, 40), { hasNextPage: true, hasPreviousPage: true }],
    [{ page: 3, perPage: 20 }, numberedIds(41, 60), { hasNextPage: false, hasPreviousPage: true }],
    [{ page: 2, perPage: 50 }, numberedIds(51, 60), { hasNextPage: false, hasPreviousPage: true }],
    [{ page: 60, perPage: 1 }, numberedIds(60, 60), { hasNextPage: false, hasPreviousPage: true }],
    [{ perPage: 100 }, numberedIds(1, 60), { hasNextPage: false, hasPreviousPage: false }],
    [{ page: 3 }, numberedIds(51, 60), { hasNextPage: false, hasPreviousPage: true }],
  ])('has the requested size and number: %o', async (variables, ids, pageInfo) => {
    const page = await read(variables);
    const asked = { page: 1, perPage: 25, ...variables };
    expect(idsOf(page)).toEqual(ids);
    expect(page).toMatchObject({
      ...asked,
      pageInfo,
      totalCount: 60,
      totalPages: Math.ceil(60 / asked.perPage),
    });
    expect(stack.emulator.journal.map(({ query }) => query)).toEqual([
      { page: String(asked.page), per_page: String(asked.perPage) },
    ]);
  });

  it('repeats its items as edges, with the cursors of pageInfo', async () => {
    const { nodes, edges, pageInfo } = await read({ page: 2, perPage: 7 });
    expect(edges.map(({ node }: { node: unknown }) => node)).toEqual(nodes);
    expect(pageInfo).toMatchObject({
      startCursor: edges[0].cursor,
      endCursor: edges[6].cursor,
    });
    expect(new Set(edges.map(({ cursor }: { cursor: string }) => cursor)).size).toBe(7);
  });

  it.each([
    { page: 4, perPage: 20 },
    { page: 2 ** 31 - 1, perPage: 100 },
  ])('is empty past the end: %o', async (variables) => {
    expect(await read(variables)).toEqual({
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
      ...variables,
      totalCount: 60,
      totalPages: Math.ceil(60 / variables.perPage),
    });
    expect(stack.emulator.journal.map(({ query }) => query)).toEqual([
      { page: String(variables.page), per_page: String(variables.perPage) },
    ]);
  });

  it('accepts literals as well as variables', async () => {
    const { data } = await stack.send({
      query: '{ invitations(page: 2, perPage: 2) { nodes { id } } }',
    });
    expect(idsOf(data.invitations)).toEqual(['n3', 'n4']);
  });
});

describe('a list for which upstream reports no totals', () => {
  function answerWith(body: object): void {
    stack.emulator.inject({
      behaviour: { kind: 'answer', status: 200, body: JSON.stringify(body) },
    });
  }
  const items = (count: number) => numberedIds(1, count).map((id) => ({ id }));

  it.each([
    ['a full page', items(3), true],
    ['a partial page', items(2), false],
    ['an empty page', [], false],
    ['a missing list', undefined, false],
    ['a null list', null, false],
  ])('has a next page after %s: %3$s', async (_title, invitations, hasNextPage) => {
    answerWith({ invitations });
    const page = await read({ perPage: 3 });
    expect(page).toMatchObject({ totalCount: null, totalPages: null, pageInfo: { hasNextPage } });
    expect(idsOf(page)).toHaveLength(invitations?.length ?? 0);
  });

  it.each([
    ['only items are counted and there are more', { total_items: 4 }, 4, null, true],
    ['only items are counted and these are all', { total_items: 3 }, 3, null, false],
    ['only pages are counted and there are more', { total_pages: 2 }, null, 2, true],
    ['only pages are counted and this is the last', { total_pages: 1 }, null, 1, false],
    ['both totals are null', { total_items: null, total_pages: null }, null, null, true],
  ])(
    'derives what it can when %s',
    async (_title, pagination_metadata, totalCount, totalPages, hasNextPage) => {
      answerWith({ invitations: items(3), pagination_metadata });
      expect(await read({ perPage: 3 })).toMatchObject({
        totalCount,
        totalPages,
        pageInfo: { hasNextPage },
      });
    },
  );

  it('never returns more items than were requested', async () => {
    answerWith({ invitations: items(5) });
    expect(idsOf(await read({ perPage: 3 }))).toEqual(['n1', 'n2', 'n3']);
  });
});
