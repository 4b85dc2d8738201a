/** One HTTP request, ready to be written. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Absolute URL, every part of it encoded. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Ends the exchange at once, in whatever state it is. */
  readonly signal: AbortSignal;
}

/** One HTTP answer, whole, its body still in its content encoding. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

export interface TransportOptions {
  /** Upstream's base URL. */
  readonly baseUrl: string;
  /** Most bytes of one answer's body; a longer one is `unreadable`. */
  readonly maxResponseBytes: number;
  /** Most connections held open to upstream at once. */
  readonly maxConnections: number;
  /** HTTP proxy that requests are tunnelled through. */
  readonly proxyUrl: string | null;
}

/**
 * Idle connections are closed after this time: upstreams commonly close theirs after 5 seconds,
 * and a write sent on a connection that is just being closed is lost without an answer.
 */
export const IDLE_CONNECTION_MS = 4_000;

/** Carries requests and nothing more: it never retries, follows a redirect, decompresses or judges a status. */
export interface Transport {
  /** @throws {TransportError} when no whole answer came back */
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Closes idle connections. */
  close(): Promise<void>;
}

/**
 * Why no whole answer came back:
 * - `unreachable`: no connection was made, so nothing was sent;
 * - `cut`: the connection broke when something may have been sent;
 * - `unreadable`: what came back is not HTTP, or more than we are willing to hold;
 * - `aborted`: the request's signal ended it.
 */
export type TransportErrorKind = 'unreachable' | 'cut' | 'unreadable' | 'aborted';

export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly kind: TransportErrorKind;

  constructor(kind: TransportErrorKind, cause: unknown) {
    super(`${kind}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.kind = kind;
  }
}

/** What came back breaks HTTP (codes of the parser, llhttp, begin with HPE) or our bounds. */
const UNREADABLE = /^(HPE_\w+|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_EXCEEDED_MAX_SIZE)$/;
/** The parser's word for a connection that ends in the middle of an answer. */
const CUT_SHORT = 'HPE_INVALID_EOF_STATE';

/** No TCP or TLS connection came about: the name, the way, the certificate or the proxy was wrong. */
const NO_CONNECTION =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|ERR_PROXY_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|UND_ERR_CONNECT_TIMEOUT|UND_ERR_PRX_\w+)$/;

/**
 * Sorts an error of Node's HTTP client, got or undici by its code.
 *
 * @see https://nodejs.org/api/errors.html
 */
export function toTransportErrorKind(error: unknown): TransportErrorKind {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (UNREADABLE.test(code) && code !== CUT_SHORT) return 'unreadable';
  return NO_CONNECTION.test(code) || isConnectError(error) ? 'unreachable' : 'cut';
}

function isConnectError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('syscall' in error && error.syscall === 'connect') || isConnectError(error.cause);
}
