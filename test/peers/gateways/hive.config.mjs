// What `hive-gateway supergraph --config-path hive.config.mjs` reads.
// docs: hive gateway
import { defineConfig } from '@graphql-hive/gateway';

/** What the invitations subgraph takes from the caller: credentials, and how to tell which request it was. */
const FORWARDED = [
  'x-tiledb-rest-api-key',
  'authorization',
  'x-request-id',
  'traceparent',
  'tracestate',
];

export const gatewayConfig = defineConfig({
  supergraph: process.env.SUPERGRAPH,
  propagateHeaders: {
    fromClientToSubgraphs({ request, subgraphName }) {
      const headers = {};
      for (const name of FORWARDED) {
        const value = request.headers.get(name);
        if (value !== null) headers[name] = value;
      }
      if (subgraphName === 'invitations' && process.env.ROUTER_SECRET) {
        headers['router-authorization'] = process.env.ROUTER_SECRET;
      }
      return headers;
    },
  },
});
// docs: end
