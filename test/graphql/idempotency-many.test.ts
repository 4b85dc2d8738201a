import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { NewInvitation } from '../../emulator/src/world.ts';
import { type GraphQLAnswer, type Stack, startStack, useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const INVITATIONS: readonly NewInvitation[] = [
  ...['r0', 'r1', 'r2', 'r3'].map(
    (id): NewInvitation => ({
      id,
      type: 'ARRAY_SHARE',
      owner: 'linus',
      to: 'ada@example.com',
      array: id,
    }),
  ),
  ...['s0', 's1', 's2'].map(
    (id): NewInvitation => ({
      id,
      type: 'JOIN_ORGANIZATION',
      owner: 'acme',
      to: `${id}@example.com`,
      role: 'admin',
    }),
  ),
];
const stack = useStack({ emulator: quiet(...INVITATIONS) });

const RESULT = `result {
  __typename
  ... on InvitationError { code }
  ... on InvitationOutcomeUnknown { attemptedAt }
}`;
const ACCEPT = `mutation ($ids: [ID!]!, $key: String) {
  acceptInvitations(input: { invitationIds: $ids, idempotencyKey: $key }) {
    acceptedCount results { invitationId ${RESULT} }
  }
}`;
const CANCEL = `mutation ($handles: [ID!]!, $key: String) {
  cancelInvitations(input: { cancelHandles: $handles, idempotencyKey: $key }) {
    cancelledCount results { cancelHandle invitationId ${RESULT} }
  }
}`;

const accept = (ids: readonly string[], key: string, to: Stack = stack) =>
  to.send({ query: ACCEPT, variables: { ids, key } });
const isReplay = ({ headers }: GraphQLAnswer) => headers.get('idempotent-replayed');
const writes = (to: Stack = stack) =>
  to.emulator.journal.filter(({ method }) => method !== 'GET').map(({ target }) => target);

/** The result of each item: the type of its outcome, or the code of its fault. */
function outcomesOf({ data, errors = [] }: GraphQLAnswer): Record<string, string> {
  const rows: { invitationId: string; result: { __typename: string } | null }[] =
    data.acceptInvitations.results;
  return Object.fromEntries(
    rows.map(({ invitationId, result }, at) => [
      invitationId,
      result?.__typename ?? String(errors.find(({ path }) => path?.[2] === at)?.extensions['code']),
    ]),
  );
}

async function readHandles(): Promise<string[]> {
  const query = '{ invitations(filter: { type: JOIN_ORGANIZATION }) { nodes { cancelHandle } } }';
  const { data } = await stack.send({ query });
  return data.invitations.nodes.map(({ cancelHandle }: { cancelHandle: string }) => cancelHandle);
}

describe('several items with one idempotency key', () => {
  it('are accepted once, and replayed in any order', async () => {
    const key = randomUUID();
    const first = await accept(['r0', 'r1', 'r2'], key);
    const repeat = await accept(['r2', 'r0', 'r1', 'r2'], key);
    expect(first.data.acceptInvitations.acceptedCount).toBe(3);
    expect(isReplay(first)).toBeNull();
    expect(repeat.data.acceptInvitations.acceptedCount).toBe(3);
    expect(Object.keys(outcomesOf(repeat))).toEqual(['r2', 'r0', 'r1']);
    expect(outcomesOf(repeat)).toEqual(outcomesOf(first));
    expect(isReplay(repeat)).toBe('true');
    expect(writes()).toHaveLength(3);
  });

  it('are cancelled once, and replayed', async () => {
    const key = randomUUID();
    const handles = await readHandles();
    expect(handles).toHaveLength(3);
    const first = await stack.send({ query: CANCEL, variables: { handles, key } });
    const repeat = await stack.send({ query: CANCEL, variables: { handles, key } });
    expect(first.data.cancelInvitations.cancelledCount).toBe(3);
    expect(repeat.data).toEqual(first.data);
    expect(isReplay(repeat)).toBe('true');
    expect(writes()).toHaveLength(3);
  });

  it('may have the key in the header', async () => {
    const request = {
      query: ACCEPT,
      variables: { ids: ['r0', 'r1'] },
      headers: { 'idempotency-key': randomUUID() },
    };
    await stack.send(request);
    expect(isReplay(await stack.send(request))).toBe('true');
    expect(writes()).toHaveLength(2);
  });

  it('are a different input with one item more or less: IDEMPOTENCY_KEY_REUSED for the whole field', async () => {
    const key = randomUUID();
    await accept(['r0', 'r1'], key);
    for (const ids of [['r0'], ['r0', 'r1', 'r2']]) {
      const reused = await accept(ids, key);
      expect(reused.data).toEqual({ acceptInvitations: null });
      expect(reused.errors?.[0]?.extensions['code']).toBe('IDEMPOTENCY_KEY_REUSED');
    }
    expect(writes()).toHaveLength(2);
  });

  it('replay known items, send items that cannot have been sent, and are unknown for the rest', async () => {
    const key = randomUUID();
    const ids = ['r0', 'r1', 'r2', 'gone'];
    stack.emulator.inject({
      behaviour: { kind: 'cut', when: 'after-handling' },
      times: 1,
    });
    stack.emulator.inject({ behaviour: { kind: 'answer', status: 403 }, times: 1 });
    const first = outcomesOf(await accept(ids, key));
    expect(Object.values(first).sort()).toEqual([
      'FORBIDDEN',
      'InvitationAccepted',
      'InvitationNotFound',
      'UPSTREAM_UNAVAILABLE',
    ]);
    expect(writes()).toHaveLength(4);

    const second = await accept(ids, key);
    expect(second.errors).toBeUndefined();
    expect(isReplay(second)).toBeNull();
    const repeated = outcomesOf(second);
    for (const [id, outcome] of Object.entries(first)) {
      switch (outcome) {
        case 'UPSTREAM_UNAVAILABLE':
          expect(repeated[id]).toBe('InvitationOutcomeUnknown');
          break;
        case 'FORBIDDEN':
          expect(['InvitationAccepted', 'InvitationNotFound']).toContain(repeated[id]);
          break;
        default:
          expect(repeated[id]).toBe(outcome);
      }
    }
    expect(writes()).toHaveLength(5);
    expect(outcomesOf(await accept(ids, key))).toEqual(repeated);
    expect(writes()).toHaveLength(5);
  });

  it('replay known items even when the credential is no longer accepted', async () => {
    const key = randomUUID();
    const ids = ['r0', 'r1', 'r2'];
    stack.emulator.inject({ behaviour: { kind: 'answer', status: 403 }, times: 1 });
    const known = Object.entries(outcomesOf(await accept(ids, key))).filter(
      ([, outcome]) => outcome === 'InvitationAccepted',
    );
    expect(known).toHaveLength(2);
    stack.emulator.inject({ behaviour: { kind: 'answer', status: 401 } });
    const repeat = outcomesOf(await accept(ids, key));
    expect(Object.values(repeat).sort()).toEqual([
      'InvitationAccepted',
      'InvitationAccepted',
      'UNAUTHENTICATED',
    ]);
    expect(repeat).toMatchObject(Object.fromEntries(known));
  });

  it('release the key when none of them was carried out, for any input', async () => {
    const key = randomUUID();
    stack.emulator.inject({ behaviour: { kind: 'answer', status: 429 }, times: 2 });
    const first = outcomesOf(await accept(['r0', 'r1'], key));
    expect(Object.values(first)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
    expect(outcomesOf(await accept(['r2'], key))).toEqual({ r2: 'InvitationAccepted' });
  });

  it('wait for each other while they are in flight', async () => {
    const key = randomUUID();
    const held = Promise.withResolvers<void>();
    stack.emulator.inject({ behaviour: { kind: 'hold', until: held.promise } });
    const first = accept(['r0', 'r1', 'r2'], key);
    await stack.emulator.arrived(3);
    const repeat = accept(['r2', 'r1', 'r0'], key);
    const other = accept(['r0'], key);
    expect((await other).errors?.[0]?.extensions['code']).toBe('IDEMPOTENCY_KEY_REUSED');
    held.resolve();
    expect(outcomesOf(await repeat)).toEqual(outcomesOf(await first));
    expect(writes()).toHaveLength(3);
  });

  it('are rejected as a whole when the memory store is full', async () => {
    const full = await startStack({
      emulator: quiet(...INVITATIONS),
      env: { IDEMPOTENCY_MAX_KEYS: '0' },
    });
    const refused = await accept(['r0', 'r1'], randomUUID(), full);
    expect(refused.data).toEqual({ acceptInvitations: null });
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'IDEMPOTENCY_UNAVAILABLE',
      retryable: true,
    });
    expect(writes(full)).toEqual([]);
  });
});

describe('cancelInvitation with an idempotency key', () => {
  it('has one effect, and every repeat gets its outcome', async () => {
    const [handle, other] = await readHandles();
    const query = `mutation ($handle: ID!, $key: String) {
      cancelInvitation(input: { cancelHandle: $handle, idempotencyKey: $key }) { __typename }
    }`;
    const key = randomUUID();
    const cancel = (given: string | undefined) =>
      stack.send({ query, variables: { handle: given, key } });
    const first = await cancel(handle);
    const repeat = await cancel(handle);
    expect(first.data.cancelInvitation.__typename).toBe('InvitationCancelled');
    expect(repeat.data).toEqual(first.data);
    expect([isReplay(first), isReplay(repeat)]).toEqual([null, 'true']);
    expect((await cancel(other)).errors?.[0]?.extensions['code']).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(writes()).toHaveLength(1);
  });
});
