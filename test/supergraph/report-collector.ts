import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { Report, Trace } from '@apollo/usage-reporting-protobuf';

/** Takes usage reports, as Apollo's servers do. */
export interface ReportCollector {
  readonly url: string;
  /** Resolves with the first trace of the operation with this name, which may be yet to come. */
  traceOf(operation: string): Promise<Trace>;
  stop(): Promise<void>;
}

export async function startReportCollector(): Promise<ReportCollector> {
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
    traceOf: (operation) => slot(operation).promise,
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
