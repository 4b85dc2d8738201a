import { expect, test } from 'vitest';
import {
  continued,
  cursorBeforeLast,
  type GrowingList,
  withoutInvitation,
} from '../../../client/src/growing-list.ts';

test('keeps the other cursors when an invitation disappears', () => {
  const list = withoutInvitation(stretch(['a', 1], ['b', 2], ['c', 3]), 'a');
  expect(toPairs(list)).toEqual([
    ['b', 1],
    ['c', 2],
  ]);
  expect(list.totalCount).toBe(9);
});

test('continues after the last invitation only while that one is still listed', () => {
  const list = stretch(['a', 1], ['b', 2], ['c', 3]);
  expect(cursorBeforeLast(list)).toBe('2');
  expect(toPairs(continued(list, stretch(['c', 3], ['d', 4])))).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
    ['d', 4],
  ]);
  expect(continued(list, stretch(['d', 3], ['e', 4]))).toBeNull();
  expect(continued(list, stretch())).toBeNull();
});

test('starts over when no invitation is left', () => {
  const emptied = withoutInvitation(stretch(['a', 1]), 'a');
  expect(cursorBeforeLast(emptied)).toBeNull();
  expect(toPairs(continued(emptied, stretch(['b', 1])))).toEqual([['b', 1]]);
});

function stretch(...items: [id: string, position: number][]): GrowingList {
  return {
    totalCount: 10,
    pageInfo: { hasNextPage: true, endCursor: null },
    edges: items.map(([id, position]) => ({ cursor: String(position), node: { ...BLANK, id } })),
  };
}

function toPairs(list: GrowingList | null): [string, number][] | undefined {
  return list?.edges.map(({ node, cursor }) => [node.id, Number(cursor)]);
}

const BLANK: GrowingList['edges'][number]['node'] = {
  id: '',
  type: null,
  status: null,
  email: null,
  invitedNamespace: null,
  isExpired: false,
  cancelHandle: null,
  organization: null,
  inviter: null,
  ownerNamespaceId: null,
  createdAt: null,
  expiresAt: null,
  acceptedAt: null,
  target: null,
};
