import { Semaphore } from '../concurrency/semaphore.ts';
import { RateLimitExceeded } from '../domain/allowance.ts';
import { UpstreamError } from '../domain/upstream-error.ts';

/** Fast enough for a hundred, and no more than one caller should ask of upstream at once. */
const MOST_WRITES_AT_ONCE = 10;

/** Writes many items, each on its own. */
export interface ManyWrites<Item, Outcome> {
  readonly items: readonly Item[];
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
 * @returns each item, in their order, with what it came to
 */
export async function sendMany<Item, Outcome>({
  items,
  prepare,
  send,
}: ManyWrites<Item, Outcome>): Promise<readonly Sent<Item, Outcome>[]> {
  const semaphore = new Semaphore(MOST_WRITES_AT_ONCE);
  let stoppedBy: Error | null = null;
  return Promise.all(
    items.map(async (item) => ({ item, outcome: await semaphore.run(() => sendOne(item)) })),
  );

  async function sendOne(item: Item): Promise<Outcome | Error> {
    if (stoppedBy !== null) return stoppedBy;
    try {
      await prepare(item);
      return stoppedBy ?? (await send(item));
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      if (concernsAll(failure)) stoppedBy ??= failure;
      return failure;
    }
  }
}

/** A credential that is not accepted, a limit that is reached, a breaker that is open. */
function concernsAll(failure: Error): boolean {
  if (failure instanceof RateLimitExceeded) return true;
  if (!(failure instanceof UpstreamError)) return false;
  const { kind, isBreakerOpen } = failure.facts;
  return kind === 'unauthenticated' || kind === 'rate-limited' || isBreakerOpen === true;
}
