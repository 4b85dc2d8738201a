/** A generated gateway: the OpenAPI document as a GraphQL Mesh source, served by Hive Gateway's runtime. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { port, upstream } from './invitations.ts';

const gateway = createGatewayRuntime({
  supergraph: readFileSync(new URL('supergraph.graphql', import.meta.url), 'utf8'),
  transportEntries: { invitations: { location: upstream } },
  logging: 'warn',
});
createServer(gateway).listen(port, '127.0.0.1');
