import { afterAll, beforeAll } from 'vitest';
import { demoWorld } from '../../emulator/src/world.ts';
import {
  type GraphQLAnswer,
  type GraphQLRequest,
  type Stack,
  send,
  useStack,
} from '../support/stack.ts';
import { composeFor } from './compose.ts';
import { type Gateway, type GatewayName, startGateway } from './gateway.ts';
import { type Relay, startRelay } from './relay.ts';
import { type RunningSubgraph, startOtherSubgraphs, toInvitationsSubgraph } from './subgraphs.ts';

/** A gateway in front of two subgraphs of other teams and this service. */
export interface Supergraph {
  /** The service with its upstream, for all tests of a describe: each may need other settings, but not another gateway. */
  useService(env: Readonly<Record<string, string>>): Stack;
  /** Sends a GraphQL request to the gateway. */
  send(request: GraphQLRequest): Promise<GraphQLAnswer>;
}

/**
 * One gateway for all tests of a describe, since each start costs seconds of CPU.
 *
 * @param routerSecret with which it authenticates itself to the service
 */
export function useSupergraph(name: GatewayName, routerSecret: string): Supergraph {
  const world = demoWorld();
  let relay: Relay | undefined;
  let others: RunningSubgraph[] = [];
  let gateway: Gateway | undefined;
  beforeAll(async () => {
    relay = await startRelay();
    others = await startOtherSubgraphs(world);
    const { supergraphSdl } = composeFor(name, [...others, toInvitationsSubgraph(relay.url)]);
    gateway = await startGateway(name, { supergraphSdl, routerSecret });
  });
  afterAll(async () => {
    await gateway?.stop();
    relay?.stop();
    await Promise.all(others.map((other) => other.stop()));
  });
  return {
    useService(env) {
      const stack = useStack({ env, emulator: { world } });
      beforeAll(() => relay?.pointAt(stack.url));
      return stack;
    },
    send: (request) => {
      if (gateway === undefined) throw new Error('the gateway runs only while tests do');
      return send(gateway.url, request);
    },
  };
}
