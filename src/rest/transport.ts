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
