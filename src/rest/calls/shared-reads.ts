import { type Deadline, RunningDeadline } from './deadline.ts';
import type { Caller } from './request.ts';

/** Lets concurrent operations of one caller share identical reads. */
export interface SharedReads<Result> {
  /**
   * Joins the read with this name that the same credential has in flight, or starts one. A waiter leaves at its own
   * deadline, with that signal's reason; the read continues while it has waiters. A waiter that joined late starts
   * another read if it has time left when the shared one times out.
   *
   * @param start starts the read, for a caller with a separate deadline
   */
  read(caller: Caller, name: string, start: (shared: Caller) => Promise<Result>): Promise<Result>;
  /** Call after a write: reads that began before it must not be joined any more. */
  forget(caller: Caller): void;
}

interface SharedRead<Result> {
  readonly result: Promise<Result>;
  readonly deadline: Deadline;
  readonly waiters: Set<Deadline>;
}

/** @param timeoutMs time limit for a shared read, whatever its waiters' deadlines */
export function createSharedReads<Result>(timeoutMs: number): SharedReads<Result> {
  /** By credential, then by name, so that callers never share a read. */
  const inFlight = new Map<string, Map<string, SharedRead<Result>>>();

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
      inFlight.delete(toKey(caller));
    },
  };

  function join(
    key: string,
    name: string,
    caller: Caller,
    start: (shared: Caller) => Promise<Result>,
  ): SharedRead<Result> {
    const reads = inFlight.get(key) ?? new Map<string, SharedRead<Result>>();
    const known = reads.get(name);
    const shared = known?.deadline.endedBy === null ? known : begin(caller, start);
    inFlight.set(key, reads.set(name, shared));
    shared.waiters.add(caller.deadline);
    return shared;
  }

  function leave(key: string, name: string, shared: SharedRead<Result>, deadline: Deadline): void {
    shared.waiters.delete(deadline);
    if (shared.waiters.size > 0) return;
    // End with the last waiter's reason: a passed deadline says something about upstream, a disconnected client does not.
    if (deadline.endedBy !== null) shared.deadline.leave(deadline.endedBy);
    shared.deadline.end();
    const reads = inFlight.get(key);
    // After a write, a newer read may have this name.
    if (reads?.get(name) !== shared) return;
    reads.delete(name);
    if (reads.size === 0) inFlight.delete(key);
  }

  function begin(caller: Caller, start: (shared: Caller) => Promise<Result>): SharedRead<Result> {
    const waiters = new Set<Deadline>();
    const deadline = new SharedDeadline(timeoutMs, waiters);
    return { result: start({ ...caller, deadline }), deadline, waiters };
  }
}

/** Has no time left for a retry when every waiter would time out first. */
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
