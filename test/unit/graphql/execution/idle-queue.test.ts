import { expect, it } from 'vitest';
import { createIdleQueue } from '../../../../src/graphql/execution/idle-queue.ts';

function createQueue(maxWaiting: number) {
  const turns: (() => void)[] = [];
  const queue = createIdleQueue(maxWaiting, (callback) => turns.push(callback));
  return { queue, nextTurn: () => turns.shift()?.() };
}

it('does no work in the event-loop turn in which it is added', () => {
  const done: number[] = [];
  const { queue, nextTurn } = createQueue(10);
  expect(queue.add(() => done.push(1))).toBe(true);
  expect(done).toEqual([]);
  nextTurn();
  expect(done).toEqual([1]);
});

it('does one piece of work per turn, in order', () => {
  const done: number[] = [];
  const { queue, nextTurn } = createQueue(10);
  for (const n of [1, 2, 3]) queue.add(() => done.push(n));
  nextTurn();
  expect(done).toEqual([1]);
  nextTurn();
  nextTurn();
  nextTurn();
  expect(done).toEqual([1, 2, 3]);
});

it('rejects work beyond its limit, and accepts more after it has worked', () => {
  const { queue, nextTurn } = createQueue(2);
  const work = () => {};
  expect([queue.add(work), queue.add(work), queue.add(work)]).toEqual([true, true, false]);
  nextTurn();
  expect(queue.add(work)).toBe(true);
});

it('continues after work that throws', () => {
  const done: number[] = [];
  const { queue, nextTurn } = createQueue(10);
  queue.add(() => {
    throw new Error('a bug');
  });
  queue.add(() => done.push(2));
  expect(nextTurn).toThrow('a bug');
  nextTurn();
  expect(done).toEqual([2]);
});
