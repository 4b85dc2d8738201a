import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { parseRetryAfter } from '../calls/retry.ts';
import type { TransportResponse } from '../transport/transport.ts';

/** A complete answer, of whatever status. */
export interface Reply {
  readonly status: number;
  /** Decompressed text; null when it is not what its Content-Encoding says. */
  readonly body: string | null;
  /** Milliseconds that Retry-After asks to wait. */
  readonly retryAfterMs: number | null;
}

const inflate = promisify(gunzip);

/** @param maxBytes most bytes that a compressed body may grow to */
export async function toReply(response: TransportResponse, maxBytes: number): Promise<Reply> {
  const retryAfter = response.headers['retry-after'];
  return {
    status: response.status,
    body: await toText(response, maxBytes),
    retryAfterMs: typeof retryAfter === 'string' ? parseRetryAfter(retryAfter, Date.now()) : null,
  };
}

/** At once, unless there is something to decompress. */
function toText(
  { headers, body }: TransportResponse,
  maxBytes: number,
): string | null | Promise<string | null> {
  if (body.length === 0) return decode(body);
  switch (headers['content-encoding'] ?? 'identity') {
    case 'identity':
      return decode(body);
    case 'gzip':
      return decompress(body, maxBytes);
    default:
      return null;
  }
}

async function decompress(body: Uint8Array, maxBytes: number): Promise<string | null> {
  try {
    return decode(await inflate(body, { maxOutputLength: maxBytes }));
  } catch {
    return null;
  }
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** The body as JSON; undefined when it is none. */
export function parseJson(reply: Reply): unknown {
  if (reply.body === null) return undefined;
  try {
    return JSON.parse(reply.body);
  } catch {
    return undefined;
  }
}
