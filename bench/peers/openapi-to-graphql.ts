/** A generated facade: openapi-to-graphql's schema and resolvers, served by graphql-yoga. */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { createYoga } from 'graphql-yoga';
import { keyHeader, port, upstream } from './invitations.ts';
import document from './openapi.json' with { type: 'json' };

// Its ES module build does not load in Node ("debug" has no named exports).
const { createGraphQLSchema } = createRequire(import.meta.url)(
  'openapi-to-graphql',
) as typeof import('openapi-to-graphql');

const { schema } = await createGraphQLSchema<unknown, { request: Request }, object>(
  document as never,
  {
    baseUrl: upstream,
    fillEmptyResponses: true,
    operationIdFieldNames: true,
    viewer: false,
    headers: (_method, _path, _title, parameters) => ({
      [keyHeader]: String(parameters?.context.request.headers.get(keyHeader)),
    }),
  },
);
createServer(createYoga({ schema, logging: 'warn' })).listen(port, '127.0.0.1');
