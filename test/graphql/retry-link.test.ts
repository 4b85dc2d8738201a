import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { RetryLink } from '@apollo/client/link/retry';
import { describe, expect, it, onTestFinished } from 'vitest';
import { IdempotencyLink } from '../../client/src/apollo/index.ts';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { INVITATIONS } from '../support/operations.ts';
import { useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...INVITATIONS) });

/** A load balancer that forwards every request and drops the first responses. @returns its URL */
async function startLossyProxy(lost: number): Promise<string> {
  let answered = 0;
  const proxy = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming;
    const onward = request(`${stack.url}${url}`, { method, headers }, (answer) => {
      answered += 1;
      if (answered <= lost) {
        answer.resume();
        outgoing.destroy();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/graphql`;
}

function createClient(uri: string, ...links: ApolloLink[]): ApolloClient {
  const retry = new RetryLink({ delay: { initial: 1, jitter: false }, attempts: { max: 5 } });
  const http = new HttpLink({ uri, headers: { 'x-tiledb-rest-api-key': DEMO_KEY } });
  return new ApolloClient({
    link: ApolloLink.from([...links, retry, http]),
    cache: new InMemoryCache(),
  });
}

const INVITE = {
  mutation: gql`
    mutation Invite($input: InviteToArrayInput!) {
      outcome: inviteToArray(input: $input) {
        __typename
      }
    }
  `,
  variables: {
    input: { namespace: 'ada', array: 'a', emails: ['new@example.com'], actions: ['READ'] },
  },
};
const SENT = { outcome: { __typename: 'InvitationsSent' } };

describe("Apollo Client's RetryLink behind a load balancer that drops four responses", () => {
  it('sends one click as one invitation when each click has a key', async () => {
    const client = createClient(await startLossyProxy(4), new IdempotencyLink());
    expect((await client.mutate(INVITE)).data).toEqual(SENT);
    expect(stack.emulator.journal).toHaveLength(1);
  });

  it('sends two clicks as two invitations', async () => {
    const client = createClient(await startLossyProxy(4), new IdempotencyLink());
    await client.mutate(INVITE);
    await client.mutate(INVITE);
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it('sends one click as five invitations without a key, as the documentation warns', async () => {
    const client = createClient(await startLossyProxy(4));
    expect((await client.mutate(INVITE)).data).toEqual(SENT);
    expect(stack.emulator.journal).toHaveLength(5);
  });
});
