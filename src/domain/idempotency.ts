import { RateLimitExceeded } from './allowance.ts';
import { InvalidArgument } from './invalid-argument.ts';
import { UpstreamError } from './upstream-error.ts';

/** A mutation that came with an idempotency key. */
export interface KeyedMutation {
  /** 1 to 255 visible ASCII characters, chosen by the client. */
  readonly key: string;
  /** Name of the mutation field. */
  readonly name: string;
  /** Everything that decides the mutation's effect. Inputs with the same effect must be equal as JSON. */
  readonly input: unknown;
}

/** An earlier attempt with the same key may have been carried out, and its outcome will never be known. */
export interface OutcomeUnknown {
  readonly kind: 'unknown';
  readonly attemptedAt: Date;
}

/** The idempotency keys of one caller: a mutation with a key has one effect, however often it is requested. */
export interface Idempotency {
  /**
   * Sends a mutation, or returns the outcome of the earlier request with its key. Waits while that request is in flight.
   *
   * @param send must have its effect at most once; the error it throws decides whether the key may be used again
   * @throws {IdempotencyFailure} when the key prevents sending
   */
  once<Outcome>(
    mutation: KeyedMutation,
    send: () => Promise<Outcome>,
  ): Promise<Outcome | OutcomeUnknown>;

  /**
   * Begins a bulk mutation, each item of which is sent at most once. Call `end` when the last item has settled.
   *
   * @throws {IdempotencyFailure} when the key prevents sending any item
   */
  begin<Outcome>(mutation: KeyedMutation): Promise<KeyedItems<Outcome>>;
}

/** The items of one bulk mutation with a key. */
export interface KeyedItems<Outcome> {
  /** @returns the outcome of an earlier request; null for an item that has none and must be sent */
  replay(item: string): Outcome | null;
  /** As `Idempotency.once`, for one item. */
  once(item: string, send: () => Promise<Outcome>): Promise<Outcome | OutcomeUnknown>;
  end(): Promise<void>;
}

/**
 * Why nothing was sent:
 * - `reused`: the key belongs to another mutation or to another input;
 * - `in-use`: an earlier request with the key is still in flight at the deadline of this one;
 * - `unavailable`: the key store cannot be reached, or is full, or the caller's share of it is.
 */
export type IdempotencyFailureKind = 'reused' | 'in-use' | 'unavailable';

/**
 * What happened to a mutation with a key, or to one of its items:
 * - `claimed`: its claim was written, so it may be sent;
 * - `replayed`: an earlier request's outcome was returned;
 * - `waited`: an earlier request was in flight;
 * - `unknown`: an earlier attempt may have been carried out, but its outcome is not known;
 * - `released`: nothing was carried out, so the key may be used again;
 * - `unsettled`: its outcome could not be stored, so a repeat gets `unknown`;
 * - `reused`, `in-use`, `unavailable`: rejected.
 */
export type IdempotencyStep =
  | 'claimed'
  | 'replayed'
  | 'waited'
  | 'unknown'
  | 'released'
  | 'unsettled'
  | IdempotencyFailureKind;

/** An idempotency key prevented its mutation from being sent. */
export class IdempotencyFailure extends Error {
  override readonly name = 'IdempotencyFailure';
  readonly kind: IdempotencyFailureKind;

  constructor(kind: IdempotencyFailureKind) {
    super(`idempotency key: ${kind}`);
    this.kind = kind;
  }
}

/**
 * Whether a failed mutation may still have been carried out. True for every error that is not known to be harmless.
 *
 * @param error the error that sending it threw
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
