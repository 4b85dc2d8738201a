import { randomUUID } from 'node:crypto';
import {
  type Idempotency,
  IdempotencyFailure,
  type IdempotencyStep,
  type KeyedItems,
  type KeyedMutation,
  mayHaveTakenEffect,
  type OutcomeUnknown,
} from '../domain/idempotency.ts';
import type { Clock } from './clock.ts';
import { deriveCallerName, deriveSecrets, type Secrets } from './secrets.ts';
import { type Claim, type IdempotencyStore, type Lease, toHold } from './store.ts';

export interface IdempotencyOptions {
  readonly store: IdempotencyStore;
  /** How long an outcome is kept. */
  readonly keepMs: number;
  readonly clock: Clock;
  /** Called for every step of a mutation with a key or of one of its items. */
  readonly onStep: (step: IdempotencyStep) => void;
}

/** The request that a keyed mutation is part of. */
export interface KeyedCaller {
  /** The caller's proven identities. Without any, nothing is stored, since upstream accepts no write without a credential. */
  readonly identities: readonly string[];
  readonly deadline: CallerDeadline;
  readonly onStep: (step: IdempotencyStep) => void;
}

export interface CallerDeadline {
  /** Aborts when time is up or the client disconnects. */
  readonly reads: AbortSignal;
  remainingMs(): number;
}

export interface IdempotencyKeys {
  of(caller: KeyedCaller): Idempotency;
}

/**
 * How long after its deadline a request may still settle its claim. Its upstream call is aborted at the deadline, so this
 * only has to cover a busy event loop and the store.
 */
const SETTLING_MS = 2_000;
/** Time between two polls of a claim that another instance holds; starts short, since most calls are fast. */
const FIRST_POLL_MS = 25;
const MAX_POLL_MS = 400;
/** Time between two attempts to withdraw a claim that the store may have written. */
const WITHDRAW_MS = 1_000;

/** The only slot of a mutation that is not a bulk mutation. */
const ONLY_SLOT = 'only';

/**
 * Claims a key, sends the mutation and settles the claim. The claim is written before anything is sent, so whatever happens
 * afterwards (a crash, an unreachable store), nothing is sent with the key again unless the owner releases it.
 */
export function createIdempotency(options: IdempotencyOptions): IdempotencyKeys {
  const shared: Shared = { ...options, inFlight: new Map() };
  return {
    of: (caller) =>
      caller.identities.length === 0 ? SEND_ALWAYS : new CallersIdempotency(shared, caller),
  };
}

const SEND_ALWAYS: Idempotency = {
  once: (_mutation, send) => send(),
  begin: async () => ({
    replay: () => null,
    once: (_item, send) => send(),
    end: async () => {},
  }),
};

interface Shared extends IdempotencyOptions {
  /** Claims of this process, by record and slot: each resolves once it is settled or released. */
  readonly inFlight: Map<string, Promise<void>>;
}

/** One mutation with its key. */
interface Keyed {
  readonly secrets: Secrets;
  readonly callers: readonly string[];
  readonly fingerprint: string;
}

class CallersIdempotency implements Idempotency {
  readonly #shared: Shared;
  readonly #caller: KeyedCaller;

  constructor(shared: Shared, caller: KeyedCaller) {
    this.#shared = shared;
    this.#caller = caller;
  }

  once<Outcome>(
    mutation: KeyedMutation,
    send: () => Promise<Outcome>,
  ): Promise<Outcome | OutcomeUnknown> {
    return this.#once(this.#toKeyed(mutation), ONLY_SLOT, send);
  }

  async begin<Outcome>(mutation: KeyedMutation): Promise<KeyedItems<Outcome>> {
    const keyed = this.#toKeyed(mutation);
    const { record, fingerprint, unseal } = keyed.secrets;
    const lease = this.#toLease(keyed);
    const hold = toHold(lease);
    const reply = await this.#shared.store.open(record, lease);
    if (reply.kind === 'unavailable') this.#withdraw(record, hold);
    if (reply.kind !== 'open') throw this.#refuse(reply.kind);
    const settled = new Map(reply.settled.map(({ slot, sealed }) => [slot, sealed]));

    return {
      replay: (item) => {
        const slot = toSlot(item);
        const text = unseal(slot, settled.get(slot) ?? '');
        if (text === null) return null;
        this.#step('replayed');
        return JSON.parse(text);
      },
      once: (item, send) => this.#once(keyed, toSlot(item), send),
      // A hold that cannot be released expires.
      end: async () => void (await this.#shared.store.release(record, hold)),
    };

    function toSlot(item: string): string {
      return fingerprint(`item ${item}`);
    }
  }

  async #once<Outcome>(
    keyed: Keyed,
    slot: string,
    send: () => Promise<Outcome>,
  ): Promise<Outcome | OutcomeUnknown> {
    const { store } = this.#shared;
    const { record } = keyed.secrets;
    const name = toName(keyed, slot);
    for (let polls = 0; ; polls += 1) {
      const claim: Claim = { ...this.#toLease(keyed), slot };
      const reply = await store.claim(record, claim);
      switch (reply.kind) {
        case 'claimed':
          return this.#carryOut(keyed, claim, send);
        case 'settled':
          return this.#replay<Outcome>(keyed, slot, reply);
        case 'busy':
          if (polls === 0) this.#step('waited');
          await this.#waitForChange(name, polls);
          break;
        case 'unavailable':
          this.#withdraw(record, claim);
          throw this.#refuse(reply.kind);
        case 'reused':
          throw this.#refuse(reply.kind);
      }
    }
  }

  async #carryOut<Outcome>(
    keyed: Keyed,
    claim: Claim,
    send: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const { inFlight } = this.#shared;
    const name = toName(keyed, claim.slot);
    const ended = Promise.withResolvers<void>();
    inFlight.set(name, ended.promise);
    this.#step('claimed');
    try {
      const outcome = await this.#sendOrRelease(keyed, claim, send);
      await this.#settle(keyed, claim, JSON.stringify(outcome));
      return outcome;
    } finally {
      inFlight.delete(name);
      ended.resolve();
    }
  }

  async #sendOrRelease<Outcome>(
    keyed: Keyed,
    claim: Claim,
    send: () => Promise<Outcome>,
  ): Promise<Outcome> {
    try {
      return await send();
    } catch (error) {
      if (mayHaveTakenEffect(error)) await this.#settle(keyed, claim, null);
      else await this.#release(keyed, claim);
      throw error;
    }
  }

  #replay<Outcome>(
    { secrets }: Keyed,
    slot: string,
    { claimedAt, sealed }: { readonly claimedAt: number; readonly sealed: string | null },
  ): Outcome | OutcomeUnknown {
    const text = sealed === null ? null : secrets.unseal(slot, sealed);
    if (text === null) {
      this.#step('unknown');
      return { kind: 'unknown', attemptedAt: new Date(claimedAt) };
    }
    this.#step('replayed');
    return JSON.parse(text);
  }

  /** @param outcome as JSON; null when it is not known */
  async #settle({ secrets }: Keyed, claim: Claim, outcome: string | null): Promise<void> {
    const { record, seal } = secrets;
    const sealed = outcome === null ? null : seal(claim.slot, outcome);
    const isSettled = await this.#shared.store.settle(record, { ...claim, sealed });
    if (isSettled !== true) this.#step('unsettled');
  }

  async #release({ secrets: { record } }: Keyed, claim: Claim): Promise<void> {
    const isReleased = await this.#shared.store.release(record, claim);
    if (isReleased === null) this.#withdraw(record, claim);
    else this.#step('released');
  }

  /**
   * Releases a claim in the background as soon as the store is reachable. The claim may have been written although no reply
   * arrived, and would then count as a mutation that may have been sent.
   */
  async #withdraw(record: string, claim: Claim): Promise<void> {
    const { clock, store } = this.#shared;
    for (const endsAt = clock.now() + claim.leaseMs; clock.now() < endsAt; ) {
      await clock.sleep(WITHDRAW_MS);
      if ((await store.release(record, claim)) !== null) return;
    }
  }

  /** Waits for the claim to end if this process holds it; otherwise until the next poll. */
  async #waitForChange(name: string, polls: number): Promise<void> {
    const { clock, inFlight } = this.#shared;
    const { deadline } = this.#caller;
    if (deadline.remainingMs() === 0 || deadline.reads.aborted) throw this.#refuse('in-use');
    const pauseMs = Math.min(FIRST_POLL_MS * 2 ** polls, MAX_POLL_MS);
    const ownClaim = inFlight.get(name);
    const waiting = new AbortController();
    const leave = () => waiting.abort();
    deadline.reads.addEventListener('abort', leave);
    try {
      await (ownClaim === undefined
        ? clock.sleep(pauseMs, waiting.signal)
        : Promise.race([ownClaim, untilAborted(waiting.signal)]));
    } finally {
      deadline.reads.removeEventListener('abort', leave);
    }
    if (deadline.reads.aborted) throw this.#refuse('in-use');
  }

  #toKeyed({ key, name, input }: KeyedMutation): Keyed {
    const { identities } = this.#caller;
    const secrets = deriveSecrets(identities, key);
    return {
      secrets,
      callers: identities.map(deriveCallerName),
      fingerprint: secrets.fingerprint(JSON.stringify([name, input])),
    };
  }

  #toLease({ callers, fingerprint }: Keyed): Lease {
    return {
      owner: randomUUID(),
      callers,
      fingerprint,
      leaseMs: Math.ceil(this.#caller.deadline.remainingMs()) + SETTLING_MS,
      keepMs: this.#shared.keepMs,
    };
  }

  #refuse(kind: IdempotencyFailure['kind']): IdempotencyFailure {
    this.#step(kind);
    return new IdempotencyFailure(kind);
  }

  #step(step: IdempotencyStep): void {
    this.#caller.onStep(step);
    this.#shared.onStep(step);
  }
}

/** Names a claim among those in flight. */
function toName({ secrets }: Keyed, slot: string): string {
  return `${secrets.record} ${slot}`;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve());
  });
}
