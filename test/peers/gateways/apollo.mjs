// Apollo Gateway under Apollo Server. Reads SUPERGRAPH (a file), ROUTER_SECRET and PORT.
import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

// docs: apollo gateway
/** What the invitations subgraph takes from the caller: credentials, and how to tell which request it was. */
const FORWARDED = [
  'x-tiledb-rest-api-key',
  'authorization',
  'x-request-id',
  'traceparent',
  'tracestate',
];

class ForwardingDataSource extends RemoteGraphQLDataSource {
  willSendRequest({ request, context }) {
    for (const name of FORWARDED) {
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
