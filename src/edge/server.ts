import type { IncomingMessage } from 'node:http';
import { HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import cors from '@fastify/cors';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { ExplorerConfig } from '../../explorer/page.ts';
import { isAllowedOrigin } from './cors.ts';
import type { MetricsSource } from './metrics-server.ts';
import { toRequestId } from './request-id.ts';
import { createSecretCheck, ROUTER_SECRET_HEADER } from './router-secret.ts';
import { SANDBOX_CONTENT_SECURITY_POLICY, SECURITY_HEADERS } from './security-headers.ts';
import { toUrl } from './url.ts';

export interface EdgeOptions {
  readonly host: string;
  readonly port: number;
  readonly maxBodyBytes: number;
  readonly trustProxy: boolean | number | string[];
  readonly corsOrigins: readonly string[];
  /** Whether pages served from this machine may call the service. */
  readonly allowLocalOrigins: boolean;
  /** What every request for /graphql must bring along; null asks for nothing. */
  readonly routerSecret: string | null;
  /** How long running requests are waited for once `stop` was called. */
  readonly drainTimeoutMs: number;
  /** What a browser is shown at /graphql. */
  readonly explorer: ExplorerChoice;
  readonly handleGraphQL: (request: EdgeRequest) => Promise<HTTPGraphQLResponse>;
  /** The body of /readyz. */
  readonly readiness: () => Readonly<Record<string, unknown>>;
  /** Served at /metrics; left out when they have a port of their own. */
  readonly metrics?: MetricsSource;
  /** Told of every request that was refused or failed before GraphQL saw it. */
  readonly onError: (
    error: Error,
    request: { readonly status: number; readonly requestId: string },
  ) => void;
}

/** GraphiQL from our own origin; Apollo Sandbox, which Apollo Server serves and a CDN feeds; or nothing. */
export type ExplorerChoice =
  | { readonly kind: 'graphiql'; readonly config: ExplorerConfig }
  | { readonly kind: 'sandbox' }
  | { readonly kind: 'off' };

/** A request for /graphql, before anything of GraphQL is known of it. */
export interface EdgeRequest {
  readonly requestId: string;
  readonly http: HTTPGraphQLRequest;
  /** Name, value, name, value, …, as they arrived: repeated headers are still told apart. */
  readonly rawHeaders: readonly string[];
  /** The caller's address, as the trusted proxies tell it. */
  readonly address: () => string;
  /** Calls back when the client closes its connection before it has its answer. */
  readonly onClientLeft: (listener: () => void) => void;
}

export interface Edge {
  /** Where the server listens, without a trailing slash. */
  readonly url: string;
  /** Takes no new work, lets running requests finish, then closes. @returns whether all of them did finish */
  stop(): Promise<boolean>;
}

/** Time to send a request's headers, and the whole of it: more is no slow client but a slowloris. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than the idle time of common load balancers (60 s), so that it is never us who close first. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
const MAX_HEADER_BYTES = 16_384;

export async function startEdge(options: EdgeOptions): Promise<Edge> {
  let isDraining = false;
  const app = fastify({
    bodyLimit: options.maxBodyBytes,
    trustProxy: toTrustProxy(options.trustProxy),
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, maxHeaderSize: MAX_HEADER_BYTES },
    genReqId: (request: IncomingMessage) => toRequestId(request.headers['x-request-id']),
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    // Bodies are read by GraphQL's own coercion and merged into nothing, so there is nothing to poison.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    logger: false,
  });

  await app.register(cors, {
    origin: (origin, answer) =>
      answer(
        null,
        origin !== undefined &&
          isAllowedOrigin(origin, {
            corsOrigins: options.corsOrigins,
            allowLocal: options.allowLocalOrigins,
          }),
      ),
    methods: ['GET', 'POST'],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: 600,
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
  });
  answerErrorsAsGraphQL(app, options.onError);
  if (options.explorer.kind === 'graphiql') {
    // Loaded here only: production serves no explorer unless it is asked to.
    const { serveExplorer } = await import('./explorer.ts');
    await serveExplorer(app, options.explorer.config);
  }
  app.addHook('onSend', async (_request, reply) => {
    // A connection that is kept alive would keep the server from closing.
    if (isDraining) reply.header('connection', 'close');
  });
  const running = trackRunning();
  serveGraphQL(app, options, running);
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    reply.code(isDraining ? 503 : 200);
    return { status: isDraining ? 'draining' : 'ready', ...options.readiness() };
  });
  if (options.metrics !== undefined) serveMetrics(app, options.metrics);

  await app.listen({ host: options.host, port: options.port });
  return {
    url: toUrl(app.server),
    async stop() {
      isDraining = true;
      const closed = app.close();
      const isDrained = await running.end(options.drainTimeoutMs);
      // What is still connected now waits for nothing, or has waited long enough.
      app.server.closeAllConnections();
      await closed;
      return isDrained;
    },
  };
}

/** Counts the operations under way, so that a stop can wait for them, and for nothing else. */
interface Running {
  begin(reply: FastifyReply): void;
  /** @returns whether all of them ended in time */
  end(timeoutMs: number): Promise<boolean>;
}

function trackRunning(): Running {
  let count = 0;
  let onNone: (() => void) | null = null;
  return {
    begin(reply) {
      count += 1;
      reply.raw.once('close', () => {
        count -= 1;
        if (count === 0) onNone?.();
      });
    },
    end: (timeoutMs) =>
      new Promise((resolve) => {
        if (count === 0) return resolve(true);
        const timer = setTimeout(() => resolve(false), timeoutMs);
        onNone = () => {
          clearTimeout(timer);
          resolve(true);
        };
      }),
  };
}

/** A number says how many proxies stand in front of us; the one nearest to us is hop 0. */
function toTrustProxy(setting: EdgeOptions['trustProxy']) {
  return typeof setting === 'number' ? (_address: string, hop: number) => hop < setting : setting;
}

function serveGraphQL(app: FastifyInstance, options: EdgeOptions, running: Running): void {
  // Apollo Server says itself what it thinks of other content types; it only needs the body out of the way.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null));
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    onRequest: options.routerSecret === null ? [] : [refuseWithoutSecret(options.routerSecret)],
    handler: async (request, reply) => {
      running.begin(reply);
      const response = await options.handleGraphQL(toEdgeRequest(request, reply));
      return sendResponse(reply, response);
    },
  });
}

/** A subgraph behind a gateway can be closed to everybody else. */
function refuseWithoutSecret(secret: string) {
  const isSecret = createSecretCheck(secret);
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (isSecret(request.headers[ROUTER_SECRET_HEADER])) return;
    return reply.code(401).send({
      errors: [
        {
          message:
            'This subgraph answers its gateway only: the header Router-Authorization must be its secret.',
          extensions: { code: 'UNAUTHENTICATED', requestId: request.id, retryable: false },
        },
      ],
    });
  };
}

function serveMetrics(app: FastifyInstance, metrics: MetricsSource): void {
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
}

function toEdgeRequest(request: FastifyRequest, reply: FastifyReply): EdgeRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const search = request.url.indexOf('?');
  return {
    requestId: request.id,
    http: {
      method: request.method,
      headers,
      search: search === -1 ? '' : request.url.slice(search),
      body: request.body,
    },
    rawHeaders: request.raw.rawHeaders,
    address: () => request.ip,
    onClientLeft: (listener) =>
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) listener();
      }),
  };
}

function sendResponse(reply: FastifyReply, response: HTTPGraphQLResponse) {
  if (response.body.kind !== 'complete') {
    throw new Error('incremental delivery is not enabled, so no answer comes in parts');
  }
  reply.code(response.status ?? 200);
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    reply.header('content-security-policy', SANDBOX_CONTENT_SECURITY_POLICY);
  }
  for (const [name, value] of response.headers) reply.header(name, value);
  return reply.send(response.body.string);
}

/** What is wrong before Apollo Server sees a request is told in the same form as what it finds itself. */
function answerErrorsAsGraphQL(app: FastifyInstance, onError: EdgeOptions['onError']): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    onError(error, { status, requestId: request.id });
    const isClientError = status >= 400 && status < 500;
    return reply.code(status).send({
      errors: [
        {
          message: isClientError ? error.message : 'This service failed.',
          extensions: {
            code: isClientError ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR',
            requestId: request.id,
          },
        },
      ],
    });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      errors: [
        {
          message: 'There is nothing here: the GraphQL API is at /graphql.',
          extensions: { code: 'BAD_REQUEST', requestId: request.id },
        },
      ],
    }),
  );
}
