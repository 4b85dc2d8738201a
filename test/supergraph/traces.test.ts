/** What gateways record of this subgraph: Apollo Gateway for Apollo Studio, Hive Gateway for OpenTelemetry. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { startOtlpCollector } from '../support/otlp-collector.ts';
import { type Stack, send, startStack } from '../support/stack.ts';
import { composeFor } from './compose.ts';
import { type Gateway, type GatewayName, startGateway } from './gateway.ts';
import { startReportCollector } from './report-collector.ts';
import { toInvitationsSubgraph } from './subgraphs.ts';
import { readReport, readSpans, renderSteps, type Step } from './trace-tree.ts';

describe('Apollo Gateway', () => {
  it('reports the time of each of our fields, and our errors', async () => {
    const { stack, gateway, collector } = await startTraced('apollo', startReportCollector);

    await send(gateway.url, { query: 'query Fine { invitations(perPage: 2) { nodes { id } } }' });
    const [fetch] = readReport(await collector.traceOf('Fine'));
    expect(toNames(fetch ? [fetch] : [])).toEqual([
      'fetch invitations',
      '  invitations',
      '    nodes',
      '      id',
      '      id',
    ]);
    const [list] = fetch?.steps ?? [];
    expect(list?.ms).toBeGreaterThan(0);
    expect(fetch?.ms).toBeGreaterThan(0);

    stack.emulator.inject({ behaviour: { kind: 'answer', status: 500 } });
    await send(gateway.url, { query: 'query Faulty { invitations { page } }' });
    const { queryPlan } = await collector.traceOf('Faulty');
    const [field] = queryPlan?.fetch?.trace?.root?.child ?? [];
    expect(field?.error?.map(({ message }) => message)).toEqual([
      'TileDB failed with a server error.',
    ]);
  });
});

describe('Hive Gateway', () => {
  it('exports a span for its request to this service, which passes its trace on to TileDB', async () => {
    const { stack, gateway, collector } = await startTraced('hive', startOtlpCollector);
    await send(gateway.url, { query: 'query Fine { invitations(perPage: 2) { nodes { id } } }' });
    const { traceId } = await collector.find(({ name }) => name === 'graphql.operation Fine');
    await collector.find((span) => span.traceId === traceId && !span.parentSpanId);
    const spans = collector.spans().filter((span) => span.traceId === traceId);
    expect(toNames(readSpans(spans))).toEqual(
      expect.arrayContaining([
        'POST /graphql',
        '  graphql.operation Fine',
        '    graphql.execute',
        '      subgraph.execute (invitations)',
        '        http.fetch',
      ]),
    );
    const { spanId } = spans.find(({ name }) => name === 'http.fetch') ?? {};
    expect(stack.emulator.journal[0]?.headers['traceparent']).toBe(`00-${traceId}-${spanId}-01`);
  });
});

describe('a printed trace', () => {
  it('has one line for the steps of one name, with the longest of them', () => {
    const id = (ms: number) => ({ name: 'id', ms, steps: [] });
    const steps = [
      { name: 'nodes', ms: 12.345, steps: [id(0.01), id(0.02)] },
      { name: 'totalCount', ms: 0, steps: [] },
    ];
    expect(renderSteps(steps)).toEqual([
      '  nodes         12.35 ms',
      '    id           0.02 ms  ×2',
      '  totalCount     0.00 ms',
    ]);
  });
});

/** The service alone behind a gateway that sends its traces to a collector. */
async function startTraced<Collector extends { url: string; stop(): Promise<void> }>(
  name: GatewayName,
  startCollector: () => Promise<Collector>,
): Promise<{ stack: Stack; gateway: Gateway; collector: Collector }> {
  const stack = await startStack();
  const collector = await startCollector();
  onTestFinished(() => collector.stop());
  const { supergraphSdl } = composeFor(name, [toInvitationsSubgraph(stack.url)]);
  const gateway = await startGateway(name, { supergraphSdl, tracesUrl: collector.url });
  onTestFinished(() => gateway.stop());
  return { stack, gateway, collector };
}

/** The steps' names, indented by depth. */
function toNames(steps: readonly Step[], indent = ''): string[] {
  return steps.flatMap(({ name, steps }) => [indent + name, ...toNames(steps, `${indent}  `)]);
}
