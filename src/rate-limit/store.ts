/** A number of points per time window; a window starts when its first point is taken. */
export interface RateLimit {
  readonly name: string;
  readonly points: number;
  readonly windowMs: number;
}

export interface Taking {
  readonly isTaken: boolean;
  /** Milliseconds until the window ends and all points are available again. */
  readonly resetMs: number;
}

/**
 * What the service knows about the caller of a window. Windows only evict others of the same standing, so that neither
 * made-up credentials nor many addresses can push out a known caller.
 */
export type Standing = 'accepted' | 'address' | 'unknown';

/** The caller that a window counts. */
export interface Counted {
  /** Opaque; does not reveal the credential. */
  readonly key: string;
  readonly standing: Standing;
}

/**
 * Counts points, in this process or centrally for all instances of the service. A store in memory should reply
 * synchronously.
 */
export interface RateLimitStore {
  /** Takes all points if the window has enough left; otherwise none. */
  take(limit: RateLimit, counted: Counted, points: number): Taking | Promise<Taking>;
  /** Gives back points that were not used. A window that is empty afterwards is removed. */
  giveBack(limit: RateLimit, key: string, points: number): void | Promise<void>;
  /** Call when upstream has accepted the credential of a key: moves its windows from `unknown` to `accepted`. */
  accept(key: string): void;
}
