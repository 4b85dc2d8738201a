import { describe, expect, it } from 'vitest';
import { useStack } from '../support/stack.ts';
import { numbered, numberedIds, quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...numbered(25)) });

const WINDOW = /* GraphQL */ `
  query ($first: Int, $after: String, $filter: InvitationFilter) {
    invitations(first: $first, after: $after, filter: $filter) {
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
  const { data, errors } = await stack.send({ query: WINDOW, variables });
  expect(errors).toBeUndefined();
  return data.invitations;
}

const idsOf = ({ edges }: { edges: { node: { id: string } }[] }) =>
  edges.map(({ node }) => node.id);

/** The cursor after the n-th invitation. */
async function cursorAfter(n: number): Promise<string> {
  const { pageInfo } = await read({ first: n });
  stack.emulator.reset();
  return pageInfo.endCursor;
}

const pagesAsked = () =>
  stack.emulator.journal.map(({ query }) => `${query['page']} of ${query['per_page']}`);

describe('following the cursors', () => {
  it.each([1, 4, 10, 25, 100])('yields every invitation once, in steps of %i', async (first) => {
    const met: string[] = [];
    let after: string | null = null;
    let hasNextPage = true;
    while (hasNextPage) {
      const page: Awaited<ReturnType<typeof read>> = await read({ first, after });
      met.push(...idsOf(page));
      after = page.pageInfo.endCursor;
      hasNextPage = page.pageInfo.hasNextPage;
    }
    expect(met).toEqual(numberedIds(1, 25));
    expect(stack.emulator.journal).toHaveLength(Math.ceil(25 / first));
  });

  it('yields every invitation once when the size changes on the way', async () => {
    const met: string[] = [];
    let after: string | null = null;
    for (const first of [1, 2, 3, 5, 8, 4, 9]) {
      const page: Awaited<ReturnType<typeof read>> = await read({ first, after });
      met.push(...idsOf(page));
      after = page.pageInfo.endCursor;
    }
    expect(met).toEqual(numberedIds(1, 25));
  });

  it('starts with 25 invitations by default', async () => {
    expect(await read({ after: await cursorAfter(3) })).toMatchObject({ perPage: 25 });
    expect(pagesAsked()).toEqual(['1 of 25', '2 of 25']);
  });
});

describe('a window', () => {
  it('on a page boundary costs one call', async () => {
    const after = await cursorAfter(10);
    const page = await read({ first: 5, after });
    expect(idsOf(page)).toEqual(numberedIds(11, 15));
    expect(page).toMatchObject({ page: 3, perPage: 5, totalCount: 25, totalPages: 5 });
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(pagesAsked()).toEqual(['3 of 5']);
  });

  it.each([
    { offset: 1, first: 10, ids: numberedIds(2, 11), page: 1, asked: ['1 of 10', '2 of 10'] },
    { offset: 7, first: 5, ids: numberedIds(8, 12), page: 2, asked: ['2 of 5', '3 of 5'] },
    { offset: 12, first: 10, ids: numberedIds(13, 22), page: 2, asked: ['2 of 10', '3 of 10'] },
  ])('off a page boundary is read from two pages: %o', async ({ offset, first, ...expected }) => {
    const after = await cursorAfter(offset);
    const window = await read({ first, after });
    expect(idsOf(window)).toEqual(expected.ids);
    expect(window).toMatchObject({ page: expected.page, perPage: first, totalCount: 25 });
    expect(window.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(pagesAsked().sort()).toEqual(expected.asked);
  });

  it.each([
    { offset: 19, first: 10, ids: numberedIds(20, 25) },
    { offset: 21, first: 4, ids: numberedIds(22, 25) },
    { offset: 24, first: 7, ids: numberedIds(25, 25) },
  ])('at the end contains the remaining items: %o', async ({ offset, first, ids }) => {
    const window = await read({ first, after: await cursorAfter(offset) });
    expect(idsOf(window)).toEqual(ids);
    expect(window.pageInfo.hasNextPage).toBe(false);
  });

  it.each([1, 5, 10, 100])('past the end is empty for a size of %i', async (first) => {
    const window = await read({ first, after: await cursorAfter(25) });
    expect(window).toMatchObject({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
      page: Math.floor(25 / first) + 1,
      perPage: first,
    });
  });

  it('that exactly reaches the end has no next page', async () => {
    const window = await read({ first: 8, after: await cursorAfter(17) });
    expect(idsOf(window)).toEqual(numberedIds(18, 25));
    expect(window.pageInfo.hasNextPage).toBe(false);
  });

  it('off a page boundary has a next page when it is full and upstream reports no totals', async () => {
    const after = await cursorAfter(1);
    const pageOf = (ids: string[]) => JSON.stringify({ invitations: ids.map((id) => ({ id })) });
    for (const ids of [numberedIds(1, 3), numberedIds(4, 6)]) {
      stack.emulator.inject({
        times: 1,
        behaviour: { kind: 'answer', status: 200, body: pageOf(ids) },
      });
    }
    const window = await read({ first: 3, after });
    expect(window).toMatchObject({
      totalCount: null,
      totalPages: null,
      pageInfo: { hasNextPage: true },
    });
  });
});

describe('a cursor', () => {
  it('is not tied to a filter', async () => {
    const window = await read({
      first: 2,
      after: await cursorAfter(4),
      filter: { type: 'ARRAY_SHARE' },
    });
    expect(idsOf(window)).toEqual(['n5', 'n6']);
  });

  it('of a numbered page continues after that page', async () => {
    const { data } = await stack.send({
      query: '{ invitations(page: 2, perPage: 4) { pageInfo { endCursor } } }',
    });
    const window = await read({ first: 2, after: data.invitations.pageInfo.endCursor });
    expect(idsOf(window)).toEqual(['n9', 'n10']);
  });

  it('of any edge continues after that edge', async () => {
    const { edges } = await read({ first: 10 });
    expect(idsOf(await read({ first: 1, after: edges[6].cursor }))).toEqual(['n8']);
  });

  it('shifts by one when an invitation before it is cancelled, as its description warns', async () => {
    const { pageInfo } = await read({ first: 5 });
    const { world } = stack.emulator;
    world.invitations = world.invitations.filter(({ id }) => id !== 'n2');
    expect(idsOf(await read({ first: 2, after: pageInfo.endCursor }))).toEqual(['n7', 'n8']);
  });
});
