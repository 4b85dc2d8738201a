import { describe, expect, it } from 'vitest';
import { launch } from '../../support/launch.ts';
import { LIST, MUTATIONS, OPERATIONS } from '../../support/operations.ts';
import {
  type GraphQLRequest,
  type Stack,
  send,
  startStack,
  useStack,
} from '../../support/stack.ts';

/** Sends a request whose client can disconnect. */
function sendAndLeave(stack: Stack, request: GraphQLRequest) {
  const client = new AbortController();
  const gone = stack.send({ ...request, signal: client.signal }).catch(() => 'gone');
  return {
    async leave() {
      client.abort();
      expect(await gone).toBe('gone');
    },
  };
}

/** When this request has its response, earlier requests have reached the service and upstream. */
async function expectAlive(stack: Stack): Promise<void> {
  const { data, errors } = await stack.send(LIST);
  expect(errors).toBeUndefined();
  expect(data.invitations.nodes).toHaveLength(2);
}

describe('a client that disconnects', () => {
  const stack = useStack();

  it('aborts its reads upstream', async () => {
    stack.emulator.inject({ times: 1, behaviour: { kind: 'hang' } });
    const client = sendAndLeave(stack, LIST);
    await stack.emulator.arrived(1);
    await client.leave();
    expect((await stack.emulator.ended(1)).aborted).toBe(true);
    await expectAlive(stack);
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it('ends the pause before a retry, which would otherwise outlast the service', async () => {
    const service = await launch({
      TILEDB_REST_URL: stack.emulator.url,
      OPERATION_TIMEOUT_MS: '600000',
    });
    stack.emulator.inject({
      behaviour: { kind: 'answer', status: 503, headers: { 'retry-after': '500' } },
    });
    const client = new AbortController();
    const gone = send(service.url, { ...LIST, signal: client.signal }).catch(() => 'gone');
    await stack.emulator.ended(1);
    client.abort();
    expect(await gone).toBe('gone');
    expect(await service.end()).toBe(0);
    expect(stack.emulator.journal).toHaveLength(1);
  });

  it.each(MUTATIONS)('does not abort $name once it has started', async (operation) => {
    const held = Promise.withResolvers<void>();
    stack.emulator.inject({
      operation: operation.operation,
      behaviour: { kind: 'hold', until: held.promise },
    });
    const client = sendAndLeave(stack, operation);
    await stack.emulator.arrived(1);
    await client.leave();
    await expectAlive(stack);
    held.resolve();
    const entry = await stack.emulator.ended(1);
    expect(entry.aborted).toBe(false);
    expect(entry.status).not.toBeNull();
  });

  it('prevents writes that have not started', async () => {
    const held = Promise.withResolvers<void>();
    stack.emulator.inject({ times: 1, behaviour: { kind: 'hold', until: held.promise } });
    const client = sendAndLeave(stack, {
      query: `mutation {
        acceptInvitation(input: { invitationId: "a" }) { __typename }
        cancelOrganizationInvitation(input: { invitationId: "b", organization: "acme" }) { __typename }
      }`,
    });
    await stack.emulator.arrived(1);
    await client.leave();
    await expectAlive(stack);
    held.resolve();
    await stack.emulator.ended(1);
    await expectAlive(stack);
    expect(stack.emulator.journal.filter(({ method }) => method !== 'GET')).toHaveLength(1);
  });
});

describe('a queued call', () => {
  it.each(OPERATIONS)(
    'is never made for $name after its client disconnected',
    async (operation) => {
      const stack = await startStack({ env: { UPSTREAM_MAX_CONCURRENT: '1' } });
      const held = Promise.withResolvers<void>();
      stack.emulator.inject({ times: 1, behaviour: { kind: 'hold', until: held.promise } });
      const holder = stack.send({ query: '{ invitations(perPage: 1) { page } }' });
      await stack.emulator.arrived(1);
      const client = sendAndLeave(stack, operation);
      await expectArrivedAt(stack);
      await client.leave();
      await expectArrivedAt(stack);
      held.resolve();
      await holder;
      await expectAlive(stack);
      expect(stack.emulator.journal.map(({ target }) => target)).toEqual([
        '/v1/invitations?page=1&per_page=1',
        '/v1/invitations?page=1&per_page=2',
      ]);
    },
  );
});

/** The service handles requests in order, so it has received everything sent before this one. */
async function expectArrivedAt(stack: Stack): Promise<void> {
  const { data } = await stack.send({ query: '{ __typename }' });
  expect(data).toEqual({ __typename: 'Query' });
}

describe('the remaining time of an operation', () => {
  it('decides about a Retry-After, not the remaining time of the read that it joins', async () => {
    const stack = await startStack({ env: { OPERATION_TIMEOUT_MS: '20000' } });
    // The write takes two seconds, so the read after it has less time left than a new one would have.
    stack.emulator.inject({ operation: 'acceptInvitation', delayMs: 2_000 });
    stack.emulator.inject({
      operation: 'fetchInvitations',
      behaviour: { kind: 'answer', status: 429, headers: { 'retry-after': '19' } },
    });
    const { errors } = await stack.send({
      query:
        'mutation { acceptInvitation(input: {invitationId: "56723650-c27d-49e1-aadb-6cbcfde11181"}) { ... on InvitationAccepted { invitation { id } } } }',
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 19 });
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it('is not shortened by an older read that it joins', async () => {
    const stack = await startStack({ env: { OPERATION_TIMEOUT_MS: '3000' } });
    const query = '{ invitations { totalCount } }';
    stack.emulator.inject({
      operation: 'fetchInvitations',
      times: 1,
      behaviour: { kind: 'hang' },
    });
    const first = stack.send({ query });
    await stack.emulator.arrived(1);
    // Another caller's write takes a second, so an operation that joins now has that much more time.
    stack.emulator.inject({ operation: 'acceptInvitation', delayMs: 1_000 });
    const write = 'mutation { acceptInvitation(input: { invitationId: "x" }) { __typename } }';
    await stack.send({ query: write, headers: { authorization: 'Bearer another' } });
    const second = stack.send({ query });
    expect((await first).errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect((await second).errors).toBeUndefined();
    expect(stack.emulator.journal.map(({ target }) => target)).toEqual([
      '/v1/invitations?page=1&per_page=25',
      '/v1/invitations/x',
      '/v1/invitations?page=1&per_page=25',
    ]);
  });
});
