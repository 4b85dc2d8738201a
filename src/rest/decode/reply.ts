import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { parseJson } from '../../domain/json.ts';
import type { TransportResponse } from '../transport/transport.ts';

/** A complete response with any status. */
export interface Reply {
  readonly status: number;
  /** Decompressed text without a byte order mark; null when it does not match its Content-Encoding. */
  readonly body: string | null;
  /** Milliseconds that Retry-After asks to wait. */
  readonly retryAfterMs: number | null;
}

const inflate = promisify(gunzip);

/**
 * @param maxBytes maximum size of the decompressed body
 * @param now the time, in milliseconds since the epoch
 */
export async function toReply(
  response: TransportResponse,
  maxBytes: number,
  now = Date.now(),
): Promise<Reply> {
  return {
    status: response.status,
    body: await toText(response, maxBytes),
    retryAfterMs: readRetryAfter(response, now),
  };
}

/** Of several headers the longest wait applies: a proxy may have added the others, and an early retry would fail. */
function readRetryAfter({ headers }: TransportResponse, now: number): number | null {
  const waits = toList(headers['retry-after'])
    .map((text) => parseRetryAfter(text, now))
    .filter((wait) => wait !== null);
  return waits.length === 0 ? null : Math.max(...waits);
}

/**
 * Reads a Retry-After header: seconds, or an HTTP date.
 *
 * @param now the time, in milliseconds since the epoch
 * @returns milliseconds to wait; null for anything else
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
function parseRetryAfter(header: string, now: number): number | null {
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // Date.parse accepts far more than HTTP dates, such as "-5".
  const date = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** Synchronous unless the body is compressed. */
function toText(
  { headers, body }: TransportResponse,
  maxBytes: number,
): string | null | Promise<string | null> {
  const [coding, another] = readCodings(headers['content-encoding']);
  if (coding === undefined || body.length === 0) return decode(body);
  return isGzip(coding) && another === undefined ? decompress(body, maxBytes) : null;
}

/**
 * The codings to undo. Their names are case-insensitive, and the list may be empty.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1
 */
function readCodings(header: string | readonly string[] | undefined): readonly string[] {
  if (header === undefined) return [];
  return toList(header)
    .flatMap((text) => text.split(','))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
}

/** "A recipient SHOULD consider 'x-gzip' to be equivalent to 'gzip'", RFC 9110, section 8.4.1.3. */
function isGzip(coding: string): boolean {
  return coding === 'gzip' || coding === 'x-gzip';
}

function toList(header: string | readonly string[] | undefined): readonly string[] {
  if (header === undefined) return [];
  return typeof header === 'string' ? [header] : header;
}

async function decompress(body: Uint8Array, maxBytes: number): Promise<string | null> {
  try {
    return decode(await inflate(body, { maxOutputLength: maxBytes }));
  } catch {
    return null;
  }
}

const BYTE_ORDER_MARK = '\ufeff';

function decode(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

/** The body as JSON; undefined when it is not JSON. */
export function readJson({ body }: Reply): unknown {
  return body === null ? undefined : parseJson(body);
}
