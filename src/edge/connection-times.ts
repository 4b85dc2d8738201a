export interface ConnectionTimesOptions {
  /** Time limit for one operation. */
  readonly operationTimeoutMs: number;
  /** Time limits for receiving a request's headers and the whole request. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
}

/** Time limits for the states of a client's connection, named like Fastify's options. */
export interface ConnectionTimes {
  readonly keepAliveTimeout: number;
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly headersTimeout: number;
  readonly connectionsCheckingInterval: number;
}

/** Longer than common load balancers' idle timeout (60 s), so that the balancer is the one to close idle connections. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
/** Node only checks for timed-out connections periodically; overshooting by a quarter is acceptable. */
const CHECKS_PER_TIMEOUT = 4;

export function toConnectionTimes(options: ConnectionTimesOptions): ConnectionTimes {
  const { operationTimeoutMs, headersTimeoutMs, requestTimeoutMs } = options;
  const shortestTimeoutMs = Math.min(headersTimeoutMs, requestTimeoutMs);
  return {
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    // Closes idle sockets of clients that do not read their response.
    connectionTimeout: operationTimeoutMs + KEEP_ALIVE_TIMEOUT_MS,
    requestTimeout: requestTimeoutMs,
    headersTimeout: shortestTimeoutMs,
    connectionsCheckingInterval: Math.ceil(shortestTimeoutMs / CHECKS_PER_TIMEOUT),
  };
}
