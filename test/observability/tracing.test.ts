import { describe, expect, it, onTestFinished } from 'vitest';
import { type Emulator, startEmulator } from '../../emulator/src/emulator.ts';
import { launch } from '../support/launch.ts';
import { type OtlpCollector, startOtlpCollector } from '../support/otlp-collector.ts';
import { runStack, send, startStack } from '../support/stack.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const PARENT_ID = 'b7ad6b7169203331';

describe('tracing', () => {
  it('sends a span for the operation and one for each upstream call', async () => {
    const { service, emulator, collector } = await startTraced();
    emulator.inject({ times: 1, behaviour: { kind: 'answer', status: 503 } });
    await send(service.url, {
      query: 'query Mine { invitations { page } }',
      headers: {
        traceparent: `00-${TRACE_ID}-${PARENT_ID}-01`,
        'x-request-id': 'asked-1',
      },
    });
    await service.end();
    const [failed, answered, operation] = collector.spans();
    expect(collector.spans()).toHaveLength(3);
    expect(operation).toMatchObject({
      name: 'query invitations',
      traceId: TRACE_ID,
      parentSpanId: PARENT_ID,
      attributes: { 'graphql.operation.name': 'Mine', 'request.id': 'asked-1' },
    });
    expect(failed).toMatchObject({
      name: 'fetchInvitations',
      traceId: TRACE_ID,
      parentSpanId: operation?.spanId,
      attributes: { 'http.response.status_code': 503, 'error.type': '503' },
    });
    expect(answered).toMatchObject({
      parentSpanId: operation?.spanId,
      attributes: { 'http.response.status_code': 200, 'http.request.resend_count': 1 },
    });
  });

  it('passes each upstream call’s span on as the parent', async () => {
    const { service, emulator, collector } = await startTraced();
    await send(service.url, {
      query: '{ invitations { page } }',
      headers: { traceparent: `00-${TRACE_ID}-${PARENT_ID}-01`, tracestate: 'a=b' },
    });
    await service.end();
    const call = collector.spans().find(({ name }) => name === 'fetchInvitations');
    expect(emulator.journal[0]?.headers).toMatchObject({
      traceparent: `00-${TRACE_ID}-${call?.spanId}-01`,
      tracestate: 'a=b',
    });
  });

  it('marks failed spans with their error code', async () => {
    const { service, collector } = await startTraced();
    await send(service.url, { query: '{ invitations { page } }', key: null });
    await service.end();
    expect(collector.spans()).toEqual([
      expect.objectContaining({
        attributes: expect.objectContaining({ 'error.type': 'UNAUTHENTICATED' }),
      }),
    ]);
  });

  it('does not join a trace that its caller does not record', async () => {
    const { service, emulator, collector } = await startTraced();
    await send(service.url, {
      query: '{ invitations { page } }',
      headers: { traceparent: `00-${TRACE_ID}-${PARENT_ID}-00` },
    });
    await service.end();
    expect(collector.spans()).toEqual([]);
    expect(emulator.journal[0]?.headers['traceparent']).toMatch(
      new RegExp(`^00-${TRACE_ID}-.{16}-00$`),
    );
  });

  it('starts no trace when sampling is off', async () => {
    const { service, collector } = await startTraced({ TRACE_SAMPLE_RATIO: '0' });
    await send(service.url, { query: '{ invitations { page } }' });
    await service.end();
    expect(collector.spans()).toEqual([]);
  });

  it.each<Readonly<Record<string, string>>>([
    { OTEL_SDK_DISABLED: 'TRUE' },
    { OTEL_TRACES_EXPORTER: 'none' },
    { OTEL_TRACES_SAMPLER: 'always_off' },
    { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' },
    { OTEL_TRACES_SAMPLER_ARG: '0' },
  ])('sends nothing with the settings %j', async (env) => {
    const { service, collector } = await startTraced(env);
    await send(service.url, { query: '{ invitations { page } }' });
    await service.end();
    expect(collector.spans()).toEqual([]);
  });

  it('follows the caller’s sampling decision only with a parent-based sampler', async () => {
    const notSampled = { traceparent: `00-${TRACE_ID}-${PARENT_ID}-00` };
    const query = { query: '{ invitations { page } }', headers: notSampled };
    const parentBased = await startTraced({ OTEL_TRACES_SAMPLER: 'parentbased_always_on' });
    const always = await startTraced({ OTEL_TRACES_SAMPLER: 'always_on' });
    for (const { service } of [parentBased, always]) {
      await send(service.url, query);
      await service.end();
    }
    expect(parentBased.collector.spans()).toEqual([]);
    expect(always.collector.spans()).toHaveLength(2);
  });

  it('sends traces to OTEL_EXPORTER_OTLP_TRACES_ENDPOINT unchanged', async () => {
    const collector = await startCollector('/somewhere/else');
    const service = await startService({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/somewhere/else`,
    });
    await send(service.url, { query: '{ invitations { page } }' });
    await service.end();
    expect(collector.spans()).toHaveLength(2);
  });

  it.each<[Readonly<Record<string, string>>, object]>([
    [{}, { 'service.name': 'tiledb-invitations-graphql' }],
    [
      { OTEL_RESOURCE_ATTRIBUTES: 'service.name=mine,deployment.environment.name=a%2Cb' },
      { 'service.name': 'mine', 'deployment.environment.name': 'a,b' },
    ],
    [
      { OTEL_RESOURCE_ATTRIBUTES: 'service.name=mine', OTEL_SERVICE_NAME: 'ours' },
      { 'service.name': 'ours' },
    ],
  ])('describes the service with the settings %j', async (env, expected) => {
    const { service, collector } = await launchTraced(env);
    await send(service.url, { query: '{ invitations { page } }' });
    await service.end();
    expect(collector.resource()).toMatchObject(expected);
  });

  it('serves requests and shuts down while the collector is unreachable', async () => {
    const { service, collector } = await launchTraced();
    await collector.stop();
    const answer = await send(service.url, { query: '{ invitations { page } }' });
    expect(answer.errors).toBeUndefined();
    expect(await service.end()).toBe(0);
    expect(service.errorLines.join('\n')).toContain('tracing: ');
  });

  it('passes the trace context on unchanged when it is off', async () => {
    const { emulator, url } = await startStack();
    const context = { traceparent: `00-${TRACE_ID}-${PARENT_ID}-01`, tracestate: 'a=b' };
    await send(url, { query: '{ invitations { page } }', headers: context });
    expect(emulator.journal[0]?.headers).toMatchObject(context);
  });
});

async function startTraced(env: Readonly<Record<string, string>> = {}) {
  const collector = await startCollector();
  const service = await startService({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...env });
  return { collector, service, emulator: service.emulator };
}

/** In this process: a process for each test would be most of the work. Spans have arrived once it has ended. */
async function startService(env: Readonly<Record<string, string>>) {
  const { stack, stop } = await runStack({ env });
  let ended: Promise<void> | undefined;
  const end = () => (ended ??= stop());
  onTestFinished(end);
  return { url: stack.url, emulator: stack.emulator, end };
}

/** In a separate process, whose environment and log the test needs. */
async function launchTraced(env: Readonly<Record<string, string>> = {}) {
  const emulator = await runEmulator();
  const collector = await startCollector();
  const service = await launch({
    TILEDB_REST_URL: emulator.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    ...env,
  });
  return { emulator, collector, service };
}

async function runEmulator(): Promise<Emulator> {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.stop());
  return emulator;
}

async function startCollector(path?: string): Promise<OtlpCollector> {
  const collector = await startOtlpCollector(path);
  onTestFinished(() => collector.stop());
  return collector;
}
