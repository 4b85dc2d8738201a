import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import got from 'got';
import {
  IDLE_CONNECTION_MS,
  type Transport,
  TransportError,
  type TransportOptions,
  type TransportRequest,
  toTransportErrorKind,
} from './transport.ts';

/** A transport on got and Node's own HTTP client, with connections kept alive. */
export function createGotTransport(options: TransportOptions): Transport {
  const agentOptions = {
    keepAlive: true,
    maxSockets: options.maxConnections,
    timeout: IDLE_CONNECTION_MS,
  };
  const http = new HttpAgent(agentOptions);
  const https = new HttpsAgent({
    ...agentOptions,
    ...(options.proxyUrl !== null && { proxyEnv: { HTTPS_PROXY: options.proxyUrl } }),
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
      // AbortSignal.any would do the same, at several times the cost.
      const abort = new AbortController();
      const forward = () => abort.abort(request.signal.reason);
      if (request.signal.aborted) forward();
      request.signal.addEventListener('abort', forward);
      let wasConnected = false;
      const noteConnection = () => {
        wasConnected = true;
      };
      try {
        const response = await client(request.url, {
          method: request.method,
          headers: request.headers,
          body: request.body,
          signal: abort.signal,
        })
          .on('request', (sent) => onConnected(sent, noteConnection))
          .on('downloadProgress', ({ transferred }) => {
            if (transferred > options.maxResponseBytes) abort.abort(new ResponseTooLarge());
          });
        return { status: response.statusCode, headers: response.headers, body: response.rawBody };
      } catch (error) {
        const failure = abort.signal.aborted ? abort.signal.reason : error;
        throw toTransportError(failure, request, wasConnected);
      } finally {
        request.signal.removeEventListener('abort', forward);
      }
    },
    async close() {
      http.destroy();
      https.destroy();
    },
  };
}

/** The body is more than we are willing to hold. */
class ResponseTooLarge extends Error {
  override readonly name = 'ResponseTooLarge';
}

function toTransportError(
  error: unknown,
  request: TransportRequest,
  wasConnected: boolean,
): TransportError {
  if (request.signal.aborted) return new TransportError('aborted', error);
  if (error instanceof ResponseTooLarge) return new TransportError('unreadable', error);
  return new TransportError(toTransportErrorKind(error, wasConnected), error);
}

/** Calls back once bytes of a request can leave: when its socket is connected, and for TLS has shaken hands. */
function onConnected(request: ClientRequest, listener: () => void): void {
  if (request.socket !== null) watchSocket(request.socket, listener);
  else request.once('socket', (socket) => watchSocket(socket, listener));
}

function watchSocket(socket: Socket, listener: () => void): void {
  if (isShakingHands(socket)) socket.once('secureConnect', listener);
  else if (socket.connecting) socket.once('connect', listener);
  else listener();
}

/** Node's TLS sockets have this flag from the start, and Node's types do not. @see lib/_tls_wrap.js */
function isShakingHands(socket: Socket): boolean {
  return 'secureConnecting' in socket && socket.secureConnecting === true;
}
