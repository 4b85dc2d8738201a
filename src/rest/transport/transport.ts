/** One HTTP request, ready to be written. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Absolute URL, every part of it encoded. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Ends the exchange immediately, whatever its state. */
  readonly signal: AbortSignal;
}

/** One complete HTTP response, its body still compressed as received. */
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
  /** Time limit for making one connection: TCP, a proxy's tunnel and TLS together. */
  readonly connectTimeoutMs: number;
  /** HTTP proxy for https requests. Plain http bypasses it, being meant for an upstream in the same network. */
  readonly proxyUrl: string | null;
  /** Hosts reached without the proxy, as in the environment variable NO_PROXY. */
  readonly noProxy: string;
}

/** Sends requests and nothing more: it never retries, follows redirects, decompresses or interprets a status. */
export interface Transport {
  /** @throws {TransportError} when no complete response came back */
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Closes every connection, including those still being made. */
  close(): Promise<void>;
}

/** Joins the chunks of a body; a single chunk is not copied. */
export function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  return first && chunks.length === 1 ? first : Buffer.concat(chunks);
}

/**
 * Why no complete response came back:
 * - `unreachable`: no connection was made;
 * - `cut`: the connection broke after something may have been sent;
 * - `unreadable`: the response is not valid HTTP or exceeds our limits;
 * - `aborted`: the request's signal ended it.
 */
export type TransportErrorKind = 'unreachable' | 'cut' | 'unreadable' | 'aborted';

export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly kind: TransportErrorKind;
  /** Whether the request had a connection, so that upstream may have received it. */
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

/** When the addresses time out, undici wraps the AggregateError in another error. */
function readAttempts(error: Error): readonly unknown[] {
  if (error instanceof AggregateError) return error.errors;
  return error.cause instanceof AggregateError ? error.cause.errors : [];
}
