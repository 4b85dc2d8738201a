import { HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import type { HttpRequest, HttpResponse } from '../../http/message.ts';

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
  throw new Error('unexpected incremental response: incremental delivery is not enabled');
}
