import type { RateLimit, RateLimitStore } from './store.ts';

interface Window {
  used: number;
  readonly endsAt: number;
}

/**
 * Counts in this process.
 *
 * The libraries for this keep a timer and an entry for every key that ever came, however many: a stranger who
 * invents a credential for each request could fill the memory. Here the oldest windows make room.
 *
 * @param maxKeys windows kept for each limit
 */
export function createMemoryStore(maxKeys: number): RateLimitStore {
  const windows = new Map<RateLimit, Map<string, Window>>();

  return {
    take(limit, key, points) {
      const now = performance.now();
      const open = findOpen(limit, key, now);
      const window = open ?? { used: 0, endsAt: now + limit.windowMs };
      const resetMs = window.endsAt - now;
      if (window.used + points > limit.points) return { isTaken: false, resetMs };
      window.used += points;
      if (open === undefined) keep(limit, key, window, now);
      return { isTaken: true, resetMs };
    },
    giveBack(limit, key, points) {
      const window = findOpen(limit, key, performance.now());
      if (window !== undefined) window.used = Math.max(0, window.used - points);
    },
  };

  function findOpen(limit: RateLimit, key: string, now: number): Window | undefined {
    const window = windows.get(limit)?.get(key);
    return window !== undefined && window.endsAt > now ? window : undefined;
  }

  /** A limit's windows are all of one length, so that a Map, in order of insertion, has them in order of their ends. */
  function keep(limit: RateLimit, key: string, window: Window, now: number): void {
    const kept = windows.get(limit) ?? new Map<string, Window>();
    windows.set(limit, kept);
    kept.delete(key);
    for (const [oldest, { endsAt }] of kept) {
      if (endsAt > now && kept.size < maxKeys) break;
      kept.delete(oldest);
    }
    kept.set(key, window);
  }
}
