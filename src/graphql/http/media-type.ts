import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { JSON_TYPE } from '../../http/message.ts';

/** The newer of the two media types that Apollo Server supports; the other is JSON_TYPE. @see https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types */
export const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';

const MAX_REMEMBERED = 100;
const MAX_REMEMBERED_LENGTH = 1_000;
/** By Accept header. Clients send few different ones; the limits keep made-up ones from filling the memory. */
export const remembered = new LRUCache<string, { readonly mediaType: string | undefined }>({
  max: MAX_REMEMBERED,
});

/**
 * @param accept the Accept header; without one, a client accepts anything
 * @returns undefined when the client accepts no media type of a GraphQL response
 */
export function negotiate(accept = '*/*'): string | undefined {
  const known = remembered.get(accept);
  if (known !== undefined) return known.mediaType;
  const negotiator = new Negotiator({ headers: { accept } });
  const mediaType = negotiator.mediaType([JSON_TYPE, RESPONSE_TYPE]);
  if (accept.length <= MAX_REMEMBERED_LENGTH) remembered.set(accept, { mediaType });
  return mediaType;
}

/** Status of a response to invalid variables: gateways drop the body of a 400, so only clients that accept the newer media type get one. */
export function toRequestErrorStatus(mediaType: string | undefined): number {
  return mediaType === RESPONSE_TYPE ? 400 : 200;
}
