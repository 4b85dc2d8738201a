/** An error in the format of the GraphQL specification. @see https://spec.graphql.org/draft/#sec-Errors */
export interface ErrorEntry {
  readonly message: string;
  readonly extensions: ErrorExtensions;
}

export interface ErrorExtensions {
  /** docs/errors.md lists every code. */
  readonly code: string;
  /** Our id of the request, also in the log. */
  readonly requestId: string | undefined;
  /** Whether the same request may be sent again. Absent for errors found before execution. */
  readonly retryable?: boolean;
  readonly upstreamRequestId?: string | undefined;
  /** Seconds. */
  readonly retryAfter?: number | undefined;
}

/** What clients see of a bug: nothing but where to find its cause. */
export const INTERNAL_ERROR_MESSAGE =
  'This service failed. Its log contains the cause under this requestId.';

/**
 * Builds every error body outside execution, so that errors of the HTTP server and of GraphQL have the same format and a
 * client can parse both alike.
 *
 * @returns JSON
 */
export function toErrorBody(message: string, extensions: ErrorExtensions): string {
  const entry: ErrorEntry = { message, extensions };
  return JSON.stringify({ errors: [entry] });
}
