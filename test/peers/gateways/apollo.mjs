// Apollo Gateway under Apollo Server. Reads SUPERGRAPH (a file), ROUTER_SECRET and PORT.
import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

// docs: apollo gateway
/** Which request it is, for every log; and what makes a mutation safe to repeat. */
const FORWARDED = ['x-request-id', 'traceparent', 'tracestate', 'idempotency-key'];
/** The caller's credential, only for the subgraphs that act on it. */
const CREDENTIALS = ['x-tiledb-rest-api-key', 'authorization'];
const TRUSTED = ['invitations', 'accounts'];

class ForwardingDataSource extends RemoteGraphQLDataSource {
  willSendRequest({ request, context }) {
    const names = TRUSTED.includes(this.name) ? [...FORWARDED, ...CREDENTIALS] : FORWARDED;
    for (const name of names) {
      const value = context.headers?.[name];
      if (value !== undefined) request.http.headers.set(name, value);
    }
    if (this.name === 'invitations' && process.env.ROUTER_SECRET) {
      request.http.headers.set('router-authorization', process.env.ROUTER_SECRET);
    }
  }
}

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(process.env.SUPERGRAPH, 'utf8'),
  buildService: (subgraph) => new ForwardingDataSource(subgraph),
});

const server = new ApolloServer({ gateway, includeStacktraceInErrorResponses: false });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(process.env.PORT) },
  context: async ({ req }) => ({ headers: req.headers }),
});
// docs: end

console.log(`Ready: ${new URL('/graphql', url)}`);
