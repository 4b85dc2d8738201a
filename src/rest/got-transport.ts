import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
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
  return new TransportError(toTransportErrorKind(error), error);
}
