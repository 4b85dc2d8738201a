/** Reasons that an operation's signals abort with. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
}
export class ClientLeft extends Error {
  override readonly name = 'ClientLeft';
}

/** The longest time that an operation's upstream calls may take together, and the two ways it ends early. */
export interface Deadline {
  /** Aborts when time is up or the client has left. */
  readonly reads: AbortSignal;
  /** Aborts when time is up only: a write that has begun runs to its end. */
  readonly writes: AbortSignal;
  /** Milliseconds left, never below 0. */
  remainingMs(): number;
  /** The client has gone: reads stop, and no write starts any more. */
  leave(): void;
  /** The operation is over; frees the timer. */
  end(): void;
}

/** Starts the clock of one operation. */
export function startDeadline(timeoutMs: number): Deadline {
  const endsAt = performance.now() + timeoutMs;
  const reads = new AbortController();
  const writes = new AbortController();
  const timer = setTimeout(() => {
    const reason = new DeadlineExceeded(`no complete answer within ${timeoutMs} ms`);
    reads.abort(reason);
    writes.abort(reason);
  }, timeoutMs);
  return {
    reads: reads.signal,
    writes: writes.signal,
    remainingMs: () => Math.max(0, endsAt - performance.now()),
    leave: () => reads.abort(new ClientLeft('the client has closed its connection')),
    end: () => clearTimeout(timer),
  };
}
