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

/**
 * Sorts an error of Node's HTTP client, got or undici.
 *
 * Its code cannot tell whether something was sent: EHOSTUNREACH and ERR_SSL_… also end connections that have
 * carried a whole request.
 *
 * @param wasConnected whether the request had a connection, so that something of it can have left
 * @see https://nodejs.org/api/errors.html
 */
export function toTransportErrorKind(error: unknown, wasConnected: boolean): TransportErrorKind {
  if (!wasConnected) return 'unreachable';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return UNREADABLE.test(code) ? 'unreadable' : 'cut';
}
