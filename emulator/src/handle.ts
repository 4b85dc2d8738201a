import type { IncomingHttpHeaders } from 'node:http';
import { type Answer, Refusal } from './answer.ts';
import { findCaller } from './credentials.ts';
import type { Dialect, World } from './model.ts';
import { findRoutes, type Route, readParameters } from './routes.ts';
import type { Settings } from './settings.ts';
import { readPath, readQuery, type Segment } from './target.ts';

/** The operation of a request line, or why it has none. */
export type Reading = { route: Route; path: readonly Segment[] } | { refusal: Refusal };

/** Finds the operation before anything else is checked. */
export function readRequestLine(
  { method, target, prefix }: { method: string; target: string; prefix: string },
  dialect: Dialect,
): Reading {
  try {
    const path = readPath(withoutPrefix(target, prefix));
    return { route: requireRoute(method, path, dialect), path };
  } catch (error) {
    return { refusal: toRefusal(error) };
  }
}

/** The parts of a request. */
export interface Incoming {
  reading: Reading;
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
  requestId: string;
}

/** The state that handles it. */
export interface Surroundings {
  world: World;
  settings: Settings;
  now: Date;
}

/** Carries out one request, or rejects it. */
export function handle(incoming: Incoming, surroundings: Surroundings): Answer {
  try {
    return carryOut(incoming, surroundings);
  } catch (error) {
    return toRefusal(error).toAnswer(incoming.requestId);
  }
}

function carryOut(
  { reading, target, headers, body }: Incoming,
  surroundings: Surroundings,
): Answer {
  if ('refusal' in reading) throw reading.refusal;
  const { route, path } = reading;
  const caller = findCaller(surroundings.world, headers);
  if (caller === undefined) {
    throw new Refusal(401, 'Unauthorized', {
      headers: { 'www-authenticate': 'Basic realm="TileDB"' },
    });
  }
  return route.handle({
    ...surroundings,
    caller,
    parameters: readParameters(route, path),
    query: requireQuery(route, target),
    contentType: headers['content-type'] ?? '',
    body: requireBody(route, body),
  });
}

function withoutPrefix(target: string, prefix: string): string {
  if (!target.startsWith(`${prefix}/`)) throw refusePath();
  return target.slice(prefix.length);
}

function requireRoute(method: string, path: readonly Segment[], dialect: Dialect): Route {
  const routes = findRoutes(path, dialect);
  if (routes.length === 0) throw refusePath();
  const route = routes.find((known) => known.method === method);
  if (route === undefined) {
    const allow = routes.map((known) => known.method).join(', ');
    throw new Refusal(405, `The method must be ${allow}, not ${method}`, { headers: { allow } });
  }
  return route;
}

/** A path without an operation; has no Error body, since the router responds. */
function refusePath(): Refusal {
  return new Refusal(404, 'There is nothing here', { isSilent: true });
}

function requireQuery(route: Route, target: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of readQuery(target)) {
    if (route.takes !== 'query') {
      throw new Refusal(400, `${route.operation} has no query parameters, not even "${name}"`);
    }
    if (query.has(name)) {
      throw new Refusal(400, `The query parameter "${name}" must not be repeated`);
    }
    if (value === '') {
      throw new Refusal(400, `The query parameter "${name}" must not be empty`);
    }
    query.set(name, value);
  }
  return query;
}

function requireBody(route: Route, body: string): string {
  if (route.takes !== 'body' && body !== '') {
    throw new Refusal(400, `${route.operation} has no body`);
  }
  return body;
}

function toRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal(500, `The emulator has a bug: ${error}`);
}
