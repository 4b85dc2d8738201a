import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/** An OpenTelemetry collector that keeps what it receives in memory. It takes OTLP over HTTP, as JSON. */
export interface OtlpCollector {
  /** Its base URL, without the path. */
  readonly url: string;
  /** In the order in which they ended. */
  spans(): readonly CollectedSpan[];
  /** Resolves with the first matching span, which may be yet to come. */
  find(isMeant: (span: CollectedSpan) => boolean): Promise<CollectedSpan>;
  /** The attributes of the resource that sent the last spans. */
  resource(): Attributes;
  stop(): Promise<void>;
}

export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: Attributes;
}

type Attributes = Readonly<Record<string, unknown>>;

/** @see https://github.com/open-telemetry/opentelemetry-proto */
interface ExportRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly SentAttribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<CollectedSpan, 'attributes'> & {
        readonly attributes: readonly SentAttribute[];
      })[];
    }[];
  }[];
}

interface SentAttribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** @param path where it takes traces; any other path is not found */
export async function startOtlpCollector(path = '/v1/traces'): Promise<OtlpCollector> {
  const spans: CollectedSpan[] = [];
  const arrivals = new EventEmitter();
  let resourceAttributes: Attributes = {};
  const server = createServer(async (request, response) => {
    const { resourceSpans } = (await json(request)) as ExportRequest;
    if (request.url !== path) {
      response.writeHead(404).end();
      return;
    }
    for (const { scopeSpans, resource } of resourceSpans) {
      resourceAttributes = toObject(resource.attributes);
      for (const span of scopeSpans.flatMap((scope) => scope.spans)) {
        spans.push({ ...span, attributes: toObject(span.attributes) });
      }
    }
    response.writeHead(200).end();
    arrivals.emit('spans');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    spans: () => spans,
    async find(isMeant) {
      for (;;) {
        const found = spans.find(isMeant);
        if (found !== undefined) return found;
        await once(arrivals, 'spans');
      }
    },
    resource: () => resourceAttributes,
    async stop() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function toObject(attributes: readonly SentAttribute[]): Attributes {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
