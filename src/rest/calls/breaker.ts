import { LRUCache } from 'lru-cache';

export type BreakerState = 'closed' | 'half-open' | 'open';

/**
 * What a call reveals about upstream: it is down, it is up (even if this call failed), or nothing, because the call ended
 * before upstream could show either.
 */
export type Verdict = 'down' | 'up' | 'unknown';

export interface BreakerOptions {
  /** Minimum call rate (calls per second) at which a circuit may open. */
  readonly minimumRps: number;
  /** How long a circuit stays open before it lets a probe through. */
  readonly openMs: number;
  /** The time, in milliseconds. */
  readonly now: () => number;
}

/** A circuit opens when more than half of the calls in ten seconds fail. */
const THRESHOLD = 0.5;
const WINDOW_MS = 10_000;
const SLICE_MS = 1_000;

/** Minimum number of other callers' calls needed to tell an outage from one caller's own failures. */
const MIN_CALLS_OF_OTHERS = 5;

/** About 5 MB; the caller that called longest ago is forgotten first. */
const MAX_CALLERS = 10_000;

/**
 * Stops calls to an upstream that is down. Each caller has its own circuit, and all callers share one. Failures that only
 * one caller provokes (say, a key that upstream always answers with 503) open that caller's circuit. The shared circuit
 * opens only when upstream also fails for others: more than half of all calls fail, and so do more than half of the calls
 * that remain without the caller with the most failures.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  readonly #common: Circuit;
  readonly #callers = new LRUCache<string, Circuit>({ max: MAX_CALLERS });

  constructor(options: BreakerOptions) {
    this.#options = options;
    this.#common = new Circuit(options);
  }

  /**
   * Admits a call, or rejects it.
   *
   * @returns a function that must be called with the verdict on the call; null when the call must not be made
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

  /** State of the shared circuit; while it is closed, that of the callers' circuits if no recent caller gets through. */
  get state(): BreakerState {
    if (this.#common.state !== 'closed') return this.#common.state;
    const states = [...this.#callers.values()].filter(isInUse).map(({ state }) => state);
    if (states.length === 0 || states.includes('closed')) return 'closed';
    return states.includes('half-open') ? 'half-open' : 'open';
  }

  /** Number of callers whose own circuit is open. */
  get callersOpen(): number {
    return [...this.#callers.values()].filter(({ state }) => state === 'open').length;
  }

  #circuitOf(caller: string): Circuit {
    const known = this.#callers.get(caller);
    if (known !== undefined) return known;
    const circuit = new Circuit(this.#options);
    this.#callers.set(caller, circuit);
    return circuit;
  }

  #failsForOthers(): boolean {
    const counts = [...this.#callers.values()].map((circuit) => circuit.count());
    const worst = counts.reduce((a, b) => (b.failures > a.failures ? b : a), NOTHING);
    const all = counts.reduce(add, NOTHING);
    const calls = all.calls - worst.calls;
    return calls >= MIN_CALLS_OF_OTHERS && all.failures - worst.failures > THRESHOLD * calls;
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

/** The role in which a call was admitted. */
type Visit = 'usual' | 'probe';

/** Closed: admits and counts all calls. Open: rejects all. Half-open: admits a single probe. */
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

  /** @param mayOpen called only when enough calls have failed to open the circuit */
  leave(visit: Visit, verdict: Verdict, mayOpen: () => boolean): void {
    if (visit === 'probe') this.#endProbe(verdict);
    // A call admitted before the circuit opened adds no information now.
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
    // An inconclusive probe must not close the circuit.
    if (verdict !== 'up') this.#open();
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
