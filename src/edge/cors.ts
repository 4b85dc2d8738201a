import type { FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** Apollo Studio and Sandbox run in the browser on this origin. */
const STUDIO_ORIGIN = 'https://studio.apollographql.com';

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1']);

/** Response headers that pages may read in addition to the CORS-safelisted ones. */
const EXPOSED_HEADERS = 'x-request-id, retry-after, idempotent-replayed';
const METHODS = 'GET, POST';
/** How long browsers may cache a preflight response; Chromium caps it at two hours. */
const PREFLIGHT_MAX_AGE_SECONDS = '600';

export interface CorsOptions {
  readonly corsOrigins: readonly string[];
  /** Whether pages served from this machine may call the service. */
  readonly allowLocalOrigins: boolean;
}

/** Whether pages from an origin may call the service. */
function isAllowedOrigin(origin: string, { corsOrigins, allowLocalOrigins }: CorsOptions): boolean {
  if (origin === STUDIO_ORIGIN || corsOrigins.includes(origin)) return true;
  return allowLocalOrigins && LOCAL_HOSTS.has(URL.parse(origin)?.hostname ?? '');
}

type Headers = Readonly<Record<string, string>>;

/** The response depends on the origin, so caches must keep one per origin. */
const NOT_READABLE: Headers = { vary: 'Origin' };

/**
 * CORS headers of any response, including responses to malformed requests.
 *
 * Not @fastify/cors: its hook does not run for requests that Node's parser or Fastify's router rejects, and without these
 * headers a page cannot read the error.
 */
export function toCorsHeaders(origin: string | undefined, options: CorsOptions): Headers {
  if (origin === undefined || !isAllowedOrigin(origin, options)) return NOT_READABLE;
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': EXPOSED_HEADERS,
  };
}

/** Whether this is a browser's CORS preflight. @see https://fetch.spec.whatwg.org/#cors-preflight-request */
export function isPreflight({ method, headers }: FastifyRequest): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

/**
 * Headers of a preflight response in addition to those of `toCorsHeaders`. Any request header is allowed: the only thing
 * that a page's headers can prove is its user's own credential.
 *
 * @throws {Refusal} for an origin that is not allowed
 */
export function toPreflightHeaders({ headers }: FastifyRequest, options: CorsOptions): Headers {
  if (!isAllowedOrigin(headers.origin ?? '', options)) {
    throw new Refusal({
      status: 403,
      code: 'BAD_REQUEST',
      message:
        'Pages from this origin may not call the service. Add the origin to the setting CORS_ORIGINS.',
    });
  }
  return {
    vary: 'Origin, Access-Control-Request-Headers',
    'access-control-allow-methods': METHODS,
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
    'access-control-max-age': PREFLIGHT_MAX_AGE_SECONDS,
  };
}
