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
  /** Why nothing new may start any more; null while it may. */
  readonly endedBy: Error | null;
  /** Milliseconds left, never below 0. */
  remainingMs(): number;
  /**
   * The client has gone: reads stop, and no write starts any more.
   *
   * @param reason why, when it is not that the client left
   */
  leave(reason?: Error): void;
  /** The operation is over; frees the timer. */
  end(): void;
}

/** Starts the clock of one operation. */
export function startDeadline(timeoutMs: number): Deadline {
  return new RunningDeadline(timeoutMs);
}

/** Most operations only read, so each signal is made when it is first asked for. */
export class RunningDeadline implements Deadline {
  readonly #endsAt: number;
  readonly #timer: NodeJS.Timeout;
  #reads: AbortController | null = null;
  #writes: AbortController | null = null;
  #endedBy: Error | null = null;
  #expired: DeadlineExceeded | null = null;

  constructor(timeoutMs: number) {
    this.#endsAt = performance.now() + timeoutMs;
    this.#timer = setTimeout(() => this.#expire(timeoutMs), timeoutMs);
  }

  get endedBy(): Error | null {
    return this.#endedBy;
  }

  get reads(): AbortSignal {
    this.#reads ??= createController(this.#endedBy);
    return this.#reads.signal;
  }

  get writes(): AbortSignal {
    this.#writes ??= createController(this.#expired);
    return this.#writes.signal;
  }

  remainingMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  leave(reason: Error = new ClientLeft('the client has closed its connection')): void {
    this.#endedBy ??= reason;
    this.#reads?.abort(reason);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #expire(timeoutMs: number): void {
    this.#expired = new DeadlineExceeded(`no complete answer within ${timeoutMs} ms`);
    this.#endedBy ??= this.#expired;
    this.#reads?.abort(this.#expired);
    this.#writes?.abort(this.#expired);
  }
}

/** @param reason aborts the controller from the start */
function createController(reason: Error | null): AbortController {
  const controller = new AbortController();
  if (reason !== null) controller.abort(reason);
  return controller;
}
