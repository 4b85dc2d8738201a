/** The caller has used up a rate limit of this service. */
export class RateLimitExceeded extends Error {
  override readonly name = 'RateLimitExceeded';
  readonly retryAfterSeconds: number;

  /** @param retryAfterSeconds whole seconds until the rate limit's window ends, at least 1 */
  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What remains of one caller's rate limits. */
export interface Allowance {
  /** @throws {RateLimitExceeded} */
  takeOperation(): Promise<void>;
  /** Takes all of them or none. @throws {RateLimitExceeded} */
  takeEmails(count: number): Promise<void>;
  /** Call when they were not sent after all. */
  giveBackEmails(count: number): Promise<void>;
}
