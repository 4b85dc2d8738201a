// What `hive-gateway supergraph --config-path hive.config.mjs` reads.
// docs: hive gateway
import { defineConfig } from '@graphql-hive/gateway';

/** Which request it is, for every log; and what makes a mutation safe to repeat. */
const FORWARDED = ['x-request-id', 'traceparent', 'tracestate', 'idempotency-key'];
/** The caller's credential, only for the subgraphs that act on it. */
const CREDENTIALS = ['x-tiledb-rest-api-key', 'authorization'];
const TRUSTED = ['invitations', 'accounts'];

export const gatewayConfig = defineConfig({
  supergraph: process.env.SUPERGRAPH,
  // What an operation may cost, by the @cost and @listSize of the subgraphs.
  demandControl: { maxCost: 5_000, includeExtensionMetadata: true },
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
