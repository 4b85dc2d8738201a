/**
 * Codes of requests that are refused before GraphQL sees them. UNAUTHENTICATED is the schema's word too; BAD_REQUEST is
 * also Apollo Server's word for a request that is not GraphQL over HTTP.
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

/** A request that is refused before GraphQL sees it. Thrown anywhere in the edge; errors.ts answers it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly facts: RefusalFacts;

  constructor(facts: RefusalFacts) {
    super(facts.message);
    this.facts = facts;
  }
}

/** Seconds after which a client may try again: another instance answers at once, and this one may have recovered. */
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
