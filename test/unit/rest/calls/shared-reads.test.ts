import { describe, expect, it, onTestFinished } from 'vitest';
import { startDeadline } from '../../../../src/rest/calls/deadline.ts';
import type { Caller } from '../../../../src/rest/calls/request.ts';
import { createSharedReads } from '../../../../src/rest/calls/shared-reads.ts';

const LONG_MS = 600_000;

function createCaller(key: string): Caller {
  const deadline = startDeadline(LONG_MS);
  onTestFinished(() => deadline.end());
  return {
    credential: { kind: 'given', headers: { 'x-tiledb-rest-api-key': key } },
    deadline,
    requestId: 'r-1',
    watch: { startCall: () => ({ traceHeaders: {}, end() {} }) },
  };
}

/** Reads that end when the test says so, numbered in the order in which they started. */
function createReads() {
  const reads = createSharedReads<string>(LONG_MS);
  const begun: { readonly end: () => void; readonly aborted: () => boolean }[] = [];
  const start = ({ deadline }: Caller) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const number = begun.length;
    const signal = deadline.reads;
    begun.push({ end: () => resolve(`read ${number}`), aborted: () => signal.aborted });
    return promise;
  };
  return { reads, begun, read: (caller: Caller, name = 'page') => reads.read(caller, name, start) };
}

describe('reads in flight', () => {
  it('are shared by equal operations of one caller', async () => {
    const { read, begun } = createReads();
    const answers = [read(createCaller('a')), read(createCaller('a'))];
    expect(begun).toHaveLength(1);
    begun[0]?.end();
    expect(await Promise.all(answers)).toEqual(['read 0', 'read 0']);
  });

  it('are not shared with another caller or under another name', async () => {
    const { read, begun } = createReads();
    const answers = [
      read(createCaller('a')),
      read(createCaller('b')),
      read(createCaller('a'), 'other page'),
    ];
    for (const { end } of begun) end();
    expect(await Promise.all(answers)).toEqual(['read 0', 'read 1', 'read 2']);
  });

  it('are not joined after they have ended', async () => {
    const { read, begun } = createReads();
    const first = read(createCaller('a'));
    begun[0]?.end();
    await first;
    const second = read(createCaller('a'));
    begun[1]?.end();
    expect(await second).toBe('read 1');
  });

  it('are not joined after a write of the same caller, whose later reads start afresh', async () => {
    const { reads, read, begun } = createReads();
    const before = read(createCaller('a'));
    const others = read(createCaller('b'));
    reads.forget(createCaller('a'));
    const after = read(createCaller('a'));
    const othersToo = read(createCaller('b'));
    expect(begun).toHaveLength(3);
    for (const { end } of begun) end();
    expect(await Promise.all([before, after, others, othersToo])).toEqual([
      'read 0',
      'read 2',
      'read 1',
      'read 1',
    ]);
  });

  it('continue while one of their waiters is left, and end with the last', async () => {
    const { read, begun } = createReads();
    const [first, second] = [createCaller('a'), createCaller('a')];
    const answers = [read(first), read(second)].map((answer) => answer.catch(String));
    first.deadline.leave(new Error('left'));
    expect(await answers[0]).toBe('Error: left');
    expect(begun[0]?.aborted()).toBe(false);
    second.deadline.leave(new Error('left too'));
    expect(await answers[1]).toBe('Error: left too');
    expect(begun[0]?.aborted()).toBe(true);
  });
});
