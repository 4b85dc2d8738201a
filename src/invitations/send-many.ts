import { Semaphore } from '../concurrency/semaphore.ts';
import { RateLimitExceeded } from '../domain/allowance.ts';
import type { KeyedItems, OutcomeUnknown } from '../domain/idempotency.ts';
import { UpstreamError } from '../domain/upstream-error.ts';

/** Fast enough for a hundred, and no more than one caller should ask of upstream at once. */
const MOST_WRITES_AT_ONCE = 10;

/** Writes many items, each on its own. */
export interface ManyWrites<Item, Outcome> {
  readonly items: readonly Item[];
  /** Tells items apart under an idempotency key. */
  readonly toId: (item: Item) => string;
  /** What must succeed before an item may be sent. */
  readonly prepare: (item: Item) => Promise<void>;
  readonly send: (item: Item) => Promise<Outcome>;
}

/** What became of one item; an Error when there is no outcome. */
interface Sent<Item, Outcome> {
  readonly item: Item;
  readonly outcome: Outcome | Error;
}

/**
 * Sends each item at most once, ten at a time; one that fails leaves the others alone. After a failure that the others
 * would meet as well, what has not begun does not begin and gets that failure.
 *
 * @param keyed what earlier requests with the same idempotency key have left; null without a key
 * @returns each item, in their order, with what it came to
 */
export async function sendMany<Item, Outcome>(
  { items, toId, prepare, send }: ManyWrites<Item, Outcome>,
  keyed: KeyedItems<Outcome> | null = null,
): Promise<readonly Sent<Item, Outcome | OutcomeUnknown>[]> {
  const semaphore = new Semaphore(MOST_WRITES_AT_ONCE);
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
      if (concernsAll(failure)) stoppedBy ??= failure;
      return failure;
    }
  }

  /** It may have waited, and another item may have failed meanwhile. */
  async function sendNow(item: Item): Promise<Outcome> {
    if (stoppedBy !== null) throw stoppedBy;
    return send(item);
  }
}

/** A credential that is not accepted, a limit that is reached, a breaker that is open. */
function concernsAll(failure: Error): boolean {
  if (failure instanceof RateLimitExceeded) return true;
  if (!(failure instanceof UpstreamError)) return false;
  const { kind, isBreakerOpen } = failure.facts;
  return kind === 'unauthenticated' || kind === 'rate-limited' || isBreakerOpen === true;
}
