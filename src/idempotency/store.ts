/**
 * Where keys are kept: in this process, in the primary of several workers, or in Redis. Each method is one atomic step.
 *
 * A record holds what is known of one key: the fingerprint of its input, and a slot for each item of its mutation.
 * A slot is claimed before its item is sent, and then settled or released by the owner of the claim. A claim that is
 * neither settled nor released when its lease ends counts as settled without a known outcome from then on. The clock is
 * the store's own: instances that share a store need not agree on the time.
 */
export interface IdempotencyStore {
  claim(record: string, claim: Claim): Answer<ClaimReply>;
  /**
   * Only for the owner of the claim, while its lease lasts. A slot that is missing is settled too: the store has lost it.
   *
   * @returns null when the store cannot be asked
   */
  settle(record: string, settlement: Settlement): Answer<boolean | null>;
  /** Only for the owner of the claim, while its lease lasts. @returns null when the store cannot be asked */
  release(record: string, slot: OwnSlot): Answer<boolean | null>;
  /**
   * Binds a record to an input for as long as a mutation of many items is in flight, and tells what is settled.
   * The owner ends it by releasing the slot `HOLD`.
   */
  open(record: string, hold: Lease): Answer<OpenReply>;
}

/** A store in memory answers at once. */
type Answer<Reply> = Reply | Promise<Reply>;

export interface Lease {
  /** Names one attempt of one request; never used again. */
  readonly owner: string;
  /** Of the mutation and its input. */
  readonly fingerprint: string;
  /** How long the owner may take. */
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

export interface Settlement extends OwnSlot {
  readonly fingerprint: string;
  /** The outcome, encrypted; null when it is not known. */
  readonly sealed: string | null;
  readonly keepMs: number;
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
  /** Nothing was claimed, or it cannot be told whether it was. */
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

/** Slots with this prefix keep a record bound, and stand for no item: when their lease ends they are gone. */
export const HOLD = 'hold:';
