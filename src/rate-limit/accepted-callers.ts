import { LRUCache } from 'lru-cache';

/** Credentials that upstream has recently accepted; all others may be made up. */
export interface AcceptedCallers {
  has(key: string): boolean;
  /** @returns whether it is new */
  add(key: string): boolean;
}

/** Long enough to remember regular callers, short enough to forget revoked credentials. */
const ACCEPTED_FOR_MS = 3_600_000;
/** About 15 MB. Made-up credentials cannot fill it, since only accepted ones are added. */
const MAX_CALLERS = 100_000;

/** @param now milliseconds on a monotonic clock */
export function createAcceptedCallers(
  now: () => number = () => performance.now(),
): AcceptedCallers {
  const acceptedUntil = new LRUCache<string, number>({ max: MAX_CALLERS });
  const has = (key: string) => (acceptedUntil.get(key) ?? Number.NEGATIVE_INFINITY) > now();
  return {
    has,
    add(key) {
      const isNew = !has(key);
      acceptedUntil.set(key, now() + ACCEPTED_FOR_MS);
      return isNew;
    },
  };
}
