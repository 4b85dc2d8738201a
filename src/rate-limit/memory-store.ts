import type { Counted, RateLimit, RateLimitStore, Standing } from './store.ts';

interface Window {
  used: number;
  readonly endsAt: number;
}

type Windows = Map<string, Window>;

export interface MemoryStoreOptions {
  /** Maximum number of windows for each limit and standing. */
  readonly maxKeys: number;
  /** Milliseconds on a monotonic clock. */
  readonly now?: () => number;
}

export interface MemoryStore extends RateLimitStore {
  /** Continues a window that was counted elsewhere, unless there is one here. */
  adopt(limit: RateLimit, counted: Counted, used: number, resetMs: number): void;
}

const STANDINGS: readonly Standing[] = ['accepted', 'address', 'unknown'];

/**
 * Counts in this process.
 *
 * Libraries for this keep a timer and an entry for every key they have seen, so a client that invents a credential for each
 * request could fill the memory. This store evicts the oldest windows of the same standing.
 */
export function createMemoryStore({
  maxKeys,
  now = () => performance.now(),
}: MemoryStoreOptions): MemoryStore {
  const limits = new Map<RateLimit, Readonly<Record<Standing, Windows>>>();

  return {
    take(limit, counted, points) {
      const time = now();
      const open = findOpen(limit, counted.key, time);
      const window = open ?? { used: 0, endsAt: time + limit.windowMs };
      const resetMs = window.endsAt - time;
      if (window.used + points > limit.points) return { isTaken: false, resetMs };
      window.used += points;
      if (open === undefined) keep(limit, counted, window, time);
      return { isTaken: true, resetMs };
    },
    giveBack(limit, key, points) {
      const window = findOpen(limit, key, now());
      if (window === undefined) return;
      window.used -= points;
      if (window.used <= 0) for (const windows of listWindows(limit)) windows.delete(key);
    },
    accept(key) {
      const time = now();
      for (const [limit, { unknown }] of limits) {
        const window = unknown.get(key);
        if (window === undefined) continue;
        unknown.delete(key);
        keep(limit, { key, standing: 'accepted' }, window, time);
      }
    },
    adopt(limit, counted, used, resetMs) {
      const time = now();
      if (findOpen(limit, counted.key, time) !== undefined) return;
      keep(limit, counted, { used, endsAt: time + resetMs }, time);
    },
  };

  function findOpen(limit: RateLimit, key: string, time: number): Window | undefined {
    for (const windows of listWindows(limit)) {
      const window = windows.get(key);
      if (window !== undefined && window.endsAt > time) return window;
    }
    return undefined;
  }

  /** Relies on insertion order, which is roughly the order of end times: all windows of a limit have the same length. */
  function keep(limit: RateLimit, { key, standing }: Counted, window: Window, time: number): void {
    const windows = limits.get(limit)?.[standing] ?? createWindows(limit)[standing];
    windows.delete(key);
    for (const [oldest, { endsAt }] of windows) {
      if (endsAt > time && windows.size < maxKeys) break;
      windows.delete(oldest);
    }
    windows.set(key, window);
  }

  function createWindows(limit: RateLimit): Readonly<Record<Standing, Windows>> {
    const windows = {
      accepted: new Map<string, Window>(),
      address: new Map<string, Window>(),
      unknown: new Map<string, Window>(),
    };
    limits.set(limit, windows);
    return windows;
  }

  function listWindows(limit: RateLimit): readonly Windows[] {
    const windows = limits.get(limit);
    return windows === undefined ? [] : STANDINGS.map((standing) => windows[standing]);
  }
}
