/** graphql-yoga on node:http, the global fetch as the REST client. */
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import {
  type Api,
  keyHeader,
  port,
  resolvers,
  typeDefs,
  upstream,
  type WirePage,
} from './invitations.ts';

function createApi(key: string): Api {
  const headers = { [keyHeader]: key };
  return {
    async list(query) {
      const url = `${upstream}/v1/invitations?${new URLSearchParams(query)}`;
      const response = await fetch(url, { headers });
      if (!response.ok) throw new Error(`upstream answered ${response.status}`);
      return (await response.json()) as WirePage;
    },
    async accept(id) {
      const url = `${upstream}/v1/invitations/${encodeURIComponent(id)}`;
      const response = await fetch(url, { method: 'POST', headers });
      if (!response.ok && response.status !== 404) {
        throw new Error(`upstream answered ${response.status}`);
      }
      return response.ok;
    },
  };
}

const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: ({ request }) => ({ api: createApi(String(request.headers.get(keyHeader))) }),
  logging: 'warn',
});
createServer(yoga).listen(port, '127.0.0.1');
