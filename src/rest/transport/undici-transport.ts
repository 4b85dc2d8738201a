import { type Dispatcher, errors, Pool, ProxyAgent } from 'undici';
import {
  IDLE_CONNECTION_MS,
  type Transport,
  TransportError,
  type TransportErrorKind,
  type TransportOptions,
  type TransportRequest,
  type TransportResponse,
  toTransportErrorKind,
} from './transport.ts';

/** The words of undici's parser for a connection that ends in the middle of an answer. */
const CUT_SHORT = 'Invalid EOF state';

/** A transport on undici's pool: a fraction of got's cost for each call. */
export function createUndiciTransport(options: TransportOptions): Transport {
  const { origin } = new URL(options.baseUrl);
  const poolOptions = {
    connections: options.maxConnections,
    keepAliveTimeout: IDLE_CONNECTION_MS,
    keepAliveMaxTimeout: IDLE_CONNECTION_MS,
    maxResponseSize: options.maxResponseBytes,
    // The operation's deadline ends every wait; undici's own would only end some of them earlier.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const dispatcher: Dispatcher =
    options.proxyUrl === null
      ? new Pool(origin, poolOptions)
      : new ProxyAgent({ uri: options.proxyUrl, ...poolOptions });

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        dispatcher.dispatch(
          {
            origin,
            path: request.url.slice(origin.length),
            method: request.method,
            headers: request.headers,
            body: request.body ?? null,
          },
          new Exchange(request, resolve, reject),
        );
      }),
    close: () => dispatcher.destroy(),
  };
}

/** Collects one answer; a class, so that a call costs one object instead of five closures. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: TransportRequest;
  readonly #resolve: (response: TransportResponse) => void;
  readonly #reject: (error: TransportError) => void;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: TransportResponse['headers'] = {};

  constructor(
    request: TransportRequest,
    resolve: (response: TransportResponse) => void,
    reject: (error: TransportError) => void,
  ) {
    this.#request = request;
    this.#resolve = resolve;
    this.#reject = reject;
    request.signal.addEventListener('abort', this);
  }

  /** The signal's listener. */
  handleEvent(): void {
    this.#controller?.abort(this.#request.signal.reason);
    this.#fail(this.#request.signal.reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#request.signal.aborted) controller.abort(this.#request.signal.reason);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: TransportResponse['headers'],
  ): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#request.signal.removeEventListener('abort', this);
    const [first] = this.#chunks;
    this.#resolve({
      status: this.#status,
      headers: this.#headers,
      body: first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks),
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error);
  }

  #fail(error: unknown): void {
    const { signal } = this.#request;
    signal.removeEventListener('abort', this);
    this.#reject(new TransportError(this.#toKind(error), signal.aborted ? signal.reason : error));
  }

  #toKind(error: unknown): TransportErrorKind {
    if (this.#request.signal.aborted) return 'aborted';
    // A request is started when it has a connection to be written to, and not before.
    const wasConnected = this.#controller !== null;
    return wasConnected && isNoHttp(error, this.#status >= 200)
      ? 'unreadable'
      : toTransportErrorKind(error, wasConnected);
  }
}

/**
 * undici's parser gives its errors no code, and calls whatever it meets behind a Content-Length a wrong length.
 *
 * @param hasHead whether the answer's head was read
 */
function isNoHttp(error: unknown, hasHead: boolean): boolean {
  if (error instanceof errors.HTTPParserError) return !error.message.includes(CUT_SHORT);
  return error instanceof errors.ResponseContentLengthMismatchError && !hasHead;
}
