import { describe, expect, it } from 'vitest';
import { LIST, MUTATIONS, OPERATIONS } from '../support/operations.ts';
import { type GraphQLRequest, type Stack, startStack, useStack } from '../support/stack.ts';

/** Sends a request whose client can go away. */
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

/** Whatever was asked before has reached the service and upstream once this one has its answer. */
async function expectAlive(stack: Stack): Promise<void> {
  const { data, errors } = await stack.send(LIST);
  expect(errors).toBeUndefined();
  expect(data.invitations.nodes).toHaveLength(2);
}

describe('a client that leaves', () => {
  const stack = useStack();

  it('ends its reads upstream', async () => {
    stack.emulator.inject({ times: 1, behaviour: { kind: 'hang' } });
    const client = sendAndLeave(stack, LIST);
    await stack.emulator.arrived(1);
    await client.leave();
    expect((await stack.emulator.ended(1)).aborted).toBe(true);
    await expectAlive(stack);
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it('ends the pause before a retry', async () => {
    stack.emulator.inject({
      times: 1,
      behaviour: { kind: 'answer', status: 503, headers: { 'retry-after': '20' } },
    });
    const client = sendAndLeave(stack, LIST);
    await stack.emulator.ended(1);
    await client.leave();
    await expectAlive(stack);
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it.each(MUTATIONS)('does not end $field that has begun', async (operation) => {
    const held = Promise.withResolvers<void>();
    stack.emulator.inject({
      operation: operation.upstream,
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

  it('lets no write begin any more', async () => {
    const [first, second] = MUTATIONS.map(({ query }) => query.slice('mutation {'.length, -1));
    const held = Promise.withResolvers<void>();
    stack.emulator.inject({ times: 1, behaviour: { kind: 'hold', until: held.promise } });
    const client = sendAndLeave(stack, { query: `mutation { ${first} ${second} }` });
    await stack.emulator.arrived(1);
    await client.leave();
    await expectAlive(stack);
    held.resolve();
    await stack.emulator.ended(1);
    await expectAlive(stack);
    expect(stack.emulator.journal.filter(({ method }) => method !== 'GET')).toHaveLength(1);
  });
});

describe('a call that waits for its place', () => {
  it.each(OPERATIONS)('is never made for $field when its client left', async (operation) => {
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
  });
});

/** The service takes requests in turn, so what was sent before this has been taken too. */
async function expectArrivedAt(stack: Stack): Promise<void> {
  const { data } = await stack.send({ query: '{ __typename }' });
  expect(data).toEqual({ __typename: 'Query' });
}
