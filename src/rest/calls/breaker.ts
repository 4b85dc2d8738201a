export type BreakerState = 'closed' | 'half-open' | 'open';

/**
 * What a call says of upstream: that it is down, that it is there (and perhaps only this call was wrong), or nothing,
 * since the call ended before upstream could show either.
 */
export type Verdict = 'down' | 'there' | 'unknown';

export interface BreakerOptions {
  /** Calls per second below which there is too little to judge by. */
  readonly minimumRps: number;
  /** How long an open circuit stays so before one call may try again. */
  readonly openMs: number;
  /** The time, in milliseconds. */
  readonly now: () => number;
}

/** More than half of the calls of ten seconds must fail before upstream counts as down. */
const THRESHOLD = 0.5;
const WINDOW_MS = 10_000;
const SLICE_MS = 1_000;

/** So many calls of others show that a failure is not one caller's own. */
const LEAST_CALLS_OF_OTHERS = 5;

/** Some 5 MB; whoever called longest ago is forgotten first. */
const MOST_CALLERS = 10_000;

/**
 * Keeps an upstream that is down from being asked. Each caller has a circuit of its own, and all have one in common. What
 * one caller alone provokes (a key that upstream answers with 503) opens the caller's own circuit. The common one opens
 * only when upstream also fails for others: when more than half of all calls fail, and more than half of those that are
 * left without the caller who failed most.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  readonly #common: Circuit;
  readonly #callers = new Map<string, Circuit>();

  constructor(options: BreakerOptions) {
    this.#options = options;
    this.#common = new Circuit(options);
  }

  /**
   * Asks whether a call may be made, and tells the circuits how it ended.
   *
   * @returns takes the verdict on the call, which must come; null when the call must not be made
   */
  enter(caller: string): ((verdict: Verdict) => void) | null {
    const own = this.#circuitOf(caller);
    if (!own.mayEnter() || !this.#common.mayEnter()) return null;
    const ownVisit = own.enter();
    const commonVisit = this.#common.enter();
    return (verdict) => {
      own.leave(ownVisit, verdict, () => true);
      this.#common.leave(commonVisit, verdict, () => this.#failsForOthers());
    };
  }

  /** That of the common circuit, or of the callers' own when none of those who called lately gets through. */
  get state(): BreakerState {
    if (this.#common.state !== 'closed') return this.#common.state;
    const states = [...this.#callers.values()].filter(isInUse).map(({ state }) => state);
    if (states.length === 0 || states.includes('closed')) return 'closed';
    return states.includes('half-open') ? 'half-open' : 'open';
  }

  /** How many callers' own circuits let no call through. */
  get callersOpen(): number {
    return [...this.#callers.values()].filter(({ state }) => state === 'open').length;
  }

  #circuitOf(caller: string): Circuit {
    const circuit = this.#callers.get(caller) ?? new Circuit(this.#options);
    this.#callers.delete(caller);
    this.#callers.set(caller, circuit);
    if (this.#callers.size > MOST_CALLERS) this.#forgetOldest();
    return circuit;
  }

  #forgetOldest(): void {
    for (const caller of this.#callers.keys()) {
      this.#callers.delete(caller);
      return;
    }
  }

  #failsForOthers(): boolean {
    const counts = [...this.#callers.values()].map((circuit) => circuit.count());
    const worst = counts.reduce((a, b) => (b.failures > a.failures ? b : a), NOTHING);
    const all = counts.reduce(add, NOTHING);
    const calls = all.calls - worst.calls;
    return calls >= LEAST_CALLS_OF_OTHERS && all.failures - worst.failures > THRESHOLD * calls;
  }
}

function isInUse(circuit: Circuit): boolean {
  return circuit.state !== 'closed' || circuit.count().calls > 0;
}

interface Count {
  readonly calls: number;
  readonly failures: number;
}

const NOTHING: Count = { calls: 0, failures: 0 };

function add(a: Count, b: Count): Count {
  return { calls: a.calls + b.calls, failures: a.failures + b.failures };
}

/** What a call was let through as. */
type Visit = 'usual' | 'probe';

/** Closed, it lets calls through and counts them; open, none; half-open, one that tries. */
class Circuit {
  readonly #options: BreakerOptions;
  readonly #minimumCalls: number;
  #slices: { readonly startedAt: number; calls: number; failures: number }[] = [];
  /** Null while closed. */
  #openedAt: number | null = null;
  #isProbing = false;

  constructor(options: BreakerOptions) {
    this.#options = options;
    this.#minimumCalls = (options.minimumRps * WINDOW_MS) / 1_000;
  }

  get state(): BreakerState {
    if (this.#openedAt === null) return 'closed';
    return this.#isProbing ? 'half-open' : 'open';
  }

  mayEnter(): boolean {
    if (this.#openedAt === null) return true;
    return !this.#isProbing && this.#options.now() - this.#openedAt >= this.#options.openMs;
  }

  enter(): Visit {
    if (this.#openedAt === null) return 'usual';
    this.#isProbing = true;
    return 'probe';
  }

  /** @param mayOpen asked only when enough calls have failed to open it */
  leave(visit: Visit, verdict: Verdict, mayOpen: () => boolean): void {
    if (visit === 'probe') this.#endProbe(verdict);
    // A call that began before it opened has nothing to add.
    else if (this.#openedAt === null && verdict !== 'unknown') {
      this.#add(verdict === 'down' ? 1 : 0);
      if (verdict === 'down' && this.#hasFailed() && mayOpen()) this.#open();
    }
  }

  count(): Count {
    const oldest = this.#options.now() - WINDOW_MS;
    this.#slices = this.#slices.filter(({ startedAt }) => startedAt > oldest);
    return this.#slices.reduce(add, NOTHING);
  }

  #endProbe(verdict: Verdict): void {
    this.#isProbing = false;
    // A probe that shows nothing must not close it.
    if (verdict !== 'there') this.#open();
    else {
      this.#openedAt = null;
      this.#slices = [];
    }
  }

  #open(): void {
    this.#openedAt = this.#options.now();
  }

  #hasFailed(): boolean {
    const { calls, failures } = this.count();
    return calls >= this.#minimumCalls && failures > THRESHOLD * calls;
  }

  #add(failures: 0 | 1): void {
    const now = this.#options.now();
    let slice = this.#slices.at(-1);
    if (slice === undefined || now - slice.startedAt >= SLICE_MS) {
      slice = { startedAt: now, calls: 0, failures: 0 };
      this.#slices.push(slice);
      this.count();
    }
    slice.calls += 1;
    slice.failures += failures;
  }
}
