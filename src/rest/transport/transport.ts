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

/** One HTTP response, complete, its body still in its content encoding. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

export interface TransportOptions {
  /** Maximum bytes of one response body; a longer one is `unreadable`. */
  readonly maxResponseBytes: number;
  /** Maximum connections held open to one origin. */
  readonly maxConnections: number;
  /** Time limit for one connection to be made, from its first packet over a proxy's tunnel to the end of TLS. */
  readonly connectTimeoutMs: number;
  /** HTTP proxy that https requests are tunnelled through; plain http is for upstreams in the same network. */
  readonly proxyUrl: string | null;
  /** Hosts reached without the proxy, as in the environment variable NO_PROXY. */
  readonly noProxy: string;
}

/** Carries requests and nothing more: it never retries, follows a redirect, decompresses or judges a status. */
export interface Transport {
  /** @throws {TransportError} when no complete response came back */
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Closes every connection, including those still being made. */
  close(): Promise<void>;
}

/**
 * Why no complete response came back:
 * - `unreachable`: no connection was made;
 * - `cut`: the connection broke when something may have been sent;
 * - `unreadable`: what came back is not HTTP, or exceeds our bounds;
 * - `aborted`: the request's signal ended it.
 */
export type TransportErrorKind = 'unreachable' | 'cut' | 'unreadable' | 'aborted';

export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly kind: TransportErrorKind;
  /** Whether the request had a connection, so that something of it may have reached upstream. */
  readonly mayHaveLeft: boolean;

  constructor(kind: TransportErrorKind, mayHaveLeft: boolean, cause: unknown) {
    super(`${kind}: ${describeCause(cause)}`, { cause });
    this.kind = kind;
    this.mayHaveLeft = mayHaveLeft;
  }
}

/** When every address of a host fails, Node throws an AggregateError whose own message is empty. */
function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const attempts = readAttempts(cause);
  if (attempts.length === 0) return cause.message;
  const reasons = attempts.map(describeCause).join('; ');
  return cause.message === '' ? reasons : `${cause.message}: ${reasons}`;
}

/** undici wraps the AggregateError of addresses that timed out once more. */
function readAttempts(error: Error): readonly unknown[] {
  if (error instanceof AggregateError) return error.errors;
  return error.cause instanceof AggregateError ? error.cause.errors : [];
}
