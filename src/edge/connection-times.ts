export interface ConnectionTimesOptions {
  /** Time limit for one operation. */
  readonly operationTimeoutMs: number;
  /** Time limits for a request's headers, and for the whole of it: whoever takes longer keeps a connection for nothing. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
}

/** How long a client's connection may stay in each of its states; the names are those of Fastify's options. */
export interface ConnectionTimes {
  readonly keepAliveTimeout: number;
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly headersTimeout: number;
  readonly connectionsCheckingInterval: number;
}

/** Longer than the idle time of common load balancers (60 s), so that it is never us who close first. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
/** Node looks for late connections only so often; a quarter more than their time is near enough. */
const CHECKS_PER_TIMEOUT = 4;

export function toConnectionTimes(options: ConnectionTimesOptions): ConnectionTimes {
  const { operationTimeoutMs, headersTimeoutMs, requestTimeoutMs } = options;
  const shortestTimeoutMs = Math.min(headersTimeoutMs, requestTimeoutMs);
  return {
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    // Nothing moves on such a connection any more: its client does not read what it asked for.
    connectionTimeout: operationTimeoutMs + KEEP_ALIVE_TIMEOUT_MS,
    requestTimeout: requestTimeoutMs,
    headersTimeout: shortestTimeoutMs,
    connectionsCheckingInterval: Math.ceil(shortestTimeoutMs / CHECKS_PER_TIMEOUT),
  };
}
