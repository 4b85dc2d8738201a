/** The reasons with which an operation's signals abort. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
}
export class ClientLeft extends Error {
  override readonly name = 'ClientLeft';
}

/** The time limit for all upstream calls of one operation, which also ends when the client disconnects. */
export interface Deadline {
  /** Aborts when time is up or the client disconnects. */
  readonly reads: AbortSignal;
  /** Aborts only when time is up: a write that has started is not cancelled when the client disconnects. */
  readonly writes: AbortSignal;
  /** Why no new call may start; null while calls may start. */
  readonly endedBy: Error | null;
  /** Milliseconds left, never below 0. */
  remainingMs(): number;
  /**
   * Call when the client disconnects: aborts reads and lets no further write start.
   *
   * @param reason if omitted, that the client disconnected
   */
  leave(reason?: Error): void;
  /** Call when the operation is over; clears the timer. */
  end(): void;
}

/** Starts the time limit of one operation. */
export function startDeadline(timeoutMs: number): Deadline {
  return new RunningDeadline(timeoutMs);
}

/** Creates each signal on first use, since most operations only read. */
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
    this.#expired = new DeadlineExceeded(`no complete response within ${timeoutMs} ms`);
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
