import { Semaphore } from '../concurrency/semaphore.ts';
import { RateLimitExceeded } from '../domain/allowance.ts';
import type { KeyedItems, OutcomeUnknown } from '../domain/idempotency.ts';
import { UpstreamError } from '../domain/upstream-error.ts';

/** Fast enough for a hundred items, without one caller loading upstream too much. */
const MAX_CONCURRENT_WRITES = 10;

/** The independent writes of a bulk mutation. */
export interface ManyWrites<Item, Outcome> {
  readonly items: readonly Item[];
  /** Identifies an item under an idempotency key. */
  readonly toId: (item: Item) => string;
  /** Must succeed before the item is sent. */
  readonly prepare: (item: Item) => Promise<void>;
  readonly send: (item: Item) => Promise<Outcome>;
}

/** The result of one item; an Error when there is no outcome. */
interface Sent<Item, Outcome> {
  readonly item: Item;
  readonly outcome: Outcome | Error;
}

/**
 * Sends each item at most once, ten at a time. An item's failure does not affect the others, unless they would all fail in
 * the same way: then items that have not started are not sent and get that failure.
 *
 * @param keyed outcomes of earlier requests with the same idempotency key; null without a key
 * @returns each item with its result, in order
 */
export async function sendMany<Item, Outcome>(
  { items, toId, prepare, send }: ManyWrites<Item, Outcome>,
  keyed: KeyedItems<Outcome> | null = null,
): Promise<readonly Sent<Item, Outcome | OutcomeUnknown>[]> {
  const semaphore = new Semaphore(MAX_CONCURRENT_WRITES);
  let stoppedBy: Error | null = null;
  return Promise.all(
    items.map(async (item) => ({
      item,
      outcome: keyed?.replay(toId(item)) ?? (await semaphore.run(() => sendOne(item))),
    })),
  );

  async function sendOne(item: Item): Promise<Outcome | OutcomeUnknown | Error> {
    if (stoppedBy !== null) return stoppedBy;
    try {
      await prepare(item);
      return keyed === null
        ? await sendNow(item)
        : await keyed.once(toId(item), () => sendNow(item));
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      if (affectsAll(failure)) stoppedBy ??= failure;
      return failure;
    }
  }

  /** Checks again, since another item may have failed while this one waited for its claim. */
  async function sendNow(item: Item): Promise<Outcome> {
    if (stoppedBy !== null) throw stoppedBy;
    return send(item);
  }
}

/** Whether every other item would fail too: credential not accepted, rate limit reached, circuit breaker open. */
function affectsAll(failure: Error): boolean {
  if (failure instanceof RateLimitExceeded) return true;
  if (!(failure instanceof UpstreamError)) return false;
  const { kind, isBreakerOpen } = failure.facts;
  return kind === 'unauthenticated' || kind === 'rate-limited' || isBreakerOpen === true;
}
