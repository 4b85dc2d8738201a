import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import cors from '@fastify/cors';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { ExplorerConfig } from '../../explorer/page.ts';
import { isAllowedOrigin } from './cors.ts';
import { createDrain, type Drain, type DrainOptions } from './drain.ts';
import type { MetricsSource } from './metrics-server.ts';
import { toRequestId } from './request-id.ts';
import { createSecretCheck, ROUTER_SECRET_HEADER } from './router-secret.ts';
import { SANDBOX_CONTENT_SECURITY_POLICY, SECURITY_HEADERS } from './security-headers.ts';
import { toUrl } from './url.ts';

export interface EdgeOptions extends DrainOptions {
  readonly host: string;
  readonly port: number;
  readonly maxBodyBytes: number;
  readonly trustProxy: boolean | number | string[];
  readonly corsOrigins: readonly string[];
  /** Whether pages served from this machine may call the service. */
  readonly allowLocalOrigins: boolean;
  /** What every request for /graphql must bring along; null asks for nothing. */
  readonly routerSecret: string | null;
  readonly operationTimeoutMs: number;
  /** Time to send a request's headers, and the whole of it: more is no slow client but a slowloris. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly maxHeaderBytes: number;
  /** What a browser is shown at /graphql. */
  readonly explorer: ExplorerChoice;
  readonly handleGraphQL: (request: EdgeRequest) => Promise<EdgeResponse>;
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
  readonly method: string;
  /** By lower-case name. */
  readonly headers: IncomingHttpHeaders;
  /** Name, value, name, value, …, as they arrived: repeated headers are still told apart. */
  readonly rawHeaders: readonly string[];
  /** Query string with its question mark; empty when there is none. */
  readonly search: string;
  /** The body as JSON, or undefined when it is none. */
  readonly body: unknown;
  /** The caller's address, as the trusted proxies tell it. */
  readonly address: string;
  /** Calls back when the client closes its connection before it has its answer. */
  onClientLeft(listener: () => void): void;
}

export interface EdgeResponse {
  readonly status: number;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly body: string;
}

export interface Edge {
  /** Where the server listens, without a trailing slash. */
  readonly url: string;
  /** Takes no new work, lets running requests finish, then closes. @returns whether all of them did finish */
  stop(): Promise<boolean>;
}

/** Longer than the idle time of common load balancers (60 s), so that it is never us who close first. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
/** Node looks for connections that are late only so often; a quarter more than their time is near enough. */
const CHECKS_A_TIMEOUT = 4;

export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const shortestTimeoutMs = Math.min(options.headersTimeoutMs, options.requestTimeoutMs);
  const app = fastify({
    bodyLimit: options.maxBodyBytes,
    trustProxy: toTrustProxy(options.trustProxy),
    requestTimeout: options.requestTimeoutMs,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    // Nothing moves on such a connection any more: its client does not read what it asked for.
    connectionTimeout: options.operationTimeoutMs + KEEP_ALIVE_TIMEOUT_MS,
    http: {
      headersTimeout: shortestTimeoutMs,
      connectionsCheckingInterval: Math.ceil(shortestTimeoutMs / CHECKS_A_TIMEOUT),
      maxHeaderSize: options.maxHeaderBytes,
    },
    genReqId: (request: IncomingMessage) => toRequestId(request.headers['x-request-id']),
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
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
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    done();
  });
  answerErrorsAsGraphQL(app, options.onError);
  if (options.explorer.kind === 'graphiql') {
    // Loaded here only: production serves no explorer unless it is asked to.
    const { serveExplorer } = await import('./explorer.ts');
    await serveExplorer(app, options.explorer.config);
  }
  const drain = createDrain(app.server, options);
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // Its client is to go elsewhere with the next request.
    if (drain.hasBegun) reply.header('connection', 'close');
    done();
  });
  serveGraphQL(app, options, drain);
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    reply.code(drain.hasBegun ? 503 : 200);
    return { status: drain.hasBegun ? 'draining' : 'ready', ...options.readiness() };
  });
  if (options.metrics !== undefined) serveMetrics(app, options.metrics);

  await app.listen({ host: options.host, port: options.port });
  return {
    url: toUrl(app.server),
    async stop() {
      const isDrained = await drain.run();
      const closed = app.close();
      // What is still connected now waits for nothing, or has waited long enough.
      app.server.closeAllConnections();
      await closed;
      return isDrained;
    },
  };
}

/** A number says how many proxies stand in front of us; the one nearest to us is hop 0. */
function toTrustProxy(setting: EdgeOptions['trustProxy']) {
  return typeof setting === 'number' ? (_address: string, hop: number) => hop < setting : setting;
}

function serveGraphQL(app: FastifyInstance, options: EdgeOptions, drain: Drain): void {
  // Apollo Server says itself what it thinks of other content types; it only needs the body out of the way.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null));
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    onRequest: options.routerSecret === null ? [] : [refuseWithoutSecret(options.routerSecret)],
    async handler(request, reply) {
      if (drain.isTooLate(request)) return turnAway(request, reply);
      const end = drain.follow(reply);
      try {
        return sendResponse(
          reply,
          await options.handleGraphQL(new FastifyEdgeRequest(request, reply)),
        );
      } finally {
        end();
      }
    },
  });
}

function turnAway(request: FastifyRequest, reply: FastifyReply) {
  return reply
    .code(503)
    .header('retry-after', '1')
    .send({
      errors: [
        {
          message: 'This copy of the service is stopping: ask again, and another will answer.',
          extensions: { code: 'SERVICE_UNAVAILABLE', requestId: request.id, retryable: true },
        },
      ],
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

/** A class, so that what is not asked for is not worked out. */
class FastifyEdgeRequest implements EdgeRequest {
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;

  constructor(request: FastifyRequest, reply: FastifyReply) {
    this.#request = request;
    this.#reply = reply;
  }

  get requestId() {
    return this.#request.id;
  }

  get method() {
    return this.#request.method;
  }

  get headers() {
    return this.#request.raw.headers;
  }

  get rawHeaders() {
    return this.#request.raw.rawHeaders;
  }

  get search() {
    const { url } = this.#request;
    const start = url.indexOf('?');
    return start === -1 ? '' : url.slice(start);
  }

  get body() {
    return this.#request.body;
  }

  get address() {
    return this.#request.ip;
  }

  onClientLeft(listener: () => void) {
    const { raw } = this.#reply;
    raw.on('close', () => {
      if (!raw.writableFinished) listener();
    });
  }
}

function sendResponse(reply: FastifyReply, { status, headers, body }: EdgeResponse) {
  reply.code(status);
  for (const [name, value] of headers) {
    reply.header(name, value);
    if (name === 'content-type' && value.startsWith('text/html')) {
      reply.header('content-security-policy', SANDBOX_CONTENT_SECURITY_POLICY);
    }
  }
  return reply.send(body);
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
