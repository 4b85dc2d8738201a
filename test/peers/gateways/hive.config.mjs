// What `hive-gateway supergraph --config-path hive.config.mjs` reads.
// docs: hive gateway
import { defineConfig } from '@graphql-hive/gateway';

/** Tells in every log which request it was. */
const FORWARDED = ['x-request-id', 'traceparent', 'tracestate'];
/** The caller's credential, for the subgraphs that act on it and for no other. */
const CREDENTIALS = ['x-tiledb-rest-api-key', 'authorization'];
const TRUSTED = ['invitations', 'accounts'];

export const gatewayConfig = defineConfig({
  supergraph: process.env.SUPERGRAPH,
  propagateHeaders: {
    fromClientToSubgraphs({ request, subgraphName }) {
      const names = TRUSTED.includes(subgraphName) ? [...FORWARDED, ...CREDENTIALS] : FORWARDED;
      const headers = {};
      for (const name of names) {
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
