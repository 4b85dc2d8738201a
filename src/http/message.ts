import type { IncomingHttpHeaders } from 'node:http';

/** A request as plain data, read from the wire and no further. */
export interface HttpRequest {
  readonly method: string;
  /** By lower-case name. */
  readonly headers: IncomingHttpHeaders;
  /** Query string with its question mark; empty if there is none. */
  readonly search: string;
  /** The parsed JSON body; undefined if the body is not JSON. */
  readonly body: unknown;
}

/** A request for /graphql with what the socket says about its sender. */
export interface IncomingRequest extends HttpRequest {
  readonly requestId: string;
  /** Name, value, name, value, … as they arrived, so that a repeated header can be told apart. */
  readonly rawHeaders: readonly string[];
  /** The caller's address, as the trusted proxies report it. */
  readonly address: string;
  /** Calls back when the client closes its connection before the answer is complete. */
  onClientLeft(listener: () => void): void;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly body: string;
}
