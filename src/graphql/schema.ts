import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { isolateEntities } from './entities.ts';
import { resolvers } from './resolvers.ts';

const SCHEMA_FILE = new URL('../../schema.graphql', import.meta.url);

/** The executable federated schema: schema.graphql with its resolvers. */
export function createSchema(): GraphQLSchema {
  const typeDefs = parse(readFileSync(SCHEMA_FILE, 'utf8'));
  return isolateEntities(buildSubgraphSchema([{ typeDefs, resolvers }]));
}
