/** Fastify and mercurius, queries compiled by graphql-jit, undici's Pool as the REST client. */
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { Pool } from 'undici';
import {
  type Api,
  keyHeader,
  port,
  resolvers,
  typeDefs,
  upstream,
  type WirePage,
} from './invitations.ts';

declare module 'mercurius' {
  interface MercuriusContext {
    api: Api;
  }
}

const pool = new Pool(upstream, { connections: 64 });

function createApi(key: string): Api {
  const headers = { [keyHeader]: key };
  return {
    async list(query) {
      const { statusCode, body } = await pool.request({
        method: 'GET',
        path: '/v1/invitations',
        query,
        headers,
      });
      if (statusCode !== 200) throw new Error(`upstream answered ${statusCode}`);
      return (await body.json()) as WirePage;
    },
    async accept(id) {
      const path = `/v1/invitations/${encodeURIComponent(id)}`;
      const { statusCode, body } = await pool.request({ method: 'POST', path, headers });
      await body.dump();
      if (statusCode >= 300 && statusCode !== 404)
        throw new Error(`upstream answered ${statusCode}`);
      return statusCode !== 404;
    },
  };
}

const app = Fastify();
app.register(mercurius, {
  schema: typeDefs,
  resolvers,
  jit: 1,
  context: (request) => ({ api: createApi(String(request.headers[keyHeader])) }),
});
await app.listen({ port, host: '127.0.0.1' });
