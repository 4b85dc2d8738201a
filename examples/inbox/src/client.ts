import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { cacheConfig, IdempotencyLink } from 'tiledb-invitations-client/apollo';
import { SETTINGS } from './settings.ts';

/** One client per key, so that data read with one key is never shown under another. */
export function createClient(key: string): ApolloClient {
  const http = new HttpLink({
    uri: SETTINGS.graphqlUrl,
    headers: { 'x-tiledb-rest-api-key': key },
  });
  return new ApolloClient({
    link: ApolloLink.from([new IdempotencyLink(), http]),
    cache: new InMemoryCache(cacheConfig),
  });
}
