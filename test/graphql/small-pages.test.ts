import { describe, expect, it } from 'vitest';
import { addInvitation } from '../../emulator/src/world.ts';
import { useStack } from '../support/stack.ts';
import { numbered, numberedIds, quiet } from '../support/world.ts';

const WINDOW = /* GraphQL */ `
  query ($first: Int, $after: String, $page: Int, $perPage: Int) {
    invitations(first: $first, after: $after, page: $page, perPage: $perPage) {
      nodes { id }
      pageInfo { hasNextPage endCursor }
      page
      perPage
      totalCount
      totalPages
    }
  }
`;
const ONE = 'query ($id: ID!) { invitation(id: $id) { id } }';

const idsOf = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id);

describe('an upstream whose pages are smaller than requested', () => {
  const stack = useStack({ emulator: { ...quiet(...numbered(130)), pageCap: 30 } });

  const read = async (variables: Record<string, unknown>) => {
    const { data, errors } = await stack.send({ query: WINDOW, variables });
    expect(errors).toBeUndefined();
    return data.invitations;
  };

  it.each([
    [{ page: 1, perPage: 100 }, numberedIds(1, 100), true, 4],
    [{ page: 2, perPage: 100 }, numberedIds(101, 130), false, 4],
    [{ page: 3, perPage: 50 }, numberedIds(101, 130), false, 5],
    [{ page: 2, perPage: 40 }, numberedIds(41, 80), true, 3],
    [{ page: 9, perPage: 50 }, [], false, 1],
    [{ page: 2, perPage: 30 }, numberedIds(31, 60), true, 1],
  ])('still fills the requested page: %o', async (variables, ids, hasNextPage, calls) => {
    const page = await read(variables);
    expect(idsOf(page)).toEqual(ids);
    expect(page).toMatchObject({
      ...variables,
      totalCount: 130,
      totalPages: Math.ceil(130 / variables.perPage),
      pageInfo: { hasNextPage },
    });
    expect(stack.emulator.journal.length).toBeLessThanOrEqual(calls);
  });

  it('yields every invitation once when cursors are followed', async () => {
    const met: string[] = [];
    let after: string | null = null;
    for (let goesOn = true; goesOn; ) {
      const page: Awaited<ReturnType<typeof read>> = await read({ first: 47, after });
      met.push(...idsOf(page));
      after = page.pageInfo.endCursor;
      goesOn = page.pageInfo.hasNextPage;
    }
    expect(met).toEqual(numberedIds(1, 130));
  });

  it('is read to the end of its list by a lookup', async () => {
    const found = await stack.send({ query: ONE, variables: { id: 'n130' } });
    expect(found.data).toEqual({ invitation: { id: 'n130' } });
    const missed = await stack.send({ query: ONE, variables: { id: 'nowhere' } });
    expect(missed.errors).toBeUndefined();
    expect(missed.data).toEqual({ invitation: null });
    expect(stack.emulator.journal).toHaveLength(10);
  });
});

describe('totals that contradict their page', () => {
  const stack = useStack({ emulator: quiet() });
  const full = (from: number, metadata: object) =>
    stack.emulator.inject({
      times: 1,
      behaviour: {
        kind: 'answer',
        status: 200,
        body: JSON.stringify({
          invitations: numberedIds(from, from + 99).map((id) => ({ id })),
          pagination_metadata: metadata,
        }),
      },
    });

  it('do not end a lookup', async () => {
    full(1, { total_pages: 0, total_items: 130 });
    full(101, { total_pages: 0, total_items: 200 - 70 });
    const { data } = await stack.send({ query: ONE, variables: { id: 'n130' } });
    expect(data).toEqual({ invitation: { id: 'n130' } });
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it('do not end a list', async () => {
    full(1, { total_pages: 0, total_items: 130 });
    const { data } = await stack.send({ query: WINDOW, variables: { perPage: 100 } });
    expect(data.invitations).toMatchObject({
      totalCount: 130,
      totalPages: null,
      pageInfo: { hasNextPage: true },
    });
  });
});

describe('a lookup in a list that changes', () => {
  const stack = useStack({ emulator: quiet(...numbered(150)) });

  /** Responses to these calls, counted from 0, come after one more invitation was created. */
  const addBefore = async (...calls: number[]) => {
    for (const call of calls) {
      await stack.emulator.ended(call);
      addInvitation(stack.emulator.world, {
        id: `new${call}`,
        type: 'ARRAY_SHARE',
        owner: 'ada',
        to: 'x@example.com',
        array: 'x',
      });
    }
  };

  it('starts over once for ids that were not found', async () => {
    const adding = addBefore(1);
    stack.emulator.inject({ skip: 1, times: 1, behaviour: { kind: 'hold', until: adding } });
    const { data, errors } = await stack.send({ query: ONE, variables: { id: 'nowhere' } });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ invitation: null });
    expect(stack.emulator.journal.map(({ query }) => query['page'])).toEqual(['1', '2', '1', '2']);
  });

  it('is LIST_CHANGED, retryable, when it changes again', async () => {
    const first = addBefore(1);
    const second = first.then(() => addBefore(3));
    stack.emulator.inject({ skip: 1, times: 1, behaviour: { kind: 'hold', until: first } });
    stack.emulator.inject({ skip: 2, times: 1, behaviour: { kind: 'hold', until: second } });
    const { data, errors } = await stack.send({
      query: `{ a: invitation(id: "n150") { id } b: invitation(id: "nowhere") { id } }`,
      headers: { 'x-request-id': 'moved-1' },
    });
    expect(data).toEqual({ a: { id: 'n150' }, b: null });
    expect(errors).toEqual([
      {
        message: expect.stringContaining('nowhere'),
        path: ['b'],
        locations: expect.anything(),
        extensions: { code: 'LIST_CHANGED', requestId: 'moved-1', retryable: true },
      },
    ]);
    expect(stack.emulator.journal).toHaveLength(4);
  });
});
