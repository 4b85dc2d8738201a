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
  /** Undefined when the text is no such value. */
  readonly parse: (text: string) => T | undefined;
  /** For the reader; the value itself is in `fallback`. */
  readonly defaultText: string;
  readonly fallback: (isProduction: boolean) => T;
  /** A wrong value must not be repeated in a message. */
  readonly isSecret?: boolean;
}

/**
 * The definition of every variable: what reads the environment and what the table in docs/configuration.md and `--help` are made of.
 * An empty variable counts as not set.
 */
export const SETTINGS = {
  port: setting({
    variable: 'PORT',
    description: 'TCP port to listen on; 0 takes any free one.',
    ...wholeNumber(0, 65_535, 4000),
  }),
  host: setting({
    variable: 'HOST',
    description: 'Address to listen on; `0.0.0.0` for all, as in a container.',
    expected: 'an IP address or a host name',
    parse: (text) => (/^[\w.:-]+$/.test(text) ? text : undefined),
    ...fallback('127.0.0.1'),
  }),
  workers: setting({
    variable: 'WORKERS',
    description:
      'Number of processes that share the port and the work: at most one a core. Each has its own circuit breaker, its own limits on upstream calls and, unless REDIS_URL is set, its own rate limits.',
    ...wholeNumber(1, 64, 1),
  }),
  upstreamUrl: setting<string | null>({
    variable: 'TILEDB_REST_URL',
    description:
      "Base URL of TileDB's REST API, without `/v1`: `https://api.tiledb.com`. The host of a region (`https://us-east-1.aws.api.tiledb.com`) saves a redirect for each call. If omitted outside production, the demo's emulator is used.",
    expected: 'an http or https URL without credentials, query and fragment',
    parse: parseBaseUrl,
    defaultText: 'the demo',
    fallback: () => null,
  }),
  redirectHosts: setting<readonly { hostname: string; port: number | null }[]>({
    variable: 'TILEDB_REDIRECT_HOSTS',
    description:
      "Hosts that upstream may redirect to, credential included, beside the base URL's own host and its subdomains; without a port, the scheme's default.",
    expected: 'host names with an optional port, separated by commas',
    parse: parseHosts,
    defaultText: 'none',
    fallback: () => [],
  }),
  namespaces: setting<NamespaceFamily>({
    variable: 'TILEDB_NAMESPACES',
    description:
      "How the upstream's array and group routes name an owner: `namespaces` by one path segment, `workspaces` (TileDB's newer servers) by two, `workspace/teamspace`. When lists work and every array or group mutation meets a 404, try the other one.",
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
      'File of PEM certificates of additional certificate authorities, for an https upstream and for Redis. Node itself reads it.',
    expected: 'the path of a file',
    parse: (text) => text,
    defaultText: 'none',
    fallback: () => null,
  }),
  noProxy: setting({
    variable: 'NO_PROXY',
    description:
      'Hosts that are reached without the proxy, separated by commas: `example.com` (and its subdomains), `*.example.com` (only those), with or without a port, an IPv4 or IPv6 address, or `*`.',
    expected: 'a list of host names',
    parse: (text) => text,
    defaultText: 'none',
    fallback: () => '',
  }),
  corsOrigins: setting<readonly string[]>({
    variable: 'CORS_ORIGINS',
    description:
      "Origins whose pages may call the service, separated by commas. Apollo Studio's, and localhost outside production, always may.",
    expected: 'origins such as `https://app.example.com`, separated by commas',
    parse: parseOrigins,
    defaultText: 'none',
    fallback: () => [],
  }),
  trustProxy: setting<boolean | number | string[]>({
    variable: 'TRUST_PROXY',
    description:
      "Which proxies' `X-Forwarded-For` is believed about the caller's address: all (`true`), none (`false`), the nearest ones (a number), or those with the addresses or networks listed.",
    expected:
      '`true`, `false`, a number of proxies, or IP addresses and CIDR blocks separated by commas',
    parse: parseTrustProxy,
    ...fallback(false),
  }),
  explorer: setting<ExplorerKind>({
    variable: 'EXPLORER',
    description:
      'What a browser is shown at /graphql: GraphiQL, served by the service itself; Apollo Sandbox, from its CDN; or nothing.',
    expected: `one of ${EXPLORER_KINDS.join(', ')}`,
    parse: (text) => EXPLORER_KINDS.find((kind) => kind === text),
    defaultText: 'graphiql; off in production',
    fallback: (isProduction) => (isProduction ? 'off' : 'graphiql'),
  }),
  routerSecret: setting<string | null>({
    variable: 'ROUTER_SECRET',
    description:
      'Secret that a gateway must send in the header `Router-Authorization`. Other requests for `/graphql` are refused with 401.',
    expected: '16 to 256 visible ASCII characters, without spaces',
    parse: (text) => (/^[\x21-\x7e]{16,256}$/.test(text) ? text : undefined),
    defaultText: 'none: requests need no secret',
    fallback: () => null,
    isSecret: true,
  }),
  trustedDocuments: setting<TrustedDocumentsPolicy>({
    variable: 'TRUSTED_DOCUMENTS',
    description:
      'Which documents are executed: any, or only those of the manifest. Only for direct clients, since a gateway writes its own documents.',
    expected: `one of ${TRUSTED_DOCUMENTS_POLICIES.join(', ')}`,
    parse: (text) => TRUSTED_DOCUMENTS_POLICIES.find((policy) => policy === text),
    ...fallback<TrustedDocumentsPolicy>('off'),
  }),
  trustedDocumentsManifest: setting<string | null>({
    variable: 'TRUSTED_DOCUMENTS_MANIFEST',
    description:
      "File of the documents that are executed, in the format of Apollo's persisted query manifest.",
    expected: 'the path of a file',
    parse: (text) => text,
    defaultText: 'none',
    fallback: () => null,
  }),
  introspection: setting({
    variable: 'INTROSPECTION',
    description:
      'Whether clients may introspect the schema. If off, errors suggest no names either. The SDL (`_service`), which gateways need, is always served; ROUTER_SECRET keeps it from others.',
    expected: '`true` or `false`',
    parse: parseBoolean,
    defaultText: 'true; false in production',
    fallback: (isProduction) => !isProduction,
  }),
  bypass: setting({
    variable: 'BYPASS_REPEATED_OPERATIONS',
    description:
      'Whether a repeated operation bypasses Apollo Server, which has already validated its document. The answers are the same.',
    expected: '`true` or `false`',
    parse: parseBoolean,
    ...fallback(true),
  }),
  compile: setting<CompilePolicy>({
    variable: 'COMPILE_OPERATIONS',
    description:
      'Which operations are compiled to JavaScript: those that are `repeated`, between requests; `always`, before their first execution, for tests; or `never`. The answers are the same.',
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
      '`json`: one JSON object a line. `readable`: for people. `auto`: readable in a terminal, JSON elsewhere.',
    expected: `one of ${LOG_FORMATS.join(', ')}`,
    parse: (text) => LOG_FORMATS.find((format) => format === text),
    ...fallback<LogFormat>('auto'),
  }),
  logEmails: setting({
    variable: 'LOG_EMAILS',
    description:
      'Whether e-mail addresses may appear in the log. If not, they are replaced by `[e-mail]`.',
    expected: '`true` or `false`',
    parse: parseBoolean,
    ...fallback(false),
  }),
  otlpEndpoint: setting<string | null>({
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    description:
      'Base URL of an OpenTelemetry collector that accepts OTLP over HTTP (JSON). If neither this nor OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is set, nothing is traced, and W3C trace context is passed on unchanged.',
    expected: 'an http or https URL',
    parse: parseHttpUrl,
    defaultText: 'none',
    fallback: () => null,
  }),
  otlpHeaders: setting<string | null>({
    variable: 'OTEL_EXPORTER_OTLP_HEADERS',
    description:
      'Headers for the collector, such as `authorization=…`, separated by commas. OpenTelemetry itself reads it.',
    expected: 'name=value pairs, separated by commas',
    parse: (text) => (text.split(',').every((pair) => pair.includes('=')) ? text : undefined),
    defaultText: 'none',
    fallback: () => null,
  }),
  otlpTracesEndpoint: setting<string | null>({
    variable: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    description:
      'URL to which traces are sent as it is, instead of `/v1/traces` below OTEL_EXPORTER_OTLP_ENDPOINT.',
    expected: 'an http or https URL',
    parse: parseHttpUrl,
    defaultText: 'none',
    fallback: () => null,
  }),
  otelSdkDisabled: setting({
    variable: 'OTEL_SDK_DISABLED',
    description: 'Whether tracing is off, whatever else is set.',
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
      'Which operations are traced. The samplers that are `parentbased` follow the decision of a caller who sends a trace.',
    expected: `one of ${TRACES_SAMPLERS.join(', ')}`,
    parse: (text) => TRACES_SAMPLERS.find((sampler) => sampler === text),
    ...fallback<TracesSampler>('parentbased_traceidratio'),
  }),
  otelTracesSamplerRatio: setting<number | null>({
    variable: 'OTEL_TRACES_SAMPLER_ARG',
    description: 'Share of operations that are traced, for the samplers that take a ratio.',
    expected: 'a number from 0 to 1',
    parse: parseRatio,
    defaultText: 'TRACE_SAMPLE_RATIO',
    fallback: () => null,
  }),
  otelResourceAttributes: setting<string | null>({
    variable: 'OTEL_RESOURCE_ATTRIBUTES',
    description:
      'Attributes of the service in traces, such as `deployment.environment.name=production`, separated by commas. OpenTelemetry itself reads it.',
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
      'Share of operations that are traced, for the samplers that take a ratio, if OTEL_TRACES_SAMPLER_ARG is not set.',
    expected: 'a number from 0 to 1',
    parse: parseRatio,
    ...fallback(1),
  }),
  metricsPort: setting<number | null>({
    variable: 'METRICS_PORT',
    description:
      'TCP port for `/metrics` alone, which clients cannot reach. If omitted, `/metrics` is served on PORT.',
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
      'Time limit for the shutdown after SIGTERM, during which running operations finish. A second signal, at least half a second later, ends the process at once.',
    ...wholeNumber(0, 600_000, 28_000),
  }),
  drainDelayMs: setting({
    variable: 'DRAIN_DELAY_MS',
    description:
      'Time after SIGTERM during which new requests are still accepted while /readyz answers 503, so that load balancers notice. Part of DRAIN_TIMEOUT_MS.',
    ...wholeNumber(0, 600_000, 0),
    defaultText: '0; 2000 in production',
    fallback: (isProduction) => (isProduction ? 2_000 : 0),
  }),
  lookupMaxPages: setting({
    variable: 'LOOKUP_MAX_PAGES',
    description:
      'Maximum number of pages of 100 that one operation may read to look up invitations by id.',
    ...wholeNumber(1, 10_000, 20),
  }),
  maxRecipients: setting({
    variable: 'MAX_RECIPIENTS',
    description: 'Maximum number of distinct recipients of one invite mutation.',
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
    description: 'Maximum depth of fields in an operation.',
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
      'Maximum sum of the page sizes that one operation asks for; a list within a list multiplies.',
    ...wholeNumber(1, 1_000_000, 1_000),
  }),
  maxEventLoopDelayMs: setting({
    variable: 'MAX_EVENT_LOOP_DELAY_MS',
    description:
      'Maximum mean delay of the event loop in a second; above it twice in a row, requests for `/graphql` are answered 503 with Retry-After. 0 sets no limit.',
    ...wholeNumber(0, 600_000, 1_000),
  }),
  maxHeapPercent: setting({
    variable: 'MAX_HEAP_PERCENT',
    description:
      "Maximum share of V8's heap limit in use, looked at once a second; above it twice in a row, requests for `/graphql` are answered 503 with Retry-After. 100 sets no limit.",
    ...wholeNumber(1, 100, 90),
  }),
  rateLimitOperationsPerMinute: setting({
    variable: 'RATE_LIMIT_OPERATIONS_PER_MINUTE',
    description:
      'Maximum number of operations a minute for one caller (a credential, or an address without one); 0 sets no limit.',
    ...wholeNumber(0, 1_000_000_000, 1_200),
  }),
  rateLimitEmailsPerHour: setting({
    variable: 'RATE_LIMIT_EMAILS_PER_HOUR',
    description:
      'Maximum number of recipients an hour that one caller may invite; 0 sets no limit.',
    ...wholeNumber(0, 1_000_000_000, 500),
  }),
  redisUrl: setting<string | null>({
    variable: 'REDIS_URL',
    description:
      'Redis or Valkey through which instances share rate limits, persisted queries and idempotency keys. While it fails, each instance has its own limits and queries, and mutations with an idempotency key are refused.',
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
      'Time for which the outcome of a mutation with an idempotency key is kept. A later repeat is sent again.',
    ...wholeNumber(1, 2_592_000_000, 86_400_000),
  }),
  idempotencyMaxKeys: setting({
    variable: 'IDEMPOTENCY_MAX_KEYS',
    description:
      'Maximum number of idempotency keys (and of items of mutations of many) kept in memory when REDIS_URL is not set; mutations with further keys are answered IDEMPOTENCY_UNAVAILABLE.',
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
      'HTTP client that talks to upstream. Both use the same connections and give the same answers; `undici` costs less CPU per call.',
    expected: `one of ${UPSTREAM_TRANSPORTS.join(', ')}`,
    parse: (text) => UPSTREAM_TRANSPORTS.find((transport) => transport === text),
    ...fallback<UpstreamTransport>('got'),
  }),
  upstreamConnectTimeoutMs: setting({
    variable: 'UPSTREAM_CONNECT_TIMEOUT_MS',
    description:
      "Time limit for connecting to upstream: TCP, a proxy's CONNECT and TLS together. A write that did not get a connection may be retried.",
    ...wholeNumber(1, 600_000, 5_000),
  }),
  upstreamMaxResponseBytes: setting({
    variable: 'UPSTREAM_MAX_RESPONSE_BYTES',
    description: 'Maximum size of one response from upstream, after decompression.',
    ...wholeNumber(1_000, 1_000_000_000, 10_000_000),
  }),
  upstreamMaxConcurrent: setting({
    variable: 'UPSTREAM_MAX_CONCURRENT',
    description: 'Maximum number of upstream calls in flight, and so of open connections.',
    ...wholeNumber(1, 100_000, 256),
  }),
  upstreamMaxQueued: setting({
    variable: 'UPSTREAM_MAX_QUEUED',
    description:
      'Maximum upstream calls that may wait for a place; callers are served in turn. When the queue is full, the newest waiting call of the caller with most calls is answered UPSTREAM_UNAVAILABLE.',
    ...wholeNumber(0, 1_000_000, 1_024),
  }),
  breakerMinimumRps: setting({
    variable: 'BREAKER_MINIMUM_RPS',
    description:
      'Minimum rate of upstream calls per second (over 10 s) at which the circuit breaker may open. It opens for one caller when more than half of their calls fail, and for all callers when more than half of all calls fail, not those of one caller alone.',
    ...wholeNumber(1, 100_000, 20),
  }),
  breakerOpenMs: setting({
    variable: 'BREAKER_OPEN_MS',
    description:
      'Time that the circuit breaker stays open before it lets one call through as a probe.',
    ...wholeNumber(1, 600_000, 5_000),
  }),
};

function setting<T>(definition: Setting<T>): Setting<T> {
  return definition;
}

function fallback<T>(value: T) {
  return { defaultText: String(value), fallback: () => value };
}

function wholeNumber(least: number, most: number, standard: number) {
  return {
    expected: `a whole number from ${least} to ${most}`,
    parse: (text: string) => {
      const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
    ...fallback(standard),
  };
}

export type SettingValue<S> = S extends Setting<infer Value> ? Value : never;
