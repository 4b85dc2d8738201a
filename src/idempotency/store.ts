/**
 * Stores keys: in this process, in the primary of several workers, or in Redis. Each method is one atomic step.
 *
 * A record holds the state of one key: the fingerprint of its input, and a slot for each item of its mutation. A slot is
 * claimed before its item is sent; the owner of the claim then settles or releases it. A claim that is neither when its
 * lease ends counts as settled with an unknown outcome from then on. The store uses its own clock, so instances that share
 * a store need not agree on the time.
 */
export interface IdempotencyStore {
  claim(record: string, claim: Claim): Answer<ClaimReply>;
  /**
   * Only for the owner of the claim, during its lease. Also settles a missing slot, which the store must have lost.
   *
   * @returns whether it was settled; null when the store is unreachable
   */
  settle(record: string, settlement: Settlement): Answer<boolean | null>;
  /** Only for the owner of the claim, during its lease. @returns whether it was released; null when the store is unreachable */
  release(record: string, slot: OwnSlot): Answer<boolean | null>;
  /**
   * Binds a record to an input while a bulk mutation is in flight, and returns the items already settled. The owner ends
   * the binding by releasing `toHold(lease)`.
   */
  open(record: string, lease: Lease): Answer<OpenReply>;
}

/** A store in memory replies synchronously. */
type Answer<Reply> = Reply | Promise<Reply>;

export interface Lease {
  /** Identifies one attempt of one request; never reused. */
  readonly owner: string;
  /** The caller's identities, as opaque names, so that a store of limited size can be shared fairly; same for a record. */
  readonly callers: readonly string[];
  /** Fingerprint of the mutation and its input. */
  readonly fingerprint: string;
  /** How long the owner may take to settle or release. */
  readonly leaseMs: number;
  /** How long the record is kept after that. */
  readonly keepMs: number;
}

export interface Claim extends Lease {
  readonly slot: string;
}

export interface OwnSlot {
  readonly slot: string;
  readonly owner: string;
}

export interface Settlement extends Omit<Claim, 'leaseMs'> {
  /** The encrypted outcome; null when it is unknown. */
  readonly sealed: string | null;
}

/** Milliseconds since the epoch at which a slot was claimed. */
type ClaimedAt = number;

export type ClaimReply =
  | { readonly kind: 'claimed' }
  /** Another owner's lease has not ended. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'settled'; readonly claimedAt: ClaimedAt; readonly sealed: string | null }
  /** The record is bound to another fingerprint. */
  | { readonly kind: 'reused' }
  /** Nothing was claimed, or the store did not confirm the claim. */
  | { readonly kind: 'unavailable' };

export type OpenReply =
  | { readonly kind: 'open'; readonly settled: readonly SettledSlot[] }
  | { readonly kind: 'reused' }
  | { readonly kind: 'unavailable' };

/** A slot whose outcome is known. */
export interface SettledSlot {
  readonly slot: string;
  readonly sealed: string;
}

/** Prefix of slots that keep a record bound but belong to no item; they are ignored once their lease ends. */
export const HOLD = 'hold:';

/** The claim with which `open` keeps a record bound. */
export function toHold(lease: Lease): Claim {
  return { ...lease, slot: HOLD + lease.owner };
}
