import { type Deadline, RunningDeadline } from './deadline.ts';
import type { Caller } from './request.ts';

/** Lets one caller's operations that ask for the same at the same time share one read. */
export interface SharedReads<Result> {
  /**
   * Joins the read of this name that the same credential has under way, or starts one. A waiter leaves
   * at its own deadline, with that signal's reason; the read goes on as long as anybody waits for it. One who
   * joined late, and has time left when the read's own is up, starts another.
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
}

/** @param timeoutMs how long a shared read may take, whoever waits for it */
export function createSharedReads<Result>(timeoutMs: number): SharedReads<Result> {
  /** By credential, then by name: no caller can meet another's. */
  const underWay = new Map<string, Map<string, SharedRead<Result>>>();

  return {
    async read(caller, name, start) {
      const { deadline } = caller;
      if (deadline.endedBy !== null) throw deadline.endedBy;
      const key = toKey(caller);
      for (;;) {
        const shared = join(key, name, caller, start);
        try {
          return await untilAborted(shared.result, deadline.reads);
        } catch (error) {
          const hasOnlyJoinedLate = shared.deadline.endedBy !== null && deadline.endedBy === null;
          if (!hasOnlyJoinedLate) throw error;
        } finally {
          leave(key, name, shared, deadline);
        }
      }
    },
    forget: (caller) => {
      underWay.delete(toKey(caller));
    },
  };

  function join(
    key: string,
    name: string,
    caller: Caller,
    start: (shared: Caller) => Promise<Result>,
  ): SharedRead<Result> {
    const reads = underWay.get(key) ?? new Map<string, SharedRead<Result>>();
    const known = reads.get(name);
    const shared = known?.deadline.endedBy === null ? known : begin(caller, start);
    underWay.set(key, reads.set(name, shared));
    shared.waiters.add(caller.deadline);
    return shared;
  }

  function leave(key: string, name: string, shared: SharedRead<Result>, deadline: Deadline): void {
    shared.waiters.delete(deadline);
    if (shared.waiters.size > 0) return;
    // For the reason of the last of them: a deadline that has passed says more of upstream than a client that left.
    if (deadline.endedBy !== null) shared.deadline.leave(deadline.endedBy);
    shared.deadline.end();
    const reads = underWay.get(key);
    // A write may have begun a new generation meanwhile.
    if (reads?.get(name) !== shared) return;
    reads.delete(name);
    if (reads.size === 0) underWay.delete(key);
  }

  function begin(caller: Caller, start: (shared: Caller) => Promise<Result>): SharedRead<Result> {
    const waiters = new Set<Deadline>();
    const deadline = new SharedDeadline(timeoutMs, waiters);
    return { result: start({ ...caller, deadline }), deadline, waiters };
  }
}

/** A retry that would come too late for everybody who waits is none. */
class SharedDeadline extends RunningDeadline {
  readonly #waiters: ReadonlySet<Deadline>;

  constructor(timeoutMs: number, waiters: ReadonlySet<Deadline>) {
    super(timeoutMs);
    this.#waiters = waiters;
  }

  override remainingMs(): number {
    const longest = Math.max(0, ...[...this.#waiters].map((waiter) => waiter.remainingMs()));
    return Math.min(longest, super.remainingMs());
  }
}

function toKey({ credential }: Caller): string {
  return JSON.stringify(credential);
}

function untilAborted<Result>(result: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    const stopListening = () => signal.removeEventListener('abort', leave);
    signal.addEventListener('abort', leave);
    result.then(resolve, reject);
    result.then(stopListening, stopListening);
  });
}
