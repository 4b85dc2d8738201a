import { describe, expect, it } from 'vitest';
import { Semaphore } from '../../../src/concurrency/semaphore.ts';

describe('a semaphore', () => {
  it('runs as many tasks in parallel as it has slots, in order of arrival', async () => {
    const semaphore = new Semaphore(2);
    const started: number[] = [];
    const ends = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
    const runs = ends.map(({ promise }, n) =>
      semaphore.run(() => {
        started.push(n);
        return promise;
      }),
    );
    expect(started).toEqual([0, 1]);
    ends[1]?.resolve();
    await runs[1];
    expect(started).toEqual([0, 1, 2]);
    for (const { resolve } of ends) resolve();
    await Promise.all(runs);
    expect(started).toEqual([0, 1, 2, 3]);
  });

  it('frees the place of a task that fails', async () => {
    const semaphore = new Semaphore(1);
    await expect(semaphore.run(() => Promise.reject(new Error('failed')))).rejects.toThrow(
      'failed',
    );
    expect(await semaphore.run(() => Promise.resolve('ran'))).toBe('ran');
  });
});
