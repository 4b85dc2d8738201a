/** So many points within a time; the window opens with the first point taken. */
export interface RateLimit {
  readonly name: string;
  readonly points: number;
  readonly windowMs: number;
}

export interface Taking {
  readonly isTaken: boolean;
  /** Until the window ends, and all points are there again. */
  readonly resetMs: number;
}

/**
 * What the service knows of whom a window counts. Where room is short, windows only make room for others of their own
 * standing: anybody can invent credentials, and many have many addresses, but neither may push out a known caller.
 */
export type Standing = 'accepted' | 'address' | 'unknown';

/** Whom a window counts. */
export interface Counted {
  /** Opaque: it gives no credential away. */
  readonly key: string;
  readonly standing: Standing;
}

/**
 * Where points are counted: in this process, or in one place for all instances of the service.
 * A store need not answer asynchronously, and one that is in memory should not.
 */
export interface RateLimitStore {
  /** Takes points if the window has as many left; otherwise takes none. */
  take(limit: RateLimit, counted: Counted, points: number): Taking | Promise<Taking>;
  /** Puts points back that were taken for nothing. A window that is empty then is forgotten. */
  giveBack(limit: RateLimit, key: string, points: number): void | Promise<void>;
  /** Upstream has accepted the credential of a key: its windows are no longer those of an unknown caller. */
  accept(key: string): void;
}
