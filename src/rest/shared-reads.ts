import { type Deadline, startDeadline } from './deadline.ts';
import type { Caller } from './request.ts';

/** Lets one caller's operations that ask for the same at the same time share one read. */
export interface SharedReads<Result> {
  /**
   * Joins the read of this name that the same credential has under way, or starts one. A waiter leaves
   * at its own deadline, with that signal's reason; the read goes on as long as anybody waits for it.
   *
   * @param start makes the read for a caller with a deadline of its own
   */
  read(caller: Caller, name: string, start: (shared: Caller) => Promise<Result>): Promise<Result>;
  /** The caller has written: what began before must not be joined any more. */
  forget(caller: Caller): void;
}

interface SharedRead<Result> {
  readonly result: Promise<Result>;
  readonly deadline: Deadline;
  isOver: boolean;
  waiters: number;
}

/** @param timeoutMs how long a shared read may take, whoever waits for it */
export function createSharedReads<Result>(timeoutMs: number): SharedReads<Result> {
  /** By credential, then by name: no caller can meet another's. */
  const underWay = new Map<string, Map<string, SharedRead<Result>>>();

  return {
    async read(caller, name, start) {
      const key = toKey(caller);
      const reads = underWay.get(key) ?? new Map<string, SharedRead<Result>>();
      const shared = reads.get(name) ?? begin(caller, start);
      underWay.set(key, reads.set(name, shared));

      shared.waiters += 1;
      try {
        return await untilAborted(shared.result, caller.deadline.reads);
      } finally {
        shared.waiters -= 1;
        if (shared.waiters === 0) {
          if (!shared.isOver) shared.deadline.leave();
          shared.deadline.end();
          if (reads.get(name) === shared) reads.delete(name);
          if (reads.size === 0 && underWay.get(key) === reads) underWay.delete(key);
        }
      }
    },
    forget: (caller) => {
      underWay.delete(toKey(caller));
    },
  };

  function begin(caller: Caller, start: (shared: Caller) => Promise<Result>): SharedRead<Result> {
    const deadline = startDeadline(timeoutMs);
    const result = start({ ...caller, deadline });
    const read = { result, deadline, isOver: false, waiters: 0 };
    const end = () => {
      read.isOver = true;
    };
    result.then(end, end);
    return read;
  }
}

function toKey({ credential }: Caller): string {
  return JSON.stringify(credential);
}

function untilAborted<Result>(result: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave);
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
