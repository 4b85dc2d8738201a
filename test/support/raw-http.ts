import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  /** Header fields as written: a name may appear twice, and values are Latin-1. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string | Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape, and assert on what they read
  readonly json: any;
}

/** Sends requests that `fetch` would reject or normalize, each on a separate connection. */
export function sendRaw(serviceUrl: string, request: RawRequest): Promise<RawAnswer> {
  const { method = 'POST', path = '/graphql', headers = [], body } = request;
  const { hostname, port } = new URL(serviceUrl);
  const length = body === undefined ? [] : ['content-length', String(Buffer.byteLength(body))];
  return new Promise((resolve, reject) => {
    const sent = httpRequest({
      method,
      hostname,
      port,
      path,
      agent: false,
      headers: ['host', `${hostname}:${port}`, ...headers.flat(), ...length],
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      text(response).then((received) => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: received, json: readJson(received) });
      }, reject);
    });
    // Node writes a string body together with the headers, and then both as UTF-8.
    sent.end(body === undefined ? undefined : Buffer.from(body));
  });
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
