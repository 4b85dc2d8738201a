import type { DocumentNode } from 'graphql';
import { requirePeer } from '../peers/requirePeer.ts';
import type { GatewayName } from './gateway.ts';
import type { Subgraph } from './subgraphs.ts';

/** What a composer produces from the subgraphs. */
export interface Composition {
  readonly supergraphSdl: string;
  /** Its hints, verbatim; composition succeeded despite them. */
  readonly hints: readonly string[];
}

interface Service {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

/** As @apollo/composition 2.14.4 declares it. */
interface ApolloComposer {
  composeServices(services: Service[]):
    | {
        supergraphSdl: string;
        hints: { definition: { code: string }; message: string }[];
        errors?: never;
      }
    | { errors: Error[] };
}

/** As @theguild/federation-composition 0.27.0 declares it, which has no hints. */
interface GuildComposer {
  composeServices(
    services: Service[],
  ): { supergraphSdl: string; errors?: never } | { errors: Error[] };
}

/** Composes for a gateway, with the composer of its vendor. */
export function composeFor(gateway: GatewayName, subgraphs: readonly Subgraph[]): Composition {
  return gateway === 'apollo' ? composeWithApollo(subgraphs) : composeWithGuild(subgraphs);
}

/** The composer of Apollo's gateways. */
export function composeWithApollo(subgraphs: readonly Subgraph[]): Composition {
  const { composeServices } = requirePeer<ApolloComposer>('@apollo/composition');
  const result = composeServices(toServices(subgraphs));
  if (result.errors) throw toCompositionError(result.errors);
  return {
    supergraphSdl: result.supergraphSdl,
    hints: result.hints.map(({ definition, message }) => `${definition.code}: ${message}`),
  };
}

/** The composer of Hive. */
export function composeWithGuild(subgraphs: readonly Subgraph[]): Composition {
  const { composeServices } = requirePeer<GuildComposer>('@theguild/federation-composition');
  const result = composeServices(toServices(subgraphs));
  if (result.errors) throw toCompositionError(result.errors);
  return { supergraphSdl: result.supergraphSdl, hints: [] };
}

function toServices(subgraphs: readonly Subgraph[]): Service[] {
  // Uses the peers' copy of graphql, because it rejects documents of another copy.
  const { parse } = requirePeer<{ parse(sdl: string): DocumentNode }>('graphql');
  return subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
}

function toCompositionError(errors: readonly Error[]): Error {
  return new Error(
    `the subgraphs do not compose:\n${errors.map(({ message }) => message).join('\n')}`,
  );
}
