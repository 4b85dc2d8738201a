/** The textbook with this service's REST client: Apollo Server's standalone server and got. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import got, { HTTPError } from 'got';
import {
  type Api,
  keyHeader,
  port,
  resolvers,
  typeDefs,
  upstream,
  type WirePage,
} from './invitations.ts';

const client = got.extend({ prefixUrl: upstream });

function createApi(key: string): Api {
  const headers = { [keyHeader]: key };
  return {
    list: (query) => client('v1/invitations', { searchParams: query, headers }).json<WirePage>(),
    async accept(id) {
      try {
        await client.post(`v1/invitations/${encodeURIComponent(id)}`, { headers });
        return true;
      } catch (error) {
        if (error instanceof HTTPError && error.response.statusCode === 404) return false;
        throw error;
      }
    },
  };
}

const server = new ApolloServer<{ api: Api }>({ typeDefs, resolvers });
await startStandaloneServer(server, {
  listen: { port, host: '127.0.0.1' },
  context: async ({ req }) => ({ api: createApi(String(req.headers[keyHeader])) }),
});
