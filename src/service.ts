import { randomBytes } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import { type Config, ConfigError } from './config/read.ts';
import type { EdgeErrorFacts } from './edge/errors.ts';
import type { MetricsSource } from './edge/metrics-server.ts';
import { type ExplorerChoice, startEdge } from './edge/server.ts';
import { InvalidManifest } from './graphql/documents/trusted-documents.ts';
import { toBugLog } from './graphql/report/fault-log.ts';
import {
  type GraphQLServer,
  type GraphQLServerOptions,
  startGraphQLServer,
} from './graphql/server.ts';
import { SYSTEM_CLOCK } from './idempotency/clock.ts';
import { createIdempotency } from './idempotency/idempotency.ts';
import { createOnlyStore } from './idempotency/memory-store.ts';
import { createRedisStore as createRedisKeyStore } from './idempotency/redis-store.ts';
import type { IdempotencyStore } from './idempotency/store.ts';
import { createLogger, type Logger } from './observability/log.ts';
import { createMetrics, type Metrics } from './observability/metrics.ts';
import { createObserver } from './observability/observer.ts';
import { PASS_ON, type Tracing } from './observability/tracing.ts';
import { createOperationHandler } from './operation.ts';
import { createAcceptedCallers } from './rate-limit/accepted-callers.ts';
import { createCallerKeys } from './rate-limit/caller-keys.ts';
import { createMemoryStore } from './rate-limit/memory-store.ts';
import { createRateLimits } from './rate-limit/rate-limits.ts';
import { createRedisStore } from './rate-limit/redis-store.ts';
import type { Redis } from './redis/redis.ts';
import { toSharedSecret } from './redis/shared-secret.ts';
import { createSharedTexts } from './redis/shared-texts.ts';
import { createRestClient, judgeUpstream } from './rest/calls/client.ts';
import { readCredential } from './rest/calls/credential.ts';
import { createGuard } from './rest/calls/guard.ts';
import { createRedactor } from './rest/calls/redactor.ts';

export interface Service {
  /** URL it listens on, without a trailing slash; GraphQL is at `/graphql` below it. */
  readonly url: string;
  /** URL of its metrics. */
  readonly metricsUrl: string;
  /** Drains and stops. @returns whether every running request finished in time */
  stop(): Promise<boolean>;
}

export interface ServiceOptions extends Config {
  readonly upstreamUrl: string;
  /** Prefills the explorer. */
  readonly demo?: { readonly key: string; readonly variables: ExplorerVariables };
}

/** Variables of the explorer's prepared tabs, by operation name. */
export type ExplorerVariables = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What the workers of one service share. */
export interface SharedByWorkers {
  /** Adds a worker's metrics. @returns those of all workers */
  shareMetrics(own: Metrics['registry']): MetricsSource;
  /** Stores idempotency keys when there is no Redis. */
  readonly keyStore: IdempotencyStore;
}

/** Starts the service, in this process or in workers. */
export type StartService = (options: ServiceOptions) => Promise<Service>;

/** Per rate limit and standing: about 60 MB if all were full; the oldest entries are evicted. */
const MAX_CALLERS_COUNTED = 50_000;

/**
 * Wires the layers together and starts listening.
 *
 * @param shared only in a worker: what it shares with the others
 */
export async function startService(
  config: ServiceOptions,
  shared?: SharedByWorkers,
): Promise<Service> {
  const guard = createGuard(
    {
      maxConcurrent: config.upstreamMaxConcurrent,
      maxQueued: config.upstreamMaxQueued,
      breakerMinimumRps: config.breakerMinimumRps,
      breakerOpenMs: config.breakerOpenMs,
      now: () => performance.now(),
    },
    judgeUpstream,
  );
  const metrics = createMetrics({
    breakerState: () => guard.breakerState,
    callsInFlight: () => guard.callsInFlight,
    callsQueued: () => guard.callsQueued,
    callersCutOff: () => guard.callersCutOff,
  });
  const log = createLogger({
    level: config.logLevel,
    format: config.logFormat,
    showsEmails: config.logEmails,
    isShared: config.workers > 1,
    onDropped: metrics.logLinesDropped,
  });
  // In a worker, the primary has logged it already.
  if (shared === undefined) for (const sentence of config.ignored) log.warn(sentence);
  const metricsSource = shared?.shareMetrics(metrics.registry) ?? metrics.registry;
  const tracing = await startTracing(config, log);
  const observer = createObserver(log, metrics, tracing);
  const createTransport = await loadTransport(config.upstreamTransport);
  const transport = createTransport({
    maxResponseBytes: config.upstreamMaxResponseBytes,
    maxConnections: config.upstreamMaxConcurrent,
    connectTimeoutMs: config.upstreamConnectTimeoutMs,
    proxyUrl: config.httpsProxy,
    noProxy: config.noProxy,
  });
  const client = createRestClient({
    baseUrl: config.upstreamUrl,
    transport,
    guard,
    maxResponseBytes: config.upstreamMaxResponseBytes,
    sharedReadTimeoutMs: config.operationTimeoutMs,
    onStrangeValue: metrics.strangeValue,
    redirectHosts: config.redirectHosts,
    onRedirect: metrics.redirect,
    namespaces: config.namespaces,
  });
  const redis = await startRedis(config, log, metrics);
  const memoryStore = createMemoryStore({ maxKeys: MAX_CALLERS_COUNTED });
  const rateLimits = createRateLimits({
    operationsPerMinute: config.rateLimitOperationsPerMinute,
    emailsPerHour: config.rateLimitEmailsPerHour,
    store: redis === null ? memoryStore : createRedisStore(redis, memoryStore),
    keys: createCallerKeys(
      config.redisUrl === null ? randomBytes(32) : toSharedSecret(config.redisUrl, 'caller keys'),
    ),
    acceptedCallers: createAcceptedCallers(),
  });
  const idempotency = createIdempotency({
    store:
      redis === null
        ? (shared?.keyStore ?? createOnlyStore(config.idempotencyMaxKeys))
        : createRedisKeyStore(redis),
    keepMs: config.idempotencyKeyTtlMs,
    clock: SYSTEM_CLOCK,
    onStep: metrics.idempotencyStep,
  });
  const graphql = await startGraphQL({
    logger: log,
    introspection: config.introspection,
    compile: config.compile,
    bypass: config.bypass,
    trustedDocuments:
      config.trustedDocuments === 'required' ? config.trustedDocumentsManifest : null,
    sharedTexts: redis && createSharedTexts(redis),
    sandbox: config.explorer === 'sandbox',
    limits: config,
  });
  const edge = await startEdge({
    ...config,
    allowLocalOrigins: !config.isProduction,
    explorer: toExplorer(config),
    handleGraphQL: createOperationHandler({
      timeoutMs: config.operationTimeoutMs,
      clock: Date.now,
      rateLimits,
      idempotency,
      observer,
      client,
      graphql,
      invitations: {
        lookupMaxPages: config.lookupMaxPages,
        maxRecipients: toMaxRecipients(config),
        namespaces: config.namespaces,
        onRead: metrics.loaderRead,
      },
    }),
    readiness: () => ({
      upstreamBreaker: guard.breakerState,
      ...(redis && { redis: redis.state }),
    }),
    onError: (error, facts) => logEdgeError(log, error, facts),
    onShed: metrics.requestShed,
    ...(config.metricsPort === null && { metrics: metricsSource }),
  });
  const metricsServer =
    config.metricsPort === null || shared !== undefined
      ? null
      : await serveMetrics(config.host, config.metricsPort, metricsSource);
  // Node writes its compile cache only on a regular exit, and services are mostly killed.
  flushCompileCache();

  return {
    url: edge.url,
    metricsUrl: metricsServer?.url ?? `${edge.url}/metrics`,
    async stop() {
      const isDrained = await edge.stop();
      await metricsServer?.stop();
      await graphql.stop();
      redis?.stop();
      await transport.close();
      await tracing.stop();
      return isDrained;
    },
  };
}

/** Logs a request that did not reach GraphQL, or a bug that no operation has reported. */
function logEdgeError(log: Logger, error: Error, facts: EdgeErrorFacts): void {
  const { status, requestId, rawHeaders, isBug } = facts;
  const redact = createRedactor(readCredential(rawHeaders));
  if (!isBug) {
    log.info({ status, requestId }, redact(error.message));
    return;
  }
  const bug = toBugLog(error, redact);
  log[bug.level]({ ...bug.facts, requestId }, bug.message);
}

/** @throws {ConfigError} for an invalid manifest of trusted documents */
async function startGraphQL(options: GraphQLServerOptions): Promise<GraphQLServer> {
  try {
    return await startGraphQLServer(options);
  } catch (error) {
    throw error instanceof InvalidManifest ? new ConfigError(error.problems) : error;
  }
}

/** Imported lazily: each takes about 100 ms to load. */
async function loadTransport(name: Config['upstreamTransport']) {
  switch (name) {
    case 'got':
      return (await import('./rest/transport/got-transport.ts')).createGotTransport;
    case 'undici':
      return (await import('./rest/transport/undici-transport.ts')).createUndiciTransport;
  }
}

/** An invite with more recipients than an hour allows would be rate-limited however often it is retried. */
function toMaxRecipients({ maxRecipients, rateLimitEmailsPerHour }: Config): number {
  return rateLimitEmailsPerHour === 0
    ? maxRecipients
    : Math.min(maxRecipients, rateLimitEmailsPerHour);
}

function toExplorer({ explorer: kind, demo }: ServiceOptions): ExplorerChoice {
  if (kind !== 'graphiql') return { kind };
  return {
    kind,
    config: {
      endpoint: '/graphql',
      headers: { 'X-TILEDB-REST-API-KEY': demo?.key ?? '' },
      demo: demo !== undefined,
      variables: { ...demo?.variables },
    },
  };
}

async function serveMetrics(host: string, port: number, metrics: MetricsSource) {
  // Imported lazily: node:http loads all of Node's fetch.
  const { startMetricsServer } = await import('./edge/metrics-server.ts');
  return startMetricsServer({ host, port, metrics });
}

async function startTracing(config: Config, log: Logger): Promise<Tracing> {
  const url = toTracesUrl(config);
  if (url === null) return PASS_ON;
  // Imported lazily: OpenTelemetry takes about 200 ms to load.
  const { createOtlpTracing } = await import('./observability/otlp-tracing.ts');
  return createOtlpTracing({
    url,
    serviceName: config.otelServiceName,
    sampler: config.otelTracesSampler,
    sampleRatio: config.otelTracesSamplerRatio ?? config.traceSampleRatio,
    log,
  });
}

/** @returns null when tracing is off */
function toTracesUrl(config: Config): string | null {
  if (config.otelSdkDisabled || config.otelTracesExporter === 'none') return null;
  if (config.otlpTracesEndpoint !== null) return config.otlpTracesEndpoint;
  return config.otlpEndpoint && `${config.otlpEndpoint.replace(/\/+$/, '')}/v1/traces`;
}

/** Maximum time that the start waits for Redis, which may be down. */
const FIRST_CONNECTION_MS = 1_000;

async function startRedis(config: Config, log: Logger, metrics: Metrics): Promise<Redis | null> {
  if (config.redisUrl === null) return null;
  // Imported lazily: the client loads every Redis command, about 25 MB.
  const { createRedis } = await import('./redis/redis.ts');
  const onCommand = metrics.watchRedis(() => redis.state === 'up' || redis.state === 'full');
  const tried = Promise.withResolvers<void>();
  const redis = createRedis({
    url: config.redisUrl,
    timeoutMs: config.redisTimeoutMs,
    onUp() {
      tried.resolve();
      log.info('Redis is up: rate limits, persisted queries and idempotency keys are shared');
    },
    onFull() {
      tried.resolve();
      log.warn(
        'Redis is full: until it has room, new rate-limit windows and persisted queries are not shared, and mutations with a new idempotency key are rejected',
      );
    },
    onDown(reason) {
      tried.resolve();
      log.warn(
        { reason },
        'Redis is down: until it is back, rate limits and persisted queries are not shared, and mutations with an idempotency key are rejected',
      );
    },
    onCommand,
  });
  // Otherwise the first mutations with an idempotency key would be rejected.
  const enough = setTimeout(tried.resolve, FIRST_CONNECTION_MS);
  await tried.promise;
  clearTimeout(enough);
  return redis;
}
