import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import got, { RequestError } from 'got';
import {
  type Transport,
  TransportError,
  type TransportErrorKind,
  type TransportRequest,
} from './transport.ts';

export interface GotTransportOptions {
  /** Most bytes of one answer's body; a longer one is `unreadable`. */
  readonly maxResponseBytes: number;
  /** Most connections held open to upstream at once. */
  readonly maxConnections: number;
  /** Proxy that https requests are tunnelled through, and the hosts it is not used for. */
  readonly proxy?: { readonly HTTPS_PROXY: string; readonly NO_PROXY: string } | undefined;
}

/**
 * Idle connections are closed after this time: upstreams commonly close theirs after 5 seconds,
 * and a write sent on a connection that is just being closed is lost without an answer.
 */
const IDLE_CONNECTION_MS = 4_000;

/** A transport on got and Node's own HTTP client, with connections kept alive. */
export function createGotTransport(options: GotTransportOptions): Transport {
  const agentOptions = {
    keepAlive: true,
    maxSockets: options.maxConnections,
    timeout: IDLE_CONNECTION_MS,
  };
  const http = new HttpAgent(agentOptions);
  const https = new HttpsAgent({
    ...agentOptions,
    ...(options.proxy && { proxyEnv: { ...options.proxy } }),
  });
  const client = got.extend({
    agent: { http, https },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: false,
    responseType: 'buffer',
  });

  return {
    async send(request) {
      const tooLarge = new AbortController();
      try {
        const response = await client(request.url, {
          method: request.method,
          headers: request.headers,
          body: request.body,
          signal: AbortSignal.any([request.signal, tooLarge.signal]),
        }).on('downloadProgress', ({ transferred }) => {
          if (transferred > options.maxResponseBytes) {
            tooLarge.abort(new Error(`body over ${options.maxResponseBytes} bytes`));
          }
        });
        return { status: response.statusCode, headers: response.headers, body: response.rawBody };
      } catch (error) {
        throw toTransportError(error, request, tooLarge.signal);
      }
    },
    async close() {
      http.destroy();
      https.destroy();
    },
  };
}

function toTransportError(
  error: unknown,
  request: TransportRequest,
  tooLarge: AbortSignal,
): TransportError {
  if (request.signal.aborted) return new TransportError('aborted', request.signal.reason);
  if (tooLarge.aborted) return new TransportError('unreadable', tooLarge.reason);
  return new TransportError(toKind(error), error);
}

/** Codes of llhttp, Node's HTTP parser, all begin so; see https://nodejs.org/api/errors.html. */
const PARSER_ERROR = /^HPE_/;

/** No TCP or TLS connection came about: Node says so by the system call, got by the certificate's code. */
const NO_CONNECTION =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|ERR_PROXY_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/;

function toKind(error: unknown): TransportErrorKind {
  if (!(error instanceof RequestError)) return 'cut';
  if (PARSER_ERROR.test(error.code)) {
    // A body or header cut short by the end of the connection is a parser error too.
    return error.code === 'HPE_INVALID_EOF_STATE' ? 'cut' : 'unreadable';
  }
  return NO_CONNECTION.test(error.code) || isConnectError(error.cause) ? 'unreachable' : 'cut';
}

function isConnectError(cause: unknown): boolean {
  return cause instanceof Error && 'syscall' in cause && cause.syscall === 'connect';
}
