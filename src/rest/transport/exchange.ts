import { type Dispatcher, errors } from 'undici';
import type { ConnectAttempt } from './connector.ts';
import {
  concatenate,
  TransportError,
  type TransportErrorKind,
  type TransportRequest,
  type TransportResponse,
} from './transport.ts';

/** Collects one response from undici; a class, so that a call costs one object instead of five closures. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: TransportRequest;
  readonly #resolve: (response: TransportResponse) => void;
  readonly #reject: (error: TransportError) => void;
  readonly #chunks: Buffer[] = [];
  /** Null until the request has a connection. */
  #controller: Dispatcher.DispatchController | null = null;
  #attempt: ConnectAttempt | null = null;
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

  /** The connection that is being made for this request. */
  onConnectAttempt(attempt: ConnectAttempt): void {
    this.#attempt = attempt;
  }

  /** The signal's listener. */
  handleEvent(): void {
    const { reason } = this.#request.signal;
    this.#fail(reason);
    if (this.#controller === null) this.#attempt?.cancel(reason);
    else this.#controller.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const { signal } = this.#request;
    if (signal.aborted) controller.abort(signal.reason);
    else this.#controller = controller;
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: TransportResponse['headers'],
  ): void {
    // undici rejects a 101 with an Upgrade header, but waits indefinitely after one without.
    if (status === SWITCHING_PROTOCOLS) {
      controller.abort(new Error('the response switches protocols'));
      return;
    }
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#request.signal.removeEventListener('abort', this);
    this.#resolve({
      status: this.#status,
      headers: this.#headers,
      body: concatenate(this.#chunks),
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error);
  }

  #fail(error: unknown): void {
    const { signal } = this.#request;
    signal.removeEventListener('abort', this);
    const cause = signal.aborted ? signal.reason : error;
    this.#reject(new TransportError(this.#toKind(error), this.#controller !== null, cause));
  }

  #toKind(error: unknown): TransportErrorKind {
    if (this.#request.signal.aborted) return 'aborted';
    // The error's code is not enough: EHOSTUNREACH and ERR_SSL_… can also end a connection after a whole request.
    if (this.#controller === null) return 'unreachable';
    return isUnreadable(error, this.#status >= 200) ? 'unreadable' : 'cut';
  }
}

const SWITCHING_PROTOCOLS = 101;

/** In the message of undici's parser error when a connection ends in the middle of a response. */
const CUT_SHORT = 'Invalid EOF state';

/**
 * Whether an error means that the response breaks HTTP or our limits, rather than that the connection broke. undici's
 * parser errors have no distinct codes, and it reports anything unexpected after a Content-Length as a length mismatch.
 *
 * @param hasHead whether the head of the final response was read
 */
function isUnreadable(error: unknown, hasHead: boolean): boolean {
  if (error instanceof errors.HTTPParserError) return !error.message.includes(CUT_SHORT);
  if (error instanceof errors.ResponseContentLengthMismatchError) return !hasHead;
  return (
    error instanceof errors.HeadersOverflowError ||
    error instanceof errors.ResponseExceededMaxSizeError
  );
}
