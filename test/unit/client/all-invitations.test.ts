import { expect, test } from 'vitest';
import { allInvitations, ListMovedError } from '../../../client/src/all-invitations.ts';
import { collect, fakeExecute } from './fake-execute.ts';

test('yields every invitation exactly once', async () => {
  const { execute, asked } = fakeExecute(listOf(() => ['a', 'b', 'c', 'd', 'e']));
  expect(await ids(allInvitations(execute, { pageSize: 2 }))).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(asked[0]?.variables).toMatchObject({ first: 2, after: null });
});

test('starts over when the list moved, and yields nothing twice', async () => {
  let list = ['a', 'b', 'c', 'd', 'e'];
  const { execute } = fakeExecute((asked, index) => {
    if (index === 1) list = ['b', 'c', 'd', 'e'];
    return listOf(() => list)(asked);
  });
  expect(await ids(allInvitations(execute, { pageSize: 3 }))).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('fails on a list that keeps moving instead of silently missing invitations', async () => {
  let list = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const { execute } = fakeExecute((asked, index) => {
    if (index % 2 === 1) list = list.slice(1);
    return listOf(() => list)(asked);
  });
  await expect(ids(allInvitations(execute, { pageSize: 3 }))).rejects.toThrow(ListMovedError);
});

test('throws the response of a failed request so that toProblem can read it', async () => {
  const answer = { data: { invitations: null }, errors: [{ message: 'down' }] };
  const { execute } = fakeExecute(() => answer);
  await expect(ids(allInvitations(execute))).rejects.toBe(answer);
});

async function ids(items: AsyncIterable<{ id: string }>): Promise<string[]> {
  return (await collect(items)).map(({ id }) => id);
}

/** A list whose cursors are positions, like the service's cursors. */
function listOf(read: () => string[]) {
  return ({ variables }: { variables: Record<string, unknown> }) => {
    const list = read();
    const start = Number(variables['after'] ?? 0);
    const edges = list.slice(start, start + Number(variables['first'])).map((id, index) => ({
      cursor: String(start + index + 1),
      node: { id },
    }));
    const hasNextPage = start + edges.length < list.length;
    return { data: { invitations: { totalCount: list.length, pageInfo: { hasNextPage }, edges } } };
  };
}
