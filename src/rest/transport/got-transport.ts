import type { ClientRequest, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import got, { type RequestFunction } from 'got';
import { createPool } from './pool.ts';
import {
  concatenate,
  type Transport,
  TransportError,
  type TransportOptions,
  type TransportRequest,
  type TransportResponse,
} from './transport.ts';

/**
 * A transport on got; its `request` option sends requests through undici's pool instead of Node's HTTP client.
 *
 * @see docs/decisions/0011-got-and-undici.md
 */
export function createGotTransport(options: TransportOptions): Transport {
  const pool = createPool(options);
  const client = got.extend({
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: false,
    // The pool has checked the length already, and a 204 may have a Content-Length.
    strictContentLength: false,
  });

  return {
    async send(request) {
      let exchange: Promise<TransportResponse> | null = null;
      // got's promise API does the same at 1.5 times the cost.
      const stream = client.stream(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        // The pool obeys the request's signal; a listener of got's own would only cost.
        request: async () => {
          exchange = pool.send(request);
          // got reads only these properties, but its types require a whole IncomingMessage.
          return new CompleteResponse(await exchange) as unknown as AcceptableResponse;
        },
      });
      if (request.method !== 'GET' && request.body === undefined) stream.end();
      try {
        return await readResponse(stream);
      } catch (error) {
        // Throw the pool's error if there is one: unlike got's, it says whether the request may have been sent.
        await exchange;
        throw toTransportError(error, request, exchange !== null);
      }
    },
    close: () => pool.close(),
  };
}

/** A complete response as a stream, which got accepts instead of a ClientRequest. */
class CompleteResponse extends Readable {
  readonly statusCode: number;
  readonly headers: TransportResponse['headers'];
  readonly complete = true;
  readonly #body: Uint8Array;

  constructor({ status, headers, body }: TransportResponse) {
    super({ autoDestroy: false, emitClose: false });
    this.statusCode = status;
    this.headers = headers;
    this.#body = body;
  }

  override _read(): void {
    this.push(this.#body);
    this.push(null);
  }
}

/** What got's `request` option may resolve with, other than a ClientRequest. */
type AcceptableResponse = Exclude<Awaited<ReturnType<RequestFunction>>, ClientRequest | undefined>;

function readResponse(stream: Readable): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    let head: Pick<TransportResponse, 'status' | 'headers'> = { status: 0, headers: {} };
    const chunks: Uint8Array[] = [];
    stream.on('response', ({ statusCode: status = 0, headers }: IncomingMessage) => {
      head = { status, headers };
    });
    stream.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    stream.on('end', () => resolve({ ...head, body: concatenate(chunks) }));
    stream.on('error', reject);
  });
}

function toTransportError(
  error: unknown,
  { signal }: TransportRequest,
  mayHaveLeft: boolean,
): TransportError {
  return signal.aborted
    ? new TransportError('aborted', mayHaveLeft, signal.reason)
    : new TransportError('cut', mayHaveLeft, error);
}
