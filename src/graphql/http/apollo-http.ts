import type { IncomingHttpHeaders } from 'node:http';
import { HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';

/** A request for GraphQL, read from the wire and no further. */
export interface HttpRequest {
  readonly method: string;
  /** By lower-case name. */
  readonly headers: IncomingHttpHeaders;
  /** Query string with its question mark; empty when there is none. */
  readonly search: string;
  /** The body as JSON, or undefined when it is none. */
  readonly body: unknown;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly body: string;
}

export function toApolloRequest({
  method,
  headers,
  search,
  body,
}: HttpRequest): HTTPGraphQLRequest {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return { method, headers: map, search, body };
}

export function fromApolloResponse({ status, headers, body }: HTTPGraphQLResponse): HttpResponse {
  if (body.kind === 'complete') return { status: status ?? 200, headers, body: body.string };
  throw new Error('incremental delivery is not enabled, so no answer comes in parts');
}
