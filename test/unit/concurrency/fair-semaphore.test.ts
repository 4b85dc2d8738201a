import { describe, expect, it } from 'vitest';
import { FairSemaphore, QueueFull } from '../../../src/concurrency/fair-semaphore.ts';

const NEVER = new AbortController().signal;

/** Callers acquire places, and the results are recorded. */
function createQueue(places: number, room: number) {
  const semaphore = new FairSemaphore(places, room);
  const log: string[] = [];
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    semaphore,
    ask(caller: string, signal = NEVER) {
      if (semaphore.tryAcquire(caller)) {
        log.push(caller);
        return;
      }
      semaphore.acquire(caller, signal).then(
        () => log.push(caller),
        (error) =>
          log.push(`${caller} ${error instanceof QueueFull ? 'turned away' : error.message}`),
      );
    },
    giveBack: (caller: string) => semaphore.release(caller),
    /** Events since the previous call. */
    async read() {
      await settled();
      return log.splice(0);
    },
  };
}

describe('a fair semaphore', () => {
  it('grants free slots immediately, and no more than there are', async () => {
    const { ask, read, semaphore } = createQueue(2, 10);
    for (const caller of ['a', 'a', 'a']) ask(caller);
    expect(await read()).toEqual(['a', 'a']);
    expect([semaphore.inFlight, semaphore.queued]).toEqual([2, 1]);
  });

  it('grants places to callers in turn, however many calls each has queued', async () => {
    const { ask, read, giveBack } = createQueue(1, 10);
    for (const caller of ['a', 'a', 'a', 'a', 'b', 'c', 'b']) ask(caller);
    const order = await read();
    for (let n = 0; n < 6; n += 1) {
      giveBack(order.at(-1) ?? '');
      order.push(...(await read()));
    }
    expect(order).toEqual(['a', 'a', 'b', 'c', 'a', 'b', 'a']);
  });

  it('rejects calls when the queue is full of the same caller’s calls', async () => {
    const { ask, read, semaphore } = createQueue(1, 2);
    for (const caller of ['a', 'a', 'a', 'a']) ask(caller);
    expect(await read()).toEqual(['a', 'a turned away']);
    expect(semaphore.queued).toBe(2);
  });

  it('admits another caller by evicting the newest call of the caller with the most queued calls', async () => {
    const { ask, read, giveBack } = createQueue(1, 3);
    for (const caller of ['a', 'b', 'a', 'a']) ask(caller);
    await read();
    ask('c');
    expect(await read()).toEqual(['a turned away']);
    giveBack('a');
    giveBack('b');
    giveBack('a');
    expect(await read()).toEqual(['b', 'a', 'c']);
  });

  it('rejects the new call when no caller has more queued calls than it would have', async () => {
    const { ask, read } = createQueue(1, 2);
    for (const caller of ['a', 'b', 'c']) ask(caller);
    await read();
    ask('b');
    ask('d');
    expect(await read()).toEqual(['b turned away', 'd turned away']);
  });

  it('counts calls in flight as well as queued calls', async () => {
    const { ask, read } = createQueue(3, 1);
    for (const caller of ['a', 'a', 'a', 'a', 'b']) ask(caller);
    expect(await read()).toEqual(['a', 'a', 'a', 'a turned away']);
  });

  it('removes a queued call when its signal aborts, and frees its place in the queue', async () => {
    const { ask, read, giveBack, semaphore } = createQueue(1, 1);
    const caller = new AbortController();
    ask('a');
    ask('b', caller.signal);
    caller.abort(new Error('has left'));
    expect(semaphore.queued).toBe(0);
    ask('c');
    giveBack('a');
    expect(await read()).toEqual(['a', 'b has left', 'c']);
  });

  it('has all places free again after all calls have ended', async () => {
    const { ask, read, giveBack, semaphore } = createQueue(2, 10);
    for (const caller of ['a', 'b', 'a', 'c']) ask(caller);
    const taken = await read();
    for (let n = 0; n < 4; n += 1) {
      giveBack(taken[n] ?? '');
      taken.push(...(await read()));
    }
    expect([semaphore.inFlight, semaphore.queued]).toEqual([0, 0]);
  });

  it('does not queue when the queue size is zero', async () => {
    const { ask, read } = createQueue(1, 0);
    ask('a');
    ask('b');
    expect(await read()).toEqual(['a', 'b turned away']);
  });
});
