import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

/** The response to one GET; redirects are not followed. */
export interface Answer {
  url: string;
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  isGzipped: boolean;
  /** The connection had served another request before. */
  isReused: boolean;
  sentAt: number;
  tookMs: number;
}

export type Ask = (url: string, headers: Readonly<Record<string, string>>) => Promise<Answer>;

const TIMEOUT_MS = 30_000;

/** Sends GETs, and nothing else, over connections that are kept open. */
export function createAsk(): { ask: Ask; close(): void } {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true }),
    'https:': new HttpsAgent({ keepAlive: true }),
  };
  return {
    ask(url, headers) {
      const isHttps = url.startsWith('https:');
      const send = isHttps ? httpsRequest : httpRequest;
      const sentAt = Date.now();
      const start = performance.now();
      return new Promise((resolve, reject) => {
        const request = send(url, {
          method: 'GET',
          agent: agents[isHttps ? 'https:' : 'http:'],
          headers: { accept: 'application/json', 'accept-encoding': 'gzip', ...headers },
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        request.on('error', reject);
        request.on('response', (response) => {
          buffer(response)
            .then((bytes) => {
              const isGzipped = response.headers['content-encoding'] === 'gzip';
              resolve({
                url,
                status: response.statusCode ?? 0,
                headers: response.headers,
                body: (isGzipped ? gunzipSync(bytes) : bytes).toString(),
                isGzipped,
                isReused: request.reusedSocket,
                sentAt,
                tookMs: performance.now() - start,
              });
            })
            .catch(reject);
        });
        request.end();
      });
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}
