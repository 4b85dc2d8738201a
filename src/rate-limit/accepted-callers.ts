import { LRUCache } from 'lru-cache';

/** Credentials that upstream has accepted lately; all others may be made up. */
export interface AcceptedCallers {
  has(key: string): boolean;
  /** @returns whether it was not known to be accepted */
  add(key: string): boolean;
}

/** Long enough that a caller who comes regularly stays known, short enough that a revoked credential does not. */
const ACCEPTED_FOR_MS = 3_600_000;
/** Some 15 MB. Only credentials that upstream accepts get in, so that nobody can fill it with made-up ones. */
const MAX_CALLERS = 100_000;

/** @param now milliseconds on a clock that never goes back */
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
