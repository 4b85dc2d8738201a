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
 * Where points are counted: in this process, or in one place for all copies of the service.
 * A store need not answer asynchronously, and one that is in memory should not.
 */
export interface RateLimitStore {
  /** Takes points if the window has as many left; else it takes none. */
  take(limit: RateLimit, key: string, points: number): Taking | Promise<Taking>;
  /** Puts points back that were taken for nothing. */
  giveBack(limit: RateLimit, key: string, points: number): void | Promise<void>;
}
