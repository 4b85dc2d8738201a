/**
 * Codes of requests that are rejected before they reach GraphQL. The schema has UNAUTHENTICATED too; BAD_REQUEST is also
 * Apollo Server's code for a request that is not GraphQL over HTTP.
 */
export type RefusalCode = 'BAD_REQUEST' | 'SERVICE_UNAVAILABLE' | 'UNAUTHENTICATED';

export interface RefusalFacts {
  /** HTTP status. */
  readonly status: number;
  readonly code: RefusalCode;
  readonly message: string;
  readonly retryable?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is rejected before it reaches GraphQL. Thrown anywhere in edge/; errors.ts sends the response. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly facts: RefusalFacts;

  constructor(facts: RefusalFacts) {
    super(facts.message);
    this.facts = facts;
  }
}

/** Seconds until a retry makes sense: another instance can serve it immediately, and this one may have recovered. */
const RETRY_AFTER_SECONDS = '1';

export function createUnavailable(message: string): Refusal {
  return new Refusal({
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
    message,
    retryable: true,
    headers: { 'retry-after': RETRY_AFTER_SECONDS },
  });
}
