/** An error in the form that the GraphQL specification gives it. @see https://spec.graphql.org/draft/#sec-Errors */
export interface ErrorEntry {
  readonly message: string;
  readonly extensions: ErrorExtensions;
}

export interface ErrorExtensions {
  /** README's section "Errors" lists every code. */
  readonly code: string;
  /** Our id of the request; the log has it too. */
  readonly requestId: string | undefined;
  /** Whether the same request may be sent again. Absent where an error is found before execution. */
  readonly retryable?: boolean;
  readonly upstreamRequestId?: string | undefined;
  /** Seconds. */
  readonly retryAfter?: number | undefined;
}

/**
 * The one maker of error bodies: what the HTTP server refuses and what GraphQL refuses before it executes have the same
 * form, so that a client needs one reader for both.
 *
 * @returns JSON
 */
export function toErrorBody(message: string, extensions: ErrorExtensions): string {
  const entry: ErrorEntry = { message, extensions };
  return JSON.stringify({ errors: [entry] });
}
