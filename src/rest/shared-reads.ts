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
  readonly waiters: Set<Deadline>;
  isOver: boolean;
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

      const { deadline } = caller;
      shared.waiters.add(deadline);
      try {
        return await untilAborted(shared.result, deadline.reads);
      } finally {
        shared.waiters.delete(deadline);
        if (shared.waiters.size === 0) {
          // For the reason of the last of them: a deadline that has passed says more of upstream than a client that left.
          if (!shared.isOver) shared.deadline.leave(deadline.reads.reason);
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
    const waiters = new Set([caller.deadline]);
    const deadline = withinThatOf(waiters, startDeadline(timeoutMs));
    const result = start({ ...caller, deadline });
    const read = { result, deadline, waiters, isOver: false };
    const end = () => {
      read.isOver = true;
    };
    result.then(end, end);
    return read;
  }
}

/** A retry that would come too late for everybody who waits is none. */
function withinThatOf(waiters: ReadonlySet<Deadline>, own: Deadline): Deadline {
  return {
    get reads() {
      return own.reads;
    },
    get writes() {
      return own.writes;
    },
    remainingMs() {
      const longest = Math.max(...[...waiters].map((waiter) => waiter.remainingMs()));
      return Math.min(longest, own.remainingMs());
    },
    leave: (reason) => own.leave(reason),
    end: () => own.end(),
  };
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
