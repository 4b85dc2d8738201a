import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { toUrl } from './url.ts';

/** Provides the metrics in Prometheus' text format. */
export interface MetricsSource {
  readonly contentType: string;
  metrics(): Promise<string>;
}

export interface MetricsServer {
  /** URL of the metrics, including /metrics. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The metrics server cannot listen on its port. `code` is that of the system error. */
export class MetricsPortError extends Error {
  override readonly name = 'MetricsPortError';
  readonly code: unknown;
  /** The setting to change. */
  readonly variable = 'METRICS_PORT';

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.code = Object(cause).code;
  }
}

/** Serves only /metrics, on a port that clients need not reach. */
export async function startMetricsServer(options: {
  readonly host: string;
  readonly port: number;
  readonly metrics: MetricsSource;
}): Promise<MetricsServer> {
  const server = createServer((request, response) => serve(request, response, options.metrics));
  server.listen(options.port, options.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new MetricsPortError(error);
  }
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
  const [path] = (request.url ?? '').split('?', 1);
  if (path !== '/metrics') {
    response.writeHead(404).end();
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  try {
    const text = await metrics.metrics();
    const headers = {
      'content-type': metrics.contentType,
      'content-length': Buffer.byteLength(text),
    };
    // Node omits the body of a response to HEAD.
    response.writeHead(200, headers).end(text);
  } catch {
    response.writeHead(500).end();
  }
}
