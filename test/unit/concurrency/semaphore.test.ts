import { describe, expect, it } from 'vitest';
import { Semaphore } from '../../../src/concurrency/semaphore.ts';

/** Lets every promise that is ready go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a semaphore', () => {
  it('gives as many places as it has', () => {
    const semaphore = new Semaphore(2);
    expect([1, 2, 3].map(() => semaphore.takeFree())).toEqual([true, true, false]);
    expect(semaphore.taken).toBe(2);
  });

  it('has a place again once one is given back', () => {
    const semaphore = new Semaphore(1);
    semaphore.takeFree();
    semaphore.giveBack();
    expect(semaphore.taken).toBe(0);
    expect(semaphore.takeFree()).toBe(true);
  });

  it('lets those who wait go on in the order in which they came, one for each place', async () => {
    const semaphore = new Semaphore(1);
    semaphore.takeFree();
    const order: string[] = [];
    for (const name of ['first', 'second']) {
      semaphore.waitForTurn().then(() => order.push(name));
    }
    expect(semaphore.waiting).toBe(2);
    semaphore.giveBack();
    await settle();
    expect(order).toEqual(['first']);
    expect([semaphore.taken, semaphore.waiting]).toEqual([1, 1]);
    semaphore.giveBack();
    await settle();
    expect(order).toEqual(['first', 'second']);
  });

  it('frees the queue of one that stops waiting, and gives its place to the next', async () => {
    const semaphore = new Semaphore(1);
    semaphore.takeFree();
    const leaver = new AbortController();
    const left = semaphore.waitForTurn(leaver.signal);
    const next = semaphore.waitForTurn();
    leaver.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    expect(semaphore.waiting).toBe(1);
    semaphore.giveBack();
    await next;
    expect(semaphore.taken).toBe(1);
  });

  it('does not listen to the signal of one whose turn has come', async () => {
    const semaphore = new Semaphore(1);
    semaphore.takeFree();
    const leaver = new AbortController();
    const turn = semaphore.waitForTurn(leaver.signal);
    semaphore.giveBack();
    await turn;
    leaver.abort(new Error('gone'));
    expect(semaphore.taken).toBe(1);
  });

  it('gives the place of a task back, however the task ends', async () => {
    const semaphore = new Semaphore(1);
    expect(await semaphore.run(async () => 'done')).toBe('done');
    await expect(semaphore.run(() => Promise.reject(new Error('failed')))).rejects.toThrow(
      'failed',
    );
    expect(semaphore.taken).toBe(0);
  });
});
