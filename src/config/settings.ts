import {
  parseBaseUrl,
  parseBoolean,
  parseHosts,
  parseHttpUrl,
  parseOrigins,
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
      'Processes that share the port and the work, one a core at most. Each has a circuit breaker and limits on upstream calls of its own, and rate limits unless REDIS_URL is set.',
    ...wholeNumber(1, 64, 1),
  }),
  upstreamUrl: setting<string | null>({
    variable: 'TILEDB_REST_URL',
    description:
      "Base URL of TileDB's REST API, without `/v1`: `https://api.tiledb.com`. The host of a region (`https://us-east-1.aws.api.tiledb.com`) saves a redirect for each call. Not set, and outside production, the demo's emulator is used.",
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
    description: 'HTTP proxy through which an https upstream is reached.',
    expected: 'an http or https URL',
    parse: parseHttpUrl,
    defaultText: 'none',
    fallback: () => null,
  }),
  extraCaCerts: setting<string | null>({
    variable: 'NODE_EXTRA_CA_CERTS',
    description:
      'File of PEM certificates that an https upstream and a Redis may be signed by, beside the well-known ones. Node itself reads it.',
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
      "Origins whose pages may call the service, separated by commas, beside Apollo Studio's and (outside production) localhost.",
    expected: 'origins such as `https://app.example.com`, separated by commas',
    parse: parseOrigins,
    defaultText: 'none',
    fallback: () => [],
  }),
  trustProxy: setting<boolean | number | string[]>({
    variable: 'TRUST_PROXY',
    description:
      "Whose X-Forwarded-For tells the caller's address: `true`, `false`, how many proxies stand in front, or their addresses and networks.",
    expected:
      '`true`, `false`, a number of proxies, or IP addresses and CIDR blocks separated by commas',
    parse: parseTrustProxy,
    ...fallback(false),
  }),
  explorer: setting<ExplorerKind>({
    variable: 'EXPLORER',
    description:
      'What a browser is shown at /graphql: GraphiQL from our own origin, Apollo Sandbox from its CDN, or nothing.',
    expected: `one of ${EXPLORER_KINDS.join(', ')}`,
    parse: (text) => EXPLORER_KINDS.find((kind) => kind === text),
    defaultText: 'graphiql; off in production',
    fallback: (isProduction) => (isProduction ? 'off' : 'graphiql'),
  }),
  routerSecret: setting<string | null>({
    variable: 'ROUTER_SECRET',
    description:
      'Secret that a gateway must send as the header `Router-Authorization`; any other request for `/graphql` is answered 401.',
    expected: '16 to 256 visible ASCII characters, without spaces',
    parse: (text) => (/^[\x21-\x7e]{16,256}$/.test(text) ? text : undefined),
    defaultText: 'none: anybody may ask',
    fallback: () => null,
    isSecret: true,
  }),
  trustedDocuments: setting<TrustedDocumentsPolicy>({
    variable: 'TRUSTED_DOCUMENTS',
    description:
      'Which documents are run: any, or only those of the manifest. For direct clients: a gateway writes documents of its own.',
    expected: `one of ${TRUSTED_DOCUMENTS_POLICIES.join(', ')}`,
    parse: (text) => TRUSTED_DOCUMENTS_POLICIES.find((policy) => policy === text),
    ...fallback<TrustedDocumentsPolicy>('off'),
  }),
  trustedDocumentsManifest: setting<string | null>({
    variable: 'TRUSTED_DOCUMENTS_MANIFEST',
    description:
      "File of the documents that are run, in the format of Apollo's persisted query manifest.",
    expected: 'the path of a file',
    parse: (text) => text,
    defaultText: 'none',
    fallback: () => null,
  }),
  introspection: setting({
    variable: 'INTROSPECTION',
    description:
      'Whether clients may ask for the schema by introspection; off, errors suggest no names either. Its SDL (`_service`), which gateways ask for, is always given: ROUTER_SECRET keeps it from others.',
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
    description: 'Least severe log lines that are written.',
    expected: `one of ${LOG_LEVELS.join(', ')}`,
    parse: (text) => LOG_LEVELS.find((level) => level === text),
    ...fallback<LogLevel>('info'),
  }),
  logFormat: setting<LogFormat>({
    variable: 'LOG_FORMAT',
    description:
      '`json` for one JSON object a line, `readable` for people; `auto` is readable in a terminal and JSON elsewhere.',
    expected: `one of ${LOG_FORMATS.join(', ')}`,
    parse: (text) => LOG_FORMATS.find((format) => format === text),
    ...fallback<LogFormat>('auto'),
  }),
  logEmails: setting({
    variable: 'LOG_EMAILS',
    description: 'Whether e-mail addresses may appear in the log; else they read `[e-mail]`.',
    expected: '`true` or `false`',
    parse: parseBoolean,
    ...fallback(false),
  }),
  otlpEndpoint: setting<string | null>({
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    description:
      'Base URL of an OpenTelemetry collector that takes OTLP over HTTP; not set, nothing is traced, and W3C trace context is passed on as it came.',
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
  otelServiceName: setting({
    variable: 'OTEL_SERVICE_NAME',
    description: "The service's name in traces.",
    expected: 'a text',
    parse: (text) => text,
    ...fallback('tiledb-invitations-graphql'),
  }),
  traceSampleRatio: setting({
    variable: 'TRACE_SAMPLE_RATIO',
    description:
      'Share of the operations that are traced; one that comes with a trace is traced as its caller decided.',
    expected: 'a number from 0 to 1',
    parse: (text) => {
      const value = /^\d(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
      return value <= 1 ? value : undefined;
    },
    ...fallback(1),
  }),
  metricsPort: setting<number | null>({
    variable: 'METRICS_PORT',
    description:
      'TCP port of its own for `/metrics`, so that clients cannot read them; not set, they are on PORT.',
    ...wholeNumber(0, 65_535, 0),
    defaultText: 'PORT',
    fallback: () => null,
  }),
  operationTimeoutMs: setting({
    variable: 'OPERATION_TIMEOUT_MS',
    description:
      "Longest time one GraphQL operation may take; keep it below your gateway's own limit.",
    ...wholeNumber(1, 600_000, 25_000),
  }),
  drainTimeoutMs: setting({
    variable: 'DRAIN_TIMEOUT_MS',
    description:
      'Longest time from SIGTERM to the end, in which running operations finish; a second signal, from half a second on, ends it at once.',
    ...wholeNumber(0, 600_000, 28_000),
  }),
  drainDelayMs: setting({
    variable: 'DRAIN_DELAY_MS',
    description:
      'How long after SIGTERM new work is still taken while /readyz says 503, so that load balancers notice.',
    ...wholeNumber(0, 600_000, 0),
    defaultText: '0; 2000 in production',
    fallback: (isProduction) => (isProduction ? 2_000 : 0),
  }),
  lookupMaxPages: setting({
    variable: 'LOOKUP_MAX_PAGES',
    description: 'Pages of 100 that the lookups by id of one operation may read.',
    ...wholeNumber(1, 10_000, 20),
  }),
  maxRecipients: setting({
    variable: 'MAX_RECIPIENTS',
    description: 'Different recipients that one invite mutation may name.',
    ...wholeNumber(1, 10_000, 100),
  }),
  headersTimeoutMs: setting({
    variable: 'HEADERS_TIMEOUT_MS',
    description: 'Longest time that a client may take to send the headers of a request.',
    ...wholeNumber(1, 600_000, 10_000),
  }),
  requestTimeoutMs: setting({
    variable: 'REQUEST_TIMEOUT_MS',
    description: 'Longest time that a client may take to send a whole request.',
    ...wholeNumber(1, 600_000, 30_000),
  }),
  maxHeaderBytes: setting({
    variable: 'MAX_HEADER_BYTES',
    description: 'Size of the headers of a request.',
    ...wholeNumber(1_000, 1_000_000, 16_384),
  }),
  maxBodyBytes: setting({
    variable: 'MAX_BODY_BYTES',
    description: 'Size of a request body.',
    ...wholeNumber(1_000, 100_000_000, 1_000_000),
  }),
  maxTokens: setting({
    variable: 'MAX_TOKENS',
    description: 'Tokens of a GraphQL document.',
    ...wholeNumber(1, 1_000_000, 5_000),
  }),
  maxDepth: setting({
    variable: 'MAX_DEPTH',
    description: 'Levels of fields in an operation.',
    ...wholeNumber(1, 1_000, 12),
  }),
  maxAliases: setting({
    variable: 'MAX_ALIASES',
    description: 'Aliases in an operation.',
    ...wholeNumber(0, 10_000, 50),
  }),
  maxMutationFields: setting({
    variable: 'MAX_MUTATION_FIELDS',
    description: 'Root fields in a mutation.',
    ...wholeNumber(1, 1_000, 10),
  }),
  maxItems: setting({
    variable: 'MAX_ITEMS',
    description: 'Page sizes that one operation asks for, summed; a list within a list multiplies.',
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
      'Operations that one caller (a credential, else an address) may send a minute; 0 sets no limit.',
    ...wholeNumber(0, 1_000_000_000, 1_200),
  }),
  rateLimitEmailsPerHour: setting({
    variable: 'RATE_LIMIT_EMAILS_PER_HOUR',
    description: 'Recipients that one caller may invite an hour; 0 sets no limit.',
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
      'How long the outcome of a mutation with an idempotency key is kept. A repeat after that is sent again.',
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
    description: 'Longest time that a command to Redis may take before it is done without.',
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
    description: "Size of one answer of upstream's.",
    ...wholeNumber(1_000, 1_000_000_000, 10_000_000),
  }),
  upstreamMaxConcurrent: setting({
    variable: 'UPSTREAM_MAX_CONCURRENT',
    description: 'Upstream calls under way at once, and so connections held open.',
    ...wholeNumber(1, 100_000, 256),
  }),
  upstreamMaxQueued: setting({
    variable: 'UPSTREAM_MAX_QUEUED',
    description:
      'Upstream calls that may wait for a place; more are answered UPSTREAM_UNAVAILABLE.',
    ...wholeNumber(0, 1_000_000, 1_024),
  }),
  breakerMinimumRps: setting({
    variable: 'BREAKER_MINIMUM_RPS',
    description:
      'Upstream calls a second, over ten seconds, from which on the circuit breaker opens when half of them fail.',
    ...wholeNumber(1, 100_000, 20),
  }),
  breakerOpenMs: setting({
    variable: 'BREAKER_OPEN_MS',
    description: 'How long an open circuit breaker waits before it lets one call try.',
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
