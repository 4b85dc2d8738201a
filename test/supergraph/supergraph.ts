import { afterAll, beforeAll } from 'vitest';
import {
  type GraphQLAnswer,
  type GraphQLRequest,
  type Stack,
  type StackOptions,
  send,
  useStack,
} from '../support/stack.ts';
import { composeFor } from './compose.ts';
import { type Gateway, type GatewayName, startGateway } from './gateway.ts';
import { type RunningSubgraph, startOtherSubgraphs, toInvitationsSubgraph } from './subgraphs.ts';

/** A gateway in front of the service and two subgraphs of other teams. */
export interface Supergraph {
  /** The service behind the gateway, with its upstream. */
  readonly stack: Stack;
  /** Sends a GraphQL request to the gateway. */
  send(request: GraphQLRequest): Promise<GraphQLAnswer>;
}

/** One supergraph for all tests of a describe; its upstream is reset after each. */
export function useSupergraph(
  name: GatewayName,
  options: StackOptions & { readonly routerSecret?: string } = {},
): Supergraph {
  const stack = useStack(options);
  let others: RunningSubgraph[] = [];
  let gateway: Gateway | undefined;
  beforeAll(async () => {
    others = await startOtherSubgraphs(stack.emulator.world);
    const { supergraphSdl } = composeFor(name, [...others, toInvitationsSubgraph(stack.url)]);
    gateway = await startGateway(name, {
      supergraphSdl,
      ...(options.routerSecret !== undefined && { routerSecret: options.routerSecret }),
    });
  });
  afterAll(async () => {
    await gateway?.stop();
    await Promise.all(others.map((other) => other.stop()));
  });
  return {
    stack,
    send: (request) => {
      if (gateway === undefined) throw new Error('the gateway runs only while tests do');
      return send(gateway.url, request);
    },
  };
}
