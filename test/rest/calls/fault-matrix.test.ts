import { describe, expect, it, onTestFinished } from 'vitest';
import { DEMO_KEY, startEmulator } from '../../../emulator/src/emulator.ts';
import { readMetric } from '../../support/metrics.ts';
import {
  ANSWERING,
  LIST,
  MUTATIONS,
  type Mutation,
  OPERATIONS,
  type Operation,
  SENDING,
} from '../../support/operations.ts';
import { type Stack, send, startStack, useStack } from '../../support/stack.ts';
import { findClosedPort } from '../../support/tcp-server.ts';
import {
  type FaultFacts,
  LEAK,
  RETRIED,
  STRANGE_OBJECTS,
  toExtensions,
  UPSTREAM_FAULTS,
  type UpstreamFault,
  withDistinctCodes,
} from '../../support/upstream-faults.ts';

const [ACCEPT, ...CANCELS] = ANSWERING as [Mutation, ...Mutation[]];
const [CANCEL] = CANCELS as [Mutation];
const [INVITE] = SENDING as [Mutation];
/** One operation of each kind: operations of one kind read responses the same way. */
const KINDS = [LIST, ACCEPT, CANCEL, INVITE];
const OTHERS = MUTATIONS.filter((mutation) => !KINDS.includes(mutation));

const toCases = (faults: readonly UpstreamFault[], operations: readonly Operation[]) =>
  faults.flatMap((fault) => operations.map((operation) => ({ fault, operation })));

describe('a fault of upstream', () => {
  const stack = useStack({ env: { BREAKER_MINIMUM_RPS: '100000' } });

  it.each([
    ...toCases(UPSTREAM_FAULTS, KINDS),
    ...toCases(STRANGE_OBJECTS, [LIST, INVITE]),
    ...toCases(withDistinctCodes(UPSTREAM_FAULTS), OTHERS),
  ])('is $fault.code for $operation.name: $fault.title', async ({ fault, operation }) => {
    stack.emulator.inject({ operation: operation.operation, behaviour: fault.behaviour });
    await expectFault(stack, operation, fault);
    await expectNextOneWorks(stack);
  });

  it.each([204, 205])('is a list that is answered with %i', async (status) => {
    stack.emulator.inject({ behaviour: { kind: 'answer', status } });
    const { errors } = await stack.send(LIST);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
    expect(stack.emulator.journal).toHaveLength(1);
  });

  it('does not show when the last attempt of a read succeeds', async () => {
    stack.emulator.inject({ times: RETRIED - 1, behaviour: { kind: 'answer', status: 503 } });
    const { errors, data } = await stack.send(LIST);
    expect(errors).toBeUndefined();
    expect(data.invitations.nodes).toHaveLength(2);
    expect(stack.emulator.journal).toHaveLength(RETRIED);
  });
});

describe('a response that takes longer than the operation may', () => {
  const slow = [
    {
      name: 'a slow drip',
      behaviour: { kind: 'drip', bytesPerChunk: 1, intervalMs: 50, body: 'x'.repeat(10_000) },
    },
    { name: 'no answer', behaviour: { kind: 'hang' } },
  ] as const;

  it.each(slow)('is UPSTREAM_TIMEOUT after one call: $name', async ({ behaviour }) => {
    const stack = await startStack({ env: { OPERATION_TIMEOUT_MS: '1500' } });
    stack.emulator.inject({ behaviour });
    await Promise.all(
      OPERATIONS.map((operation) =>
        expectFault(stack, operation, {
          code: 'UPSTREAM_TIMEOUT',
          isReadRetryable: true,
          reads: 1,
          isWriteRetryable: false,
        }),
      ),
    );
    await Promise.all(OPERATIONS.map((_, index) => stack.emulator.ended(index + 1)));
    expect(stack.emulator.journal.map(({ aborted }) => aborted)).toEqual(
      OPERATIONS.map(() => true),
    );
    await expectNextOneWorks(stack);
  });
});

describe('an unreachable upstream', () => {
  it.each(OPERATIONS)('leaves $name retryable, because nothing was sent', async (operation) => {
    const url = `http://127.0.0.1:${await findClosedPort()}`;
    const stack = await startStack({ env: { TILEDB_REST_URL: url } });
    const { status, data, errors } = await stack.send(operation);
    expect(status).toBe(200);
    expect(data).toEqual({ [operation.name]: null });
    expect(errors?.[0]?.extensions).toEqual({
      code: 'UPSTREAM_UNAVAILABLE',
      retryable: true,
      requestId: expect.any(String),
    });
    const calls = { operation_id: operation.operation };
    expect(await readMetric(stack.url, 'upstream_call_duration_seconds_count', calls)).toBe(
      operation.isRead ? RETRIED : 1,
    );
    const emulator = await startEmulator({ port: Number(new URL(url).port) });
    onTestFinished(emulator.stop);
    expect((await stack.send(LIST)).errors).toBeUndefined();
  });
});

async function expectFault(stack: Stack, operation: Operation, fault: FaultFacts): Promise<void> {
  const answer = await stack.send({ ...operation, headers: { 'x-request-id': 'our-1' } });
  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({ [operation.name]: null });
  expect(answer.errors).toEqual([
    {
      message: expect.stringMatching(/./),
      locations: [expect.anything()],
      path: [operation.name],
      extensions: toExtensions(fault, 'our-1', operation.isRead),
    },
  ]);
  const calls = stack.emulator.journal.filter((entry) => entry.operation === operation.operation);
  expect(calls).toHaveLength(operation.isRead ? fault.reads : 1);
  expect(new Set(calls.map(({ target }) => target)).size).toBe(1);
  const text = JSON.stringify([answer, ...answer.headers]);
  expect(text).not.toMatch(LEAK);
  expect(text).not.toContain(DEMO_KEY);
  expect(text).not.toContain(new URL(stack.emulator.url).host);
}

async function expectNextOneWorks(stack: Stack): Promise<void> {
  stack.emulator.reset();
  const { data, errors } = await send(stack.url, LIST);
  expect(errors).toBeUndefined();
  expect(data.invitations.nodes).toHaveLength(2);
  expect(stack.emulator.journal.map((entry) => entry.operation)).toEqual(['fetchInvitations']);
}
