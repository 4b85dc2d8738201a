import { describe, expect, it, onTestFinished } from 'vitest';
import { startEmulator } from '../../emulator/src/emulator.ts';
import { launch } from '../support/launch.ts';
import { startStack, useStack } from '../support/stack.ts';

const stack = useStack();

describe('/metrics', () => {
  it('counts operations by root field and code', async () => {
    await stack.send({ query: 'query AnyName { invitations { page } }' });
    await stack.send({ query: '{ one: invitations { page } invitation(id: "x") { id } }' });
    await stack.send({ query: '{ invitations { page } }', key: null });
    await stack.send({ query: '{ nonsense }' });
    const text = await read(stack.url);
    expect(text).toContain('graphql_operations_total{operation="invitations",code="OK"} 1');
    expect(text).toContain('graphql_operations_total{operation="several",code="OK"} 1');
    expect(text).toContain(
      'graphql_operations_total{operation="invitations",code="UNAUTHENTICATED"} 1',
    );
    expect(text).toContain(
      'graphql_operations_total{operation="none",code="GRAPHQL_VALIDATION_FAILED"} 1',
    );
    expect(text).toContain('graphql_operation_duration_seconds_count{operation="invitations"} 2');
  });

  it('never has a label value that clients choose', async () => {
    await stack.send({ query: 'query NameOfMine { aliasOfMine: invitations { page } }' });
    await stack.send({ query: '{ fieldOfMine }' });
    const text = await read(stack.url);
    expect(text).not.toMatch(/OfMine/);
  });

  it('counts the outcomes of mutations', async () => {
    await stack.send({
      query:
        'mutation { acceptInvitation(input: {invitationId: "no-such-one"}) { ... on InvitationError { code } } }',
    });
    expect(await read(stack.url)).toContain(
      'graphql_mutation_outcomes_total{mutation="acceptInvitation",outcome="InvitationNotFound"} 1',
    );
  });

  it('counts upstream calls by operation, status and retry', async () => {
    const { url, emulator, send } = await startStack();
    emulator.inject({ times: 1, behaviour: { kind: 'answer', status: 503 } });
    await send({ query: '{ invitations { page } }' });
    const text = await read(url);
    expect(text).toContain(count('fetchInvitations', '503'));
    expect(text).toContain(count('fetchInvitations', '200'));
    expect(text).toContain('upstream_retries_total{operation_id="fetchInvitations"} 1');
  });

  it('counts calls that were not sent', async () => {
    const { url, emulator, send } = await startStack({
      env: { UPSTREAM_MAX_CONCURRENT: '1', UPSTREAM_MAX_QUEUED: '0' },
    });
    const release = Promise.withResolvers<void>();
    emulator.inject({ behaviour: { kind: 'hold', until: release.promise } });
    const held = send({ query: '{ invitations { page } }' });
    await emulator.arrived(1);
    await send({ query: '{ invitations(page: 2) { page } }' });
    const text = await read(url);
    expect(text).toContain(count('fetchInvitations', 'not-sent'));
    expect(text).toContain('upstream_calls_under_way 1');
    expect(text).toContain('upstream_calls_waiting 0');
    release.resolve();
    await held;
  });

  it('counts the reads that an operation shared', async () => {
    const { url, send } = await startStack();
    await send({ query: '{ a: invitations { page } b: invitations { perPage } }' });
    const text = await read(url);
    expect(text).toContain('loader_reads_total{loader="page",result="miss"} 1');
    expect(text).toContain('loader_reads_total{loader="page",result="hit"} 1');
  });

  it('counts anomalies in upstream’s responses', async () => {
    const { url, emulator, send } = await startStack();
    const body = JSON.stringify({ invitations: [{ id: '' }] });
    emulator.inject({ behaviour: { kind: 'answer', status: 200, body } });
    await send({ query: '{ invitations { page } }' });
    expect(await read(url)).toMatch(/upstream_strange_values_total\{kind="missing-id"\} 1/);
  });

  it('reports the state of the breaker and of the process', async () => {
    const text = await read(stack.url);
    expect(text).toContain('upstream_breaker_open 0');
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  });
});

describe('METRICS_PORT', () => {
  it('serves the metrics on that port, and not to clients', async () => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.stop());
    const service = await launch({ TILEDB_REST_URL: emulator.url, METRICS_PORT: '0' });
    const url = (await service.said(/^Metrics: /)).replace('Metrics: ', '');
    expect(new URL(url).port).not.toBe(new URL(service.url).port);
    expect(await read(url.replace(/\/metrics$/, ''))).toContain('graphql_operations_total');
    expect((await fetch(`${service.url}/metrics`)).status).toBe(404);
    expect((await fetch(url.replace('/metrics', '/graphql'))).status).toBe(404);
    expect(await service.end()).toBe(0);
  });
});

async function read(url: string): Promise<string> {
  const response = await fetch(`${url}/metrics`);
  expect(response.status).toBe(200);
  return response.text();
}

function count(operationId: string, outcome: string): string {
  return `upstream_call_duration_seconds_count{operation_id="${operationId}",outcome="${outcome}"} 1`;
}
