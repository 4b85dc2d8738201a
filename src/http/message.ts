import type { IncomingHttpHeaders } from 'node:http';

/** As Apollo Server writes it. */
export const JSON_TYPE = 'application/json; charset=utf-8';

/** An HTTP request as plain data, before GraphQL interprets it. */
export interface HttpRequest {
  readonly method: string;
  /** By lower-case name. */
  readonly headers: IncomingHttpHeaders;
  /** Query string with its question mark; empty if there is none. */
  readonly search: string;
  /** The parsed JSON body; undefined if the body is not JSON. */
  readonly body: unknown;
}

/** A request to /graphql with its connection's facts. */
export interface IncomingRequest extends HttpRequest {
  readonly requestId: string;
  /** Name, value, name, value, … as received, so that repeated headers are visible. */
  readonly rawHeaders: readonly string[];
  /** The caller's address, as the trusted proxies report it. */
  readonly address: string;
  /** Calls the listener when the client disconnects before the response is complete. */
  onClientLeft(listener: () => void): void;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly body: string;
  /** Whether the body only describes the schema, and so holds no caller's data. */
  readonly isSchema?: boolean;
}
