import { RateLimitExceeded } from './allowance.ts';
import { InvalidArgument } from './invalid-argument.ts';
import { UpstreamError } from './upstream-error.ts';

/** A mutation that came with an idempotency key. */
export interface KeyedMutation {
  /** 1 to 255 visible ASCII characters, chosen by the client. */
  readonly key: string;
  /** Tells mutations apart. */
  readonly name: string;
  /** Everything that decides the mutation's effect, as JSON. Inputs with the same effect must give equal JSON. */
  readonly input: unknown;
}

/** An earlier attempt with the same key may have been carried out, and its outcome will never be known. */
export interface OutcomeUnknown {
  readonly kind: 'unknown';
  readonly attemptedAt: Date;
}

/** What the idempotency keys of one caller do: a keyed mutation has one effect, however often it is requested. */
export interface Idempotency {
  /**
   * Sends a mutation unless an earlier request with its key did, in which case the earlier outcome is returned.
   * Waits while such a request is in flight.
   *
   * @param send must have its effect at most once; what it throws decides whether the key is free again
   * @throws {IdempotencyFailure} when nothing is sent because of the key
   */
  once<Outcome>(
    mutation: KeyedMutation,
    send: () => Promise<Outcome>,
  ): Promise<Outcome | OutcomeUnknown>;

  /**
   * Begins a mutation of many items, each of which is sent at most once. Call `end` when its last item has settled.
   *
   * @throws {IdempotencyFailure} when no item may be sent because of the key
   */
  begin<Outcome>(mutation: KeyedMutation): Promise<KeyedItems<Outcome>>;
}

/** The items of one keyed mutation. */
export interface KeyedItems<Outcome> {
  /** @returns the outcome that an earlier request has left; null for an item that is to be sent */
  replay(item: string): Outcome | null;
  /** As `Idempotency.once`, for one item. */
  once(item: string, send: () => Promise<Outcome>): Promise<Outcome | OutcomeUnknown>;
  end(): Promise<void>;
}

/**
 * Why nothing was sent:
 * - `reused`: the key belongs to another mutation or to another input;
 * - `in-use`: an earlier request with the key is still in flight at the deadline of this one;
 * - `unavailable`: the store of keys cannot be reached, or is full.
 */
export type IdempotencyFailureKind = 'reused' | 'in-use' | 'unavailable';

/**
 * What happened to a keyed mutation, or to one of its items:
 * - `claimed`: its claim was written, so that it may be sent;
 * - `replayed`: an earlier request's outcome was returned;
 * - `waited`: an earlier request was in flight;
 * - `unknown`: an earlier attempt may have been carried out, and its outcome is not known;
 * - `released`: nothing was carried out, and the key is free again;
 * - `unsettled`: its own outcome could not be written, and no repeat will know it;
 * - `reused`, `in-use`, `unavailable`: refused.
 */
export type IdempotencyStep =
  | 'claimed'
  | 'replayed'
  | 'waited'
  | 'unknown'
  | 'released'
  | 'unsettled'
  | IdempotencyFailureKind;

/** A mutation was not sent because of its idempotency key. */
export class IdempotencyFailure extends Error {
  override readonly name = 'IdempotencyFailure';
  readonly kind: IdempotencyFailureKind;

  constructor(kind: IdempotencyFailureKind) {
    super(`idempotency key: ${kind}`);
    this.kind = kind;
  }
}

/**
 * Whether a mutation that failed may have been carried out all the same. Whatever is not known to be harmless may.
 *
 * @param error what sending it threw
 */
export function mayHaveTakenEffect(error: unknown): boolean {
  if (error instanceof InvalidArgument || error instanceof RateLimitExceeded) return false;
  if (!(error instanceof UpstreamError)) return true;
  switch (error.facts.kind) {
    case 'unauthenticated':
    case 'forbidden':
    case 'rate-limited':
      return false;
    default:
      return error.facts.mayHaveLeft;
  }
}
