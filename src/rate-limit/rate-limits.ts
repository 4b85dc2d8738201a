import { type Allowance, RateLimitExceeded } from '../domain/allowance.ts';
import { toCallerKeys } from './caller-keys.ts';
import type { RateLimit, RateLimitStore } from './store.ts';

export interface RateLimitOptions {
  /** 0 sets no limit. */
  readonly operationsPerMinute: number;
  /** Counted in recipients, since that is what can be abused. 0 sets no limit. */
  readonly emailsPerHour: number;
  readonly store: RateLimitStore;
}

export interface RateLimits {
  /**
   * @param identities what proves who the caller is; without any, it is their address that counts.
   *   Each counts by itself: a second one, changed at will, must not buy a new allowance.
   */
  of(identities: readonly string[], address: () => string): Allowance;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

export function createRateLimits({ store, ...options }: RateLimitOptions): RateLimits {
  const operations: RateLimit = {
    name: 'operations',
    points: options.operationsPerMinute,
    windowMs: MINUTE_MS,
  };
  const emails: RateLimit = { name: 'e-mails', points: options.emailsPerHour, windowMs: HOUR_MS };

  const limits = { operations, emails, store };

  return {
    of: (identities, address) => new CallerAllowance(limits, identities, address),
  };
}

interface Limits {
  readonly operations: RateLimit;
  readonly emails: RateLimit;
  readonly store: RateLimitStore;
}

class CallerAllowance implements Allowance {
  readonly #limits: Limits;
  readonly #identities: readonly string[];
  readonly #address: () => string;
  #keys: readonly string[] | null = null;

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

  giveBackEmails(count: number): Promise<void> {
    return this.#giveBack(this.#limits.emails, this.#toKeys(), count);
  }

  async #take(limit: RateLimit, points: number): Promise<void> {
    if (limit.points === 0) return;
    const taken: string[] = [];
    for (const key of this.#toKeys()) {
      const { isTaken, resetMs } = await this.#limits.store.take(limit, key, points);
      if (!isTaken) {
        await this.#giveBack(limit, taken, points);
        throw new RateLimitExceeded(
          `At most ${limit.points} ${limit.name} ${toUnit(limit)} are allowed.`,
          Math.max(1, Math.ceil(resetMs / 1000)),
        );
      }
      taken.push(key);
    }
  }

  async #giveBack(limit: RateLimit, keys: readonly string[], points: number): Promise<void> {
    if (limit.points === 0) return;
    for (const key of keys) await this.#limits.store.giveBack(limit, key, points);
  }

  #toKeys(): readonly string[] {
    this.#keys ??= toCallerKeys(this.#identities, this.#address);
    return this.#keys;
  }
}

function toUnit({ windowMs }: RateLimit): string {
  return windowMs === MINUTE_MS ? 'a minute' : 'an hour';
}
