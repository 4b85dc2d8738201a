import { type Allowance, RateLimitExceeded } from '../domain/allowance.ts';
import type { AcceptedCallers } from './accepted-callers.ts';
import type { CallerKeys } from './caller-keys.ts';
import type { Counted, RateLimit, RateLimitStore } from './store.ts';

export interface RateLimitOptions {
  /** 0 sets no limit. */
  readonly operationsPerMinute: number;
  /** Counts recipients, since those are what can be abused. 0 sets no limit. */
  readonly emailsPerHour: number;
  readonly store: RateLimitStore;
  readonly keys: CallerKeys;
  readonly acceptedCallers: AcceptedCallers;
}

export interface RateLimits {
  /**
   * The rate limits of one caller, for one operation.
   *
   * Each identity is counted separately, so that adding a second, arbitrary one does not reset the limit. Unless upstream
   * has recently accepted the credential, the address is counted too, since a client could make up a new credential for
   * each request. What was counted for the address is given back when upstream accepts the credential, so that callers
   * with credentials do not use up the limit of a gateway's address.
   *
   * @param identities the caller's proven identities; without any, only the address is counted
   */
  of(identities: readonly string[], address: () => string): CallerAllowance;
}

export interface CallerAllowance extends Allowance {
  /** Call when upstream has accepted the caller's credential. */
  accept(): void;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

export function createRateLimits(options: RateLimitOptions): RateLimits {
  const operations: RateLimit = {
    name: 'operations',
    points: options.operationsPerMinute,
    windowMs: MINUTE_MS,
  };
  const emails: RateLimit = { name: 'e-mails', points: options.emailsPerHour, windowMs: HOUR_MS };
  const limits: Limits = { ...options, operations, emails };
  return {
    of: (identities, address) => new CountedAllowance(limits, identities, address),
  };
}

interface Limits extends Pick<RateLimitOptions, 'store' | 'keys' | 'acceptedCallers'> {
  readonly operations: RateLimit;
  readonly emails: RateLimit;
}

class CountedAllowance implements CallerAllowance {
  readonly #limits: Limits;
  readonly #identities: readonly string[];
  readonly #address: () => string;
  #caller: Caller | null = null;
  /** Points that this operation has taken from the address of a caller with a credential. */
  readonly #takenFromAddress = new Map<RateLimit, number>();

  constructor(limits: Limits, identities: readonly string[], address: () => string) {
    this.#limits = limits;
    this.#identities = identities;
    this.#address = address;
  }

  takeOperation(): Promise<void> {
    return this.#take(this.#limits.operations, 1);
  }

  takeEmails(count: number): Promise<void> {
    return this.#take(this.#limits.emails, count);
  }

  async giveBackEmails(count: number): Promise<void> {
    const limit = this.#limits.emails;
    const { identityKeys, addressKey } = this.#getCaller();
    await this.#giveBack(limit, identityKeys, count);
    if (identityKeys.length === 0) return this.#giveBack(limit, [addressKey()], count);
    const fromAddress = Math.min(count, this.#takenFromAddress.get(limit) ?? 0);
    await this.#giveBackToAddress(limit, fromAddress);
  }

  accept(): void {
    const { acceptedKey, identityKeys } = this.#getCaller();
    if (acceptedKey === null) return;
    if (this.#limits.acceptedCallers.add(acceptedKey)) {
      for (const key of identityKeys) this.#limits.store.accept(key);
    }
    for (const [limit, points] of this.#takenFromAddress) this.#giveBackToAddress(limit, points);
  }

  async #take(limit: RateLimit, points: number): Promise<void> {
    if (limit.points === 0) return;
    const taken: string[] = [];
    for (const counted of this.#listCounted()) {
      const { isTaken, resetMs } = await this.#limits.store.take(limit, counted, points);
      if (!isTaken) {
        await this.#giveBack(limit, taken, points);
        throw new RateLimitExceeded(
          `Rate limit exceeded: at most ${limit.points} ${limit.name} ${toUnit(limit)} are allowed.`,
          Math.max(1, Math.ceil(resetMs / 1000)),
        );
      }
      taken.push(counted.key);
      if (counted.standing === 'address' && this.#identities.length > 0) {
        const before = this.#takenFromAddress.get(limit) ?? 0;
        this.#takenFromAddress.set(limit, before + points);
      }
    }
  }

  /** The address comes last: other callers share its window, so it is only counted when the identities are within limits. */
  #listCounted(): readonly Counted[] {
    const { identityKeys, addressKey, acceptedKey } = this.#getCaller();
    const isAccepted = acceptedKey !== null && this.#limits.acceptedCallers.has(acceptedKey);
    const standing = isAccepted ? 'accepted' : 'unknown';
    const counted: Counted[] = identityKeys.map((key) => ({ key, standing }));
    if (!isAccepted) counted.push({ key: addressKey(), standing: 'address' });
    return counted;
  }

  async #giveBack(limit: RateLimit, keys: readonly string[], points: number): Promise<void> {
    if (limit.points === 0) return;
    for (const key of keys) await this.#limits.store.giveBack(limit, key, points);
  }

  async #giveBackToAddress(limit: RateLimit, points: number): Promise<void> {
    if (points === 0) return;
    const left = (this.#takenFromAddress.get(limit) ?? 0) - points;
    this.#takenFromAddress.set(limit, left);
    await this.#giveBack(limit, [this.#getCaller().addressKey()], points);
  }

  #getCaller(): Caller {
    this.#caller ??= toCaller(this.#limits.keys, this.#identities, this.#address);
    return this.#caller;
  }
}

interface Caller {
  readonly identityKeys: readonly string[];
  readonly addressKey: () => string;
  /** Key of all identities together, since upstream does not say which of several it has accepted. */
  readonly acceptedKey: string | null;
}

function toCaller(keys: CallerKeys, identities: readonly string[], address: () => string): Caller {
  const identityKeys = identities.map(keys.ofIdentity);
  return {
    identityKeys,
    addressKey: () => keys.ofAddress(address()),
    acceptedKey: identityKeys.length === 0 ? null : identityKeys.join(' '),
  };
}

function toUnit({ windowMs }: RateLimit): string {
  return windowMs === MINUTE_MS ? 'per minute' : 'per hour';
}
