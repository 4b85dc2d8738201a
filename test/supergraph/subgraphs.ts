import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema, type GraphQLSchemaModule } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { World } from '../../emulator/src/world.ts';
import { createAccounts } from './accounts.ts';
import { createArrays } from './arrays.ts';

/** One subgraph of a supergraph, as composers and gateways need it. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export interface RunningSubgraph extends Subgraph {
  stop(): Promise<void>;
}

/** The request context of a subgraph's resolver. */
export interface SubgraphContext {
  readonly headers: IncomingHttpHeaders;
}

type Resolvers = NonNullable<GraphQLSchemaModule['resolvers']>;

export function readSdl(name: 'accounts' | 'arrays'): string {
  return readFileSync(new URL(`${name}.graphql`, import.meta.url), 'utf8');
}

/** This service, as composers and gateways need it. */
export function toInvitationsSubgraph(serviceUrl: string): Subgraph {
  const sdl = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
  return { name: 'invitations', url: `${serviceUrl}/graphql`, sdl };
}

/** The platform's other subgraphs, with the same users, organizations and arrays as upstream. */
export function startOtherSubgraphs(world: World): Promise<RunningSubgraph[]> {
  return Promise.all([
    startSubgraph('accounts', createAccounts(world)),
    startSubgraph('arrays', createArrays(world)),
  ]);
}

async function startSubgraph(
  name: 'accounts' | 'arrays',
  resolvers: Resolvers,
): Promise<RunningSubgraph> {
  const sdl = readSdl(name);
  const server = new ApolloServer<SubgraphContext>({
    schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]),
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async ({ req }) => ({ headers: req.headers }),
  });
  return { name, url, sdl, stop: () => server.stop() };
}
