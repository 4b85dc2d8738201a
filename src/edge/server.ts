import type { IncomingMessage } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import type { ExplorerConfig } from '../../explorer/page.ts';
import { type ConnectionTimesOptions, toConnectionTimes } from './connection-times.ts';
import { type CorsOptions, isPreflight, toCorsHeaders, toPreflightHeaders } from './cors.ts';
import { createDrain, type Drain, type DrainOptions } from './drain.ts';
import {
  answerErrors,
  createParserErrorHandler,
  createRouterErrorHandler,
  type EdgeErrorOptions,
  type OnEdgeError,
  refuseContentCoding,
  refuseUnreadable,
} from './errors.ts';
import { type GraphQLRouteOptions, serveGraphQL } from './graphql-route.ts';
import { type LoadSheddingOptions, shedLoad } from './load-shedding.ts';
import type { MetricsSource } from './metrics-server.ts';
import { toRequestId } from './request-id.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { toUrl } from './url.ts';

export interface EdgeOptions
  extends ConnectionTimesOptions,
    CorsOptions,
    DrainOptions,
    GraphQLRouteOptions,
    LoadSheddingOptions {
  readonly host: string;
  readonly port: number;
  readonly maxBodyBytes: number;
  readonly trustProxy: boolean | number | string[];
  readonly maxHeaderBytes: number;
  /** What a browser sees at /graphql. */
  readonly explorer: ExplorerChoice;
  /** The body of /readyz. */
  readonly readiness: () => Readonly<Record<string, unknown>>;
  /** Served at /metrics; undefined when the metrics have a separate port. */
  readonly metrics?: MetricsSource;
  readonly onError: OnEdgeError;
}

/** GraphiQL from our own origin; Apollo Sandbox, which Apollo Server serves from a CDN; or nothing. */
export type ExplorerChoice =
  | { readonly kind: 'graphiql'; readonly config: ExplorerConfig }
  | { readonly kind: 'sandbox' }
  | { readonly kind: 'off' };

export interface Edge {
  /** Where the server listens, without a trailing slash. */
  readonly url: string;
  /** Stops accepting work, lets running requests finish, then closes. @returns whether all of them finished in time */
  stop(): Promise<boolean>;
}

export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const { headersTimeout, connectionsCheckingInterval, ...times } = toConnectionTimes(options);
  const errorOptions: EdgeErrorOptions = {
    ...options,
    toCommonHeaders: (requestId, origin) => ({
      ...SECURITY_HEADERS,
      ...toCorsHeaders(origin, options),
      'x-request-id': requestId,
    }),
  };
  const app = fastify({
    bodyLimit: options.maxBodyBytes,
    trustProxy: toTrustProxy(options.trustProxy),
    ...times,
    http: {
      headersTimeout,
      connectionsCheckingInterval,
      maxHeaderSize: options.maxHeaderBytes,
      // Node's own response has no body, so `refuseUnreadable` checks this instead.
      requireHostHeader: false,
    },
    clientErrorHandler: createParserErrorHandler(errorOptions),
    frameworkErrors: createRouterErrorHandler(errorOptions),
    genReqId: (request: IncomingMessage) => toRequestId(request.headers['x-request-id']),
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // GraphQL's coercion reads bodies property by property and merges them into nothing, so poisoning has no effect.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    logger: false,
  });

  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(errorOptions.toCommonHeaders(request.id, request.headers.origin));
    refuseUnreadable(request.raw);
    if (isPreflight(request)) {
      reply.code(204).headers(toPreflightHeaders(request, options)).send();
      return;
    }
    refuseContentCoding(request.raw);
    done();
  });
  // Node would respond without a body to any expectation except 100-continue.
  app.server.on('checkExpectation', (request, response) => app.routing(request, response));
  answerErrors(app, errorOptions);
  if (options.explorer.kind === 'graphiql') {
    // Imported lazily: production serves no explorer by default.
    const { serveExplorer } = await import('./explorer.ts');
    await serveExplorer(app, options.explorer.config);
  }
  const drain = createDrain(app.server, options);
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // Makes the client send its next request to another instance.
    if (drain.hasBegun) reply.header('connection', 'close');
    done();
  });
  await app.register(async (scope) => {
    shedLoad(scope, options);
    serveGraphQL(scope, options, drain);
  });
  serveHealth(app, drain, options.readiness);
  if (options.metrics !== undefined) serveMetrics(app, options.metrics);

  await app.listen({ host: options.host, port: options.port });
  return {
    url: toUrl(app.server),
    async stop() {
      const isDrained = await drain.run();
      const closed = app.close();
      // Connections that are still open are idle or out of time.
      app.server.closeAllConnections();
      await closed;
      return isDrained;
    },
  };
}

/** Load balancers check with GET, HEAD or OPTIONS (HAProxy's `option httpchk` defaults to OPTIONS, and to the path `/`). */
function serveHealth(app: FastifyInstance, drain: Drain, readiness: EdgeOptions['readiness']) {
  app.route({
    method: ['GET', 'OPTIONS'],
    url: '/healthz',
    handler: async () => ({ status: 'ok' }),
  });
  app.route({
    method: ['GET', 'OPTIONS'],
    url: '/readyz',
    async handler(_request, reply) {
      reply.code(drain.hasBegun ? 503 : 200);
      return { status: drain.hasBegun ? 'draining' : 'ready', ...readiness() };
    },
  });
  for (const url of ['/', '/graphql']) {
    app.options(url, (_request, reply) => reply.code(204).header('allow', 'GET, POST').send());
  }
}

/** A number is the count of proxies in front of the service; the nearest one is hop 0. */
function toTrustProxy(setting: EdgeOptions['trustProxy']) {
  return typeof setting === 'number' ? (_address: string, hop: number) => hop < setting : setting;
}

function serveMetrics(app: FastifyInstance, metrics: MetricsSource): void {
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
}
