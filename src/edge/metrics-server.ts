import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { toUrl } from './url.ts';

/** Writes the metrics in Prometheus' text format. */
export interface MetricsSource {
  readonly contentType: string;
  metrics(): Promise<string>;
}

export interface MetricsServer {
  /** Where they are, /metrics included. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves /metrics alone, on a port that clients need not reach. */
export async function startMetricsServer(options: {
  readonly host: string;
  readonly port: number;
  readonly metrics: MetricsSource;
}): Promise<MetricsServer> {
  const server = createServer((request, response) => serve(request, response, options.metrics));
  server.listen(options.port, options.host);
  await once(server, 'listening');
  return {
    url: `${toUrl(server)}/metrics`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  metrics: MetricsSource,
): Promise<void> {
  if (request.method !== 'GET' || request.url !== '/metrics') {
    response.writeHead(404).end();
    return;
  }
  try {
    const text = await metrics.metrics();
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
  } catch {
    response.writeHead(500).end();
  }
}
