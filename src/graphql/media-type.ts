import type { HTTPGraphQLRequest } from '@apollo/server';
import Negotiator from 'negotiator';

/** What Apollo Server chooses from. @see https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types */
export const JSON_TYPE = 'application/json; charset=utf-8';
export const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';

/** @returns undefined when the client takes no media type that a GraphQL answer can have */
export function negotiate(http: HTTPGraphQLRequest | undefined): string | undefined {
  const negotiator = new Negotiator({ headers: { accept: http?.headers.get('accept') } });
  return negotiator.mediaType([JSON_TYPE, RESPONSE_TYPE]);
}

/** The status of an answer to wrong variables: a gateway drops what comes with a 400, so only clients that ask for the newer media type get one. */
export function toRequestErrorStatus(mediaType: string | undefined): number {
  return mediaType === RESPONSE_TYPE ? 400 : 200;
}
