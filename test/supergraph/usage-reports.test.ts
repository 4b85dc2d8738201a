/** What Apollo Studio learns of this subgraph through a gateway that reports to it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { Report, Trace } from '@apollo/usage-reporting-protobuf';
import { expect, it, onTestFinished } from 'vitest';
import { send, startStack } from '../support/stack.ts';
import { composeFor } from './compose.ts';
import { startGateway } from './gateway.ts';
import { startOtherSubgraphs, toInvitationsSubgraph } from './subgraphs.ts';

it('Apollo Gateway reports the time of each of our fields, and our errors', async () => {
  const stack = await startStack();
  const others = await startOtherSubgraphs(stack.emulator.world);
  const collector = await startCollector();
  const gateway = await startGateway('apollo', {
    supergraphSdl: composeFor('apollo', [...others, toInvitationsSubgraph(stack.url)])
      .supergraphSdl,
    usageReportUrl: collector.url,
  });
  onTestFinished(async () => {
    await gateway.stop();
    await Promise.all([...others, collector].map((one) => one.stop()));
  });

  await send(gateway.url, { query: 'query Fine { invitations(perPage: 2) { nodes { id } } }' });
  const fine = readSubgraphTrace(await collector.traceOf('Fine'));
  expect(readFields(fine?.root)).toEqual([
    'invitations',
    'invitations.nodes',
    'invitations.nodes.0.id',
    'invitations.nodes.1.id',
  ]);
  const [list] = fine?.root?.child ?? [];
  expect(Number(list?.endTime)).toBeGreaterThan(Number(list?.startTime));

  stack.emulator.inject({ behaviour: { kind: 'answer', status: 500 } });
  await send(gateway.url, { query: 'query Faulty { invitations { page } }' });
  const faulty = readSubgraphTrace(await collector.traceOf('Faulty'));
  expect(faulty?.root?.child?.[0]?.error?.map(({ message }) => message)).toEqual([
    'TileDB failed with a server error.',
  ]);
});

/** Takes reports as Apollo's servers do. */
async function startCollector() {
  const traces = new Map<string, PromiseWithResolvers<Trace>>();
  const slot = (operation: string) => {
    const known = traces.get(operation) ?? Promise.withResolvers<Trace>();
    traces.set(operation, known);
    return known;
  };
  const server = createServer(async (request, response) => {
    const report = Report.decode(gunzipSync(await buffer(request)));
    for (const [key, { trace }] of Object.entries(report.tracesPerQuery)) {
      const [encoded] = trace ?? [];
      // The key begins with the operation's name in a comment.
      const operation = /^# (\w+)/.exec(key)?.[1];
      if (encoded === undefined || operation === undefined) continue;
      slot(operation).resolve(
        encoded instanceof Uint8Array ? Trace.decode(encoded) : Trace.create(encoded),
      );
    }
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traceOf: (operation: string) => slot(operation).promise,
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What this service said of its part of an operation. */
function readSubgraphTrace({ queryPlan }: Trace) {
  return queryPlan?.fetch?.trace;
}

/** Paths of the fields that have a time, indexes included. */
function readFields(node: Trace.INode | null | undefined, path: readonly string[] = []): string[] {
  return (node?.child ?? []).flatMap((child) => {
    const here = [...path, child.responseName || String(child.index)];
    return [...(child.endTime ? [here.join('.')] : []), ...readFields(child, here)];
  });
}
