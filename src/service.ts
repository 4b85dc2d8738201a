import type { Config } from './config.ts';
import { type EdgeRequest, type ExplorerChoice, startEdge } from './edge/server.ts';
import { toFaultLog } from './graphql/fault-log.ts';
import { startGraphQLServer } from './graphql/server.ts';
import { createLogger } from './observability/log.ts';
import { createMetrics } from './observability/metrics.ts';
import { createRestClient, judgeUpstream } from './rest/client.ts';
import { readCredential } from './rest/credential.ts';
import { startDeadline } from './rest/deadline.ts';
import { createGotTransport } from './rest/got-transport.ts';
import { createGuard } from './rest/guard.ts';
import { toProxyUrl } from './rest/proxy.ts';
import type { Caller } from './rest/request.ts';
import { createUndiciTransport } from './rest/undici-transport.ts';
import { createInvitationSource } from './sources/invitation-source.ts';

export interface Service {
  /** Where it listens, without a trailing slash; GraphQL is at `/graphql` behind it. */
  readonly url: string;
  /** Drains and stops. @returns whether every running request could finish */
  stop(): Promise<boolean>;
}

export interface ServiceOptions extends Config {
  readonly upstreamUrl: string;
  /** Lets the explorer be tried at once. */
  readonly demo?: { readonly key: string; readonly variables: ExplorerVariables };
}

/** Variables of the explorer's ready tabs, by operation name. */
export type ExplorerVariables = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Wires the layers together and starts to listen. */
export async function startService(config: ServiceOptions): Promise<Service> {
  const log = createLogger(config.logLevel);
  const guard = createGuard(
    {
      maxConcurrent: config.upstreamMaxConcurrent,
      maxQueued: config.upstreamMaxQueued,
      breakerMinimumRps: config.breakerMinimumRps,
      breakerOpenMs: config.breakerOpenMs,
    },
    judgeUpstream,
  );
  const metrics = createMetrics(() => guard.breakerState);
  const createTransport = { got: createGotTransport, undici: createUndiciTransport };
  const transport = createTransport[config.upstreamTransport]({
    baseUrl: config.upstreamUrl,
    maxResponseBytes: config.upstreamMaxResponseBytes,
    maxConnections: config.upstreamMaxConcurrent,
    proxyUrl: toProxyUrl(config.upstreamUrl, config.httpsProxy, config.noProxy),
  });
  const client = createRestClient({
    baseUrl: config.upstreamUrl,
    transport,
    guard,
    maxResponseBytes: config.upstreamMaxResponseBytes,
    sharedReadTimeoutMs: config.operationTimeoutMs,
    onCall: metrics.upstreamCall,
    onStrangeValue: metrics.strangeValue,
  });
  const graphql = await startGraphQLServer({
    logger: log,
    introspection: config.introspection,
    compile: config.compile,
    sandbox: config.explorer === 'sandbox',
    limits: config,
    onFault(error, { requestId }) {
      const entry = toFaultLog(error);
      if (entry !== null) log[entry.level]({ ...entry.facts, requestId }, entry.message);
    },
  });
  const edge = await startEdge({
    ...config,
    allowLocalOrigins: !config.isProduction,
    explorer: toExplorer(config),
    handleGraphQL: (request) => handleGraphQL(request),
    readiness: () => ({ upstreamBreaker: guard.breakerState }),
    renderMetrics: async () => ({ contentType: metrics.contentType, text: await metrics.render() }),
  });

  return {
    url: edge.url,
    async stop() {
      const isDrained = await edge.stop();
      await graphql.stop();
      await transport.close();
      return isDrained;
    },
  };

  /** One request: its deadline starts, its credential is read, and it is handed to GraphQL. */
  async function handleGraphQL(request: EdgeRequest) {
    const deadline = startDeadline(config.operationTimeoutMs);
    request.onClientLeft(() => deadline.leave());
    const caller: Caller = {
      credential: readCredential(request.rawHeaders),
      deadline,
      requestId: request.requestId,
      traceHeaders: toTraceHeaders(request.http.headers),
    };
    try {
      return await graphql.execute(request.http, {
        requestId: request.requestId,
        invitations: createInvitationSource(client, caller, config),
      });
    } finally {
      deadline.end();
    }
  }
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

/** @see https://www.w3.org/TR/trace-context/ */
const TRACE_HEADERS = ['traceparent', 'tracestate'];

function toTraceHeaders(headers: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    TRACE_HEADERS.flatMap((name) => {
      const value = headers.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
