import {
  parseBaseUrl,
  parseBoolean,
  parseHosts,
  parseHttpUrl,
  parseOrigins,
  parsePairs,
  parseRatio,
  parseRedisUrl,
  parseTrustProxy,
} from './parse.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

const LOG_FORMATS = ['auto', 'json', 'readable'] as const;
type LogFormat = (typeof LOG_FORMATS)[number];

const UPSTREAM_TRANSPORTS = ['got', 'undici'] as const;
type UpstreamTransport = (typeof UPSTREAM_TRANSPORTS)[number];

const EXPLORER_KINDS = ['graphiql', 'sandbox', 'off'] as const;
type ExplorerKind = (typeof EXPLORER_KINDS)[number];

const TRACES_EXPORTERS = ['otlp', 'none'] as const;
type TracesExporter = (typeof TRACES_EXPORTERS)[number];

/** @see https://opentelemetry.io/docs/languages/sdk-configuration/general/#otel_traces_sampler */
const TRACES_SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
export type TracesSampler = (typeof TRACES_SAMPLERS)[number];

const NAMESPACE_FAMILIES = ['namespaces', 'workspaces'] as const;
type NamespaceFamily = (typeof NAMESPACE_FAMILIES)[number];

const COMPILE_POLICIES = ['never', 'repeated', 'always'] as const;
type CompilePolicy = (typeof COMPILE_POLICIES)[number];

const TRUSTED_DOCUMENTS_POLICIES = ['off', 'required'] as const;
type TrustedDocumentsPolicy = (typeof TRUSTED_DOCUMENTS_POLICIES)[number];

/** One environment variable. */
export interface Setting<T> {
  readonly variable: string;
  readonly description: string;
  /** What a value must be, continuing "must be …". */
  readonly expected: string;
  /** @returns undefined when the text is not such a value */
  readonly parse: (text: string) => T | undefined;
  /** The default as the documentation shows it; `fallback` returns the value. */
  readonly defaultText: string;
  readonly fallback: (isProduction: boolean) => T;
  /** Whether error messages must not repeat the value. */
  readonly isSecret?: boolean;
}

/**
 * Every setting of the service. The environment is parsed by this table; `--help` and the table in docs/configuration.md
 * are generated from it. An empty variable counts as not set.
 */
export const SETTINGS = {
  port: setting({
    variable: 'PORT',
    description: 'TCP port to listen on; 0 picks any free port.',
    ...wholeNumber(0, 65_535, 4000),
  }),
  host: setting({
    variable: 'HOST',
    description: 'Address to listen on; `0.0.0.0` listens on all interfaces, as a container needs.',
    expected: 'an IP address or a host name',
    parse: (text) => (/^[\w.:-]+$/.test(text) ? text : undefined),
    ...fallback('127.0.0.1'),
  }),
  workers: setting({
    variable: 'WORKERS',
    description:
      'Number of processes that share the port; use at most one per core. Each has its own circuit breaker, its own limits on upstream calls and, unless REDIS_URL is set, its own rate limits.',
    ...wholeNumber(1, 64, 1),
  }),
  upstreamUrl: setting<string | null>({
    variable: 'TILEDB_REST_URL',
    description:
      "Base URL of TileDB's REST API, without `/v1`: `https://api.tiledb.com`. The host of a region (`https://us-east-1.aws.api.tiledb.com`) saves one redirect per call. If omitted outside production, the service runs as a demo against an emulator.",
    expected: 'an http or https URL without credentials, query and fragment',
    parse: parseBaseUrl,
    defaultText: 'the demo',
    fallback: () => null,
  }),
  redirectHosts: setting<readonly { hostname: string; port: number | null }[]>({
    variable: 'TILEDB_REDIRECT_HOSTS',
    description:
      "Hosts that upstream may redirect calls (and their credential) to, in addition to the base URL's host and its subdomains. A host without a port means the scheme's default port.",
    expected: 'host names with an optional port, separated by commas',
    parse: parseHosts,
    defaultText: 'none',
    fallback: () => [],
  }),
  namespaces: setting<NamespaceFamily>({
    variable: 'TILEDB_NAMESPACES',
    description:
      "How upstream's array and group routes name an owner: `namespaces` is one path segment, `workspaces` (TileDB's newer servers) is two, `workspace/teamspace`. If lists work but every array or group mutation gets a 404, try the other value.",
    expected: `one of ${NAMESPACE_FAMILIES.join(', ')}`,
    parse: (text) => NAMESPACE_FAMILIES.find((family) => family === text),
    ...fallback<NamespaceFamily>('namespaces'),
  }),
  httpsProxy: setting<string | null>({
    variable: 'HTTPS_PROXY',
    description: 'HTTP proxy for calls to an https upstream.',
    expected: 'an http or https URL',
    parse: parseHttpUrl,
    defaultText: 'none',
    fallback: () => null,
  }),
  extraCaCerts: setting<string | null>({
    variable: 'NODE_EXTRA_CA_CERTS',
    description:
      'File with PEM certificates of additional certificate authorities, for an https upstream and for Redis. Read by Node itself.',
    expected: 'the path of a file',
    parse: (text) => text,
    defaultText: 'none',
    fallback: () => null,
  }),
  noProxy: setting({
    variable: 'NO_PROXY',
    description:
      'Hosts that bypass the proxy, separated by commas: `example.com` (with its subdomains), `*.example.com` (subdomains only), an IPv4 or IPv6 address, each with or without a port, or `*`.',
    expected: 'a list of host names',
    parse: (text) => text,
    defaultText: 'none',
    fallback: () => '',
  }),
  corsOrigins: setting<readonly string[]>({
    variable: 'CORS_ORIGINS',
    description:
      "Origins whose pages may call the service, separated by commas. Apollo Studio's origin is always allowed, and localhost is allowed outside production.",
    expected: 'origins such as `https://app.example.com`, separated by commas',
    parse: parseOrigins,
    defaultText: 'none',
    fallback: () => [],
  }),
  trustProxy: setting<boolean | number | string[]>({
    variable: 'TRUST_PROXY',
    description:
      "Proxies whose `X-Forwarded-For` is trusted for the caller's address: all (`true`), none (`false`), the nearest ones (a number), or those with the listed addresses or networks.",
    expected:
      '`true`, `false`, a number of proxies, or IP addresses and CIDR blocks separated by commas',
    parse: parseTrustProxy,
    ...fallback(false),
  }),
  explorer: setting<ExplorerKind>({
    variable: 'EXPLORER',
    description:
      'What a browser sees at /graphql: GraphiQL, served by the service itself; Apollo Sandbox, from its CDN; or nothing.',
    expected: `one of ${EXPLORER_KINDS.join(', ')}`,
    parse: (text) => EXPLORER_KINDS.find((kind) => kind === text),
    defaultText: 'graphiql; off in production',
    fallback: (isProduction) => (isProduction ? 'off' : 'graphiql'),
  }),
  routerSecret: setting<string | null>({
    variable: 'ROUTER_SECRET',
    description:
      'Secret that a gateway must send in the header `Router-Authorization`. Requests to `/graphql` without it are rejected with 401.',
    expected: '16 to 256 visible ASCII characters, without spaces',
    parse: (text) => (/^[\x21-\x7e]{16,256}$/.test(text) ? text : undefined),
    defaultText: 'none (no secret required)',
    fallback: () => null,
    isSecret: true,
  }),
  trustedDocuments: setting<TrustedDocumentsPolicy>({
    variable: 'TRUSTED_DOCUMENTS',
    description:
      'Which documents may be executed: any (`off`), or only those in the manifest (`required`). Only for clients that call the service directly, since a gateway writes its own documents.',
    expected: `one of ${TRUSTED_DOCUMENTS_POLICIES.join(', ')}`,
    parse: (text) => TRUSTED_DOCUMENTS_POLICIES.find((policy) => policy === text),
    ...fallback<TrustedDocumentsPolicy>('off'),
  }),
  trustedDocumentsManifest: setting<string | null>({
    variable: 'TRUSTED_DOCUMENTS_MANIFEST',
    description:
      "File with the documents that may be executed, in the format of Apollo's persisted query manifest.",
    expected: 'the path of a file',
    parse: (text) => text,
    defaultText: 'none',
    fallback: () => null,
  }),
  introspection: setting({
    variable: 'INTROSPECTION',
    description:
      'Whether clients may introspect the schema. If not, error messages suggest no names either. The SDL (`_service`) is always served, because gateways need it; ROUTER_SECRET hides it from everyone else.',
    expected: '`true` or `false`',
    parse: parseBoolean,
    defaultText: 'true; false in production',
    fallback: (isProduction) => !isProduction,
  }),
  bypass: setting({
    variable: 'BYPASS_REPEATED_OPERATIONS',
    description:
      'Whether repeated operations bypass Apollo Server, which has already validated their document. The responses are the same.',
    expected: '`true` or `false`',
    parse: parseBoolean,
    ...fallback(true),
  }),
  compile: setting<CompilePolicy>({
    variable: 'COMPILE_OPERATIONS',
    description:
      'Which queries are compiled to JavaScript: `repeated`: those sent more than once, compiled between requests; `always`: all, before their first execution (for tests); `never`: none. The responses are the same.',
    expected: `one of ${COMPILE_POLICIES.join(', ')}`,
    parse: (text) => COMPILE_POLICIES.find((policy) => policy === text),
    ...fallback<CompilePolicy>('repeated'),
  }),
  logLevel: setting<LogLevel>({
    variable: 'LOG_LEVEL',
    description: 'Minimum severity to log.',
    expected: `one of ${LOG_LEVELS.join(', ')}`,
    parse: (text) => LOG_LEVELS.find((level) => level === text),
    ...fallback<LogLevel>('info'),
  }),
  logFormat: setting<LogFormat>({
    variable: 'LOG_FORMAT',
    description:
      '`json`: one JSON object per line. `readable`: for people. `auto`: `readable` in a terminal, else `json`.',
    expected: `one of ${LOG_FORMATS.join(', ')}`,
    parse: (text) => LOG_FORMATS.find((format) => format === text),
    ...fallback<LogFormat>('auto'),
  }),
  logEmails: setting({
    variable: 'LOG_EMAILS',
    description:
      'Whether e-mail addresses may appear in the log. If not, each is replaced with `[e-mail]`.',
    expected: '`true` or `false`',
    parse: parseBoolean,
    ...fallback(false),
  }),
  otlpEndpoint: setting<string | null>({
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    description:
      'Base URL of an OpenTelemetry collector that accepts OTLP over HTTP (JSON). If neither this nor OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is set, nothing is traced, and W3C trace context is forwarded unchanged.',
    expected: 'an http or https URL',
    parse: parseHttpUrl,
    defaultText: 'none',
    fallback: () => null,
  }),
  otlpHeaders: setting<string | null>({
    variable: 'OTEL_EXPORTER_OTLP_HEADERS',
    description:
      'Headers for the collector, such as `authorization=…`, separated by commas. Read by OpenTelemetry itself.',
    expected: 'name=value pairs, separated by commas',
    parse: (text) => (text.split(',').every((pair) => pair.includes('=')) ? text : undefined),
    defaultText: 'none',
    fallback: () => null,
  }),
  otlpTracesEndpoint: setting<string | null>({
    variable: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    description:
      'URL to send traces to, used as it is, instead of `/v1/traces` under OTEL_EXPORTER_OTLP_ENDPOINT.',
    expected: 'an http or https URL',
    parse: parseHttpUrl,
    defaultText: 'none',
    fallback: () => null,
  }),
  otelSdkDisabled: setting({
    variable: 'OTEL_SDK_DISABLED',
    description: 'Turns tracing off, whatever else is set.',
    expected: '`true` or `false`',
    parse: (text) => parseBoolean(text.toLowerCase()),
    ...fallback(false),
  }),
  otelTracesExporter: setting<TracesExporter>({
    variable: 'OTEL_TRACES_EXPORTER',
    description: 'How traces are exported: `none` turns tracing off.',
    expected: `one of ${TRACES_EXPORTERS.join(', ')}`,
    parse: (text) => TRACES_EXPORTERS.find((exporter) => exporter === text),
    ...fallback<TracesExporter>('otlp'),
  }),
  otelTracesSampler: setting<TracesSampler>({
    variable: 'OTEL_TRACES_SAMPLER',
    description:
      'Which operations are traced. The `parentbased` samplers follow the decision of a caller that sends trace context.',
    expected: `one of ${TRACES_SAMPLERS.join(', ')}`,
    parse: (text) => TRACES_SAMPLERS.find((sampler) => sampler === text),
    ...fallback<TracesSampler>('parentbased_traceidratio'),
  }),
  otelTracesSamplerRatio: setting<number | null>({
    variable: 'OTEL_TRACES_SAMPLER_ARG',
    description: 'Fraction of operations to trace, for the samplers that take a ratio.',
    expected: 'a number from 0 to 1',
    parse: parseRatio,
    defaultText: 'TRACE_SAMPLE_RATIO',
    fallback: () => null,
  }),
  otelResourceAttributes: setting<string | null>({
    variable: 'OTEL_RESOURCE_ATTRIBUTES',
    description:
      'Attributes of the service in traces, such as `deployment.environment.name=production`, separated by commas. Read by OpenTelemetry itself.',
    expected: 'key=value pairs, separated by commas, `,` and `=` percent-encoded',
    parse: parsePairs,
    defaultText: 'none',
    fallback: () => null,
  }),
  otelServiceName: setting<string | null>({
    variable: 'OTEL_SERVICE_NAME',
    description:
      'Name of the service in traces; it takes precedence over `service.name` in OTEL_RESOURCE_ATTRIBUTES.',
    expected: 'a text',
    parse: (text) => text,
    defaultText: 'tiledb-invitations-graphql',
    fallback: () => null,
  }),
  traceSampleRatio: setting({
    variable: 'TRACE_SAMPLE_RATIO',
    description:
      'Fraction of operations to trace, for the samplers that take a ratio, if OTEL_TRACES_SAMPLER_ARG is not set.',
    expected: 'a number from 0 to 1',
    parse: parseRatio,
    ...fallback(1),
  }),
  metricsPort: setting<number | null>({
    variable: 'METRICS_PORT',
    description:
      'Separate TCP port for `/metrics`, so that clients cannot reach it. If omitted, `/metrics` is served on PORT.',
    ...wholeNumber(0, 65_535, 0),
    defaultText: 'PORT',
    fallback: () => null,
  }),
  operationTimeoutMs: setting({
    variable: 'OPERATION_TIMEOUT_MS',
    description: "Time limit for one GraphQL operation. Keep it below your gateway's own limit.",
    ...wholeNumber(1, 600_000, 25_000),
  }),
  drainTimeoutMs: setting({
    variable: 'DRAIN_TIMEOUT_MS',
    description:
      'Time limit for a graceful shutdown after SIGTERM, in which operations in flight finish. A second signal, at least half a second after the first, ends the process immediately.',
    ...wholeNumber(0, 600_000, 28_000),
  }),
  drainDelayMs: setting({
    variable: 'DRAIN_DELAY_MS',
    description:
      'Time after SIGTERM in which new requests are still accepted while /readyz responds with 503, so that load balancers notice. Part of DRAIN_TIMEOUT_MS.',
    ...wholeNumber(0, 600_000, 0),
    defaultText: '0; 2000 in production',
    fallback: (isProduction) => (isProduction ? 2_000 : 0),
  }),
  lookupMaxPages: setting({
    variable: 'LOOKUP_MAX_PAGES',
    description:
      'Maximum number of pages (of 100 invitations) that one operation may read to look up invitations by id.',
    ...wholeNumber(1, 10_000, 20),
  }),
  maxRecipients: setting({
    variable: 'MAX_RECIPIENTS',
    description: 'Maximum number of distinct recipients in one invite mutation.',
    ...wholeNumber(1, 10_000, 100),
  }),
  headersTimeoutMs: setting({
    variable: 'HEADERS_TIMEOUT_MS',
    description: 'Time limit for a client to send the headers of a request.',
    ...wholeNumber(1, 600_000, 10_000),
  }),
  requestTimeoutMs: setting({
    variable: 'REQUEST_TIMEOUT_MS',
    description: 'Time limit for a client to send a whole request.',
    ...wholeNumber(1, 600_000, 30_000),
  }),
  maxHeaderBytes: setting({
    variable: 'MAX_HEADER_BYTES',
    description: 'Maximum size of the headers of a request.',
    ...wholeNumber(1_000, 1_000_000, 16_384),
  }),
  maxBodyBytes: setting({
    variable: 'MAX_BODY_BYTES',
    description: 'Maximum size of a request body.',
    ...wholeNumber(1_000, 100_000_000, 1_000_000),
  }),
  maxTokens: setting({
    variable: 'MAX_TOKENS',
    description: 'Maximum number of tokens in a GraphQL document.',
    ...wholeNumber(1, 1_000_000, 5_000),
  }),
  maxDepth: setting({
    variable: 'MAX_DEPTH',
    description: 'Maximum nesting depth of fields in an operation.',
    ...wholeNumber(1, 1_000, 12),
  }),
  maxAliases: setting({
    variable: 'MAX_ALIASES',
    description: 'Maximum number of aliases in an operation.',
    ...wholeNumber(0, 10_000, 50),
  }),
  maxMutationFields: setting({
    variable: 'MAX_MUTATION_FIELDS',
    description: 'Maximum number of root fields in a mutation.',
    ...wholeNumber(1, 1_000, 10),
  }),
  maxItems: setting({
    variable: 'MAX_ITEMS',
    description:
      'Maximum sum of the page sizes that one operation requests; nested lists multiply.',
    ...wholeNumber(1, 1_000_000, 1_000),
  }),
  maxEventLoopDelayMs: setting({
    variable: 'MAX_EVENT_LOOP_DELAY_MS',
    description:
      'Maximum mean event loop delay over one second. When two samples in a row exceed it, requests to `/graphql` get a 503 with Retry-After. 0 sets no limit.',
    ...wholeNumber(0, 600_000, 1_000),
  }),
  maxHeapPercent: setting({
    variable: 'MAX_HEAP_PERCENT',
    description:
      "Maximum share of V8's heap limit in use, in percent, sampled once a second. When two samples in a row exceed it, requests to `/graphql` get a 503 with Retry-After. 100 sets no limit.",
    ...wholeNumber(1, 100, 90),
  }),
  rateLimitOperationsPerMinute: setting({
    variable: 'RATE_LIMIT_OPERATIONS_PER_MINUTE',
    description:
      'Maximum number of operations per minute and caller (a credential, or an address without one); 0 sets no limit.',
    ...wholeNumber(0, 1_000_000_000, 1_200),
  }),
  rateLimitEmailsPerHour: setting({
    variable: 'RATE_LIMIT_EMAILS_PER_HOUR',
    description:
      'Maximum number of recipients that one caller may invite per hour; 0 sets no limit.',
    ...wholeNumber(0, 1_000_000_000, 500),
  }),
  redisUrl: setting<string | null>({
    variable: 'REDIS_URL',
    description:
      'Redis or Valkey through which instances share rate limits, persisted queries and idempotency keys. While it is down, each instance uses its own limits and queries, and mutations with an idempotency key are rejected.',
    expected:
      'a percent-encoded redis or rediss (TLS) URL such as `rediss://user:password@redis.example.com:6379/0`',
    parse: parseRedisUrl,
    defaultText: 'none',
    fallback: () => null,
    isSecret: true,
  }),
  idempotencyKeyTtlMs: setting({
    variable: 'IDEMPOTENCY_KEY_TTL_MS',
    description:
      'How long the outcome of a mutation with an idempotency key is kept. A repeat after that is sent again.',
    ...wholeNumber(1, 2_592_000_000, 86_400_000),
  }),
  idempotencyMaxKeys: setting({
    variable: 'IDEMPOTENCY_MAX_KEYS',
    description:
      'Maximum number of idempotency keys (plus one per item of a bulk mutation) kept in memory when REDIS_URL is not set; a caller may hold at most as many keys as are still free, and so never more than half. Beyond it, mutations with a new key fail with IDEMPOTENCY_UNAVAILABLE.',
    ...wholeNumber(0, 10_000_000, 100_000),
  }),
  redisTimeoutMs: setting({
    variable: 'REDIS_TIMEOUT_MS',
    description:
      'Time limit for one Redis command; after it, the service carries on without Redis.',
    ...wholeNumber(1, 60_000, 200),
  }),
  upstreamTransport: setting<UpstreamTransport>({
    variable: 'UPSTREAM_TRANSPORT',
    description:
      'HTTP client for upstream calls. Both use the same connection pool and behave the same; `undici` uses less CPU per call.',
    expected: `one of ${UPSTREAM_TRANSPORTS.join(', ')}`,
    parse: (text) => UPSTREAM_TRANSPORTS.find((transport) => transport === text),
    ...fallback<UpstreamTransport>('got'),
  }),
  upstreamConnectTimeoutMs: setting({
    variable: 'UPSTREAM_CONNECT_TIMEOUT_MS',
    description:
      "Time limit for connecting to upstream: TCP, a proxy's CONNECT and TLS together. A write that timed out here was never sent, so clients may retry it.",
    ...wholeNumber(1, 600_000, 5_000),
  }),
  upstreamMaxResponseBytes: setting({
    variable: 'UPSTREAM_MAX_RESPONSE_BYTES',
    description: 'Maximum size of one response from upstream, after decompression.',
    ...wholeNumber(1_000, 1_000_000_000, 10_000_000),
  }),
  upstreamMaxConcurrent: setting({
    variable: 'UPSTREAM_MAX_CONCURRENT',
    description: 'Maximum number of upstream calls in flight, and therefore of open connections.',
    ...wholeNumber(1, 100_000, 256),
  }),
  upstreamMaxQueued: setting({
    variable: 'UPSTREAM_MAX_QUEUED',
    description:
      'Maximum number of queued upstream calls; callers are served in turn. When the queue is full, the caller with the most calls (in flight and queued) loses its newest queued one, which fails with UPSTREAM_UNAVAILABLE.',
    ...wholeNumber(0, 1_000_000, 1_024),
  }),
  breakerMinimumRps: setting({
    variable: 'BREAKER_MINIMUM_RPS',
    description:
      'Minimum call rate (calls per second, averaged over 10 s) at which the circuit breaker may open. It opens for one caller when more than half of their calls fail, and for all callers when more than half of all calls fail and one caller alone is not the cause.',
    ...wholeNumber(1, 100_000, 20),
  }),
  breakerOpenMs: setting({
    variable: 'BREAKER_OPEN_MS',
    description:
      'How long the circuit breaker stays open before it lets one call through as a probe.',
    ...wholeNumber(1, 600_000, 5_000),
  }),
};

function setting<T>(definition: Setting<T>): Setting<T> {
  return definition;
}

function fallback<T>(value: T) {
  return { defaultText: String(value), fallback: () => value };
}

function wholeNumber(min: number, max: number, defaultValue: number) {
  return {
    expected: `a whole number from ${min} to ${max}`,
    parse: (text: string) => {
      const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      return value >= min && value <= max ? value : undefined;
    },
    ...fallback(defaultValue),
  };
}

export type SettingValue<S> = S extends Setting<infer Value> ? Value : never;
