import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import possibleTypes from './generated/possible-types.ts';

const GRAPHQL_URL = import.meta.env.VITE_GRAPHQL_URL ?? 'http://127.0.0.1:4000/graphql';

/** One client per key, so that nothing that was read with one key is ever shown under another. */
export function createClient(key: string): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri: GRAPHQL_URL, headers: { 'x-tiledb-rest-api-key': key } }),
    cache: new InMemoryCache(possibleTypes),
  });
}
