import type { FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** Apollo Studio and Sandbox run in the browser, on this origin. */
const STUDIO_ORIGIN = 'https://studio.apollographql.com';

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1']);

/** What pages may read beside the headers that every page may. */
const EXPOSED_HEADERS = 'x-request-id, retry-after, idempotent-replayed';
const METHODS = 'GET, POST';
/** Browsers keep the answer to a preflight for so long; Chromium's own maximum is two hours. */
const PREFLIGHT_MAX_AGE_SECONDS = '600';

export interface CorsOptions {
  readonly corsOrigins: readonly string[];
  readonly allowLocal: boolean;
}

/** Whether pages of an origin may call the service. */
export function isAllowedOrigin(origin: string, { corsOrigins, allowLocal }: CorsOptions): boolean {
  if (origin === STUDIO_ORIGIN || corsOrigins.includes(origin)) return true;
  return allowLocal && LOCAL_HOSTS.has(URL.parse(origin)?.hostname ?? '');
}

type Headers = Readonly<Record<string, string>>;

/** The answer depends on who asks, so that a cache must keep one for each origin. */
const NOT_READABLE: Headers = { vary: 'Origin' };

/**
 * CORS headers of any answer, those of malformed requests included.
 *
 * By hand, not by @fastify/cors: its hook does not run for the answers to requests that Node's parser or Fastify's
 * router refuses, and a page can only read an error that has these headers.
 */
export function toCorsHeaders(origin: string | undefined, options: CorsOptions): Headers {
  if (origin === undefined || !isAllowedOrigin(origin, options)) return NOT_READABLE;
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': EXPOSED_HEADERS,
  };
}

/** A browser asks by OPTIONS whether a page may send a request. @see https://fetch.spec.whatwg.org/#cors-preflight-request */
export function isPreflight({ method, headers }: FastifyRequest): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

/**
 * Headers that a preflight is answered with beside those of `toCorsHeaders`. A page may send any header: none that it
 * can set proves anything but its user's own credential.
 *
 * @throws {Refusal} for an origin that is not allowed
 */
export function toPreflightHeaders({ headers }: FastifyRequest, options: CorsOptions): Headers {
  if (!isAllowedOrigin(headers.origin ?? '', options)) {
    throw new Refusal({
      status: 403,
      code: 'BAD_REQUEST',
      message:
        'Pages of this origin may not call the service. Add the origin to the setting CORS_ORIGINS.',
    });
  }
  return {
    vary: 'Origin, Access-Control-Request-Headers',
    'access-control-allow-methods': METHODS,
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
    'access-control-max-age': PREFLIGHT_MAX_AGE_SECONDS,
  };
}
