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
      // AbortSignal.any would do the same, at several times the cost.
      const abort = new AbortController();
      const forward = () => abort.abort(request.signal.reason);
      if (request.signal.aborted) forward();
      request.signal.addEventListener('abort', forward);
      try {
        const response = await client(request.url, {
          method: request.method,
          headers: request.headers,
          body: request.body,
          signal: abort.signal,
        }).on('downloadProgress', ({ transferred }) => {
          if (transferred > options.maxResponseBytes) abort.abort(new ResponseTooLarge());
        });
        return { status: response.statusCode, headers: response.headers, body: response.rawBody };
      } catch (error) {
        throw toTransportError(abort.signal.aborted ? abort.signal.reason : error, request);
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

function toTransportError(error: unknown, request: TransportRequest): TransportError {
  if (request.signal.aborted) return new TransportError('aborted', error);
  if (error instanceof ResponseTooLarge) return new TransportError('unreadable', error);
  return new TransportError(toTransportErrorKind(error), error);
}
