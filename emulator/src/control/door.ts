import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Answer, emptyAnswer, jsonAnswer, Refusal } from '../answer.ts';
import { findCaller } from '../credentials.ts';
import type { FaultPlan } from '../faults.ts';
import type { JournalEntry } from '../journal.ts';
import type { Mail, World } from '../model.ts';
import { SCENARIOS } from '../scenarios.ts';
import type { Settings } from '../settings.ts';
import { DEMO_KEY } from '../world.ts';
import { refuseStranger } from './access.ts';
import { renderPage } from './page.ts';
import { readFault, readScenario, readSettings, readWorld } from './read.ts';

/** Prefix of the control door's paths; no path of the emulated API starts with it. */
export const DOOR_PATH = '/_emulator';

/** What the control door needs from an emulator. */
export interface Controlled extends Settings {
  readonly url: string;
  readonly regionUrl: string;
  readonly world: World;
  readonly journal: readonly JournalEntry[];
  inject: FaultPlan['inject'];
  clearFaults(): void;
  reset(): void;
}

/** Controls a running emulator over HTTP, for a test or a page in another process. */
export interface Door {
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

interface Visit {
  /** Null for an empty body. */
  body: unknown;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
}

type Handler = (visit: Visit) => Answer;

export function createDoor(emulator: Controlled): Door {
  let scenario: { name: string; end: () => void } | null = null;

  const HANDLERS: Readonly<Record<string, Handler>> = {
    'GET ': ({ headers }) =>
      headers.accept?.includes('text/html')
        ? { status: 200, headers: { 'content-type': 'text/html' }, body: renderPage() }
        : jsonAnswer(200, describe()),
    'POST /reset': () => {
      reset();
      return emptyAnswer(204);
    },
    'POST /seed': ({ body }) => {
      const world = readWorld(body ?? {});
      reset();
      Object.assign(emulator.world, world);
      return emptyAnswer(204);
    },
    'PUT /settings': ({ body }) => {
      const { assumptions, ...settings } = readSettings(body);
      Object.assign(emulator, settings);
      Object.assign(emulator.assumptions, assumptions);
      return jsonAnswer(200, describe());
    },
    'PUT /scenario': ({ body }) => {
      const chosen = readScenario(body);
      scenario?.end();
      scenario = chosen && {
        name: chosen.name,
        end: injectAll(chosen.faults.map(emulator.inject)),
      };
      return jsonAnswer(200, describe());
    },
    'POST /faults': ({ body }) => {
      emulator.inject(readFault(body));
      return emptyAnswer(204);
    },
    'DELETE /faults': () => {
      scenario = null;
      emulator.clearFaults();
      return emptyAnswer(204);
    },
    'GET /journal': ({ query }) => {
      const operation = query.get('operation');
      const entries = emulator.journal.filter(
        (entry) => !operation || entry.operation === operation,
      );
      return jsonAnswer(200, { entries: entries.map((entry) => toPublic(entry, emulator.world)) });
    },
    'GET /mail': ({ query }) => {
      const to = query.get('to')?.toLowerCase();
      return jsonAnswer(200, { mail: emulator.world.mail.filter((mail) => isTo(mail, to)) });
    },
  };

  function describe() {
    const { url, regionUrl, dialect, pageCap, gzip, assumptions } = emulator;
    return {
      url,
      regionUrl,
      key: DEMO_KEY,
      settings: { dialect, pageCap, gzip, assumptions },
      scenario: scenario?.name ?? null,
      scenarios: SCENARIOS.map(({ name, description }) => ({ name, description })),
    };
  }

  function reset(): void {
    scenario = null;
    emulator.reset();
  }

  return {
    async serve(request, response) {
      const answer = await answerOf(request, HANDLERS);
      response.writeHead(answer.status, {
        ...(answer.headers as Record<string, string>),
        ...toCorsHeaders(request.headers),
        'cache-control': 'no-store',
      });
      response.end(answer.body);
    },
  };
}

async function answerOf(
  request: IncomingMessage,
  handlers: Readonly<Record<string, Handler>>,
): Promise<Answer> {
  try {
    return await dispatch(request, handlers);
  } catch (error) {
    const status = error instanceof Refusal ? error.status : 500;
    return jsonAnswer(status, { message: (error as Error).message });
  }
}

async function dispatch(
  request: IncomingMessage,
  handlers: Readonly<Record<string, Handler>>,
): Promise<Answer> {
  const { method = '', url = '', headers } = request;
  const reason = refuseStranger(request);
  if (reason !== null) throw new Refusal(403, reason);
  if (method === 'OPTIONS') return emptyAnswer(204);
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const line = `${method} ${pathname.slice(DOOR_PATH.length).replace(/\/$/, '')}`;
  const handler = Object.hasOwn(handlers, line) ? handlers[line] : undefined;
  if (handler === undefined) {
    const known = Object.keys(handlers).map((each) => each.replace(' ', ` ${DOOR_PATH}`));
    throw new Refusal(404, `The control API has ${known.join(', ')}`);
  }
  return handler({ body: toJson(await text(request)), query: searchParams, headers });
}

function toJson(body: string): unknown {
  try {
    return body === '' ? null : JSON.parse(body);
  } catch {
    throw new Refusal(400, 'The body must be JSON');
  }
}

function injectAll(removers: readonly (() => void)[]): () => void {
  return () => {
    for (const remove of removers) remove();
  };
}

/** Names the caller without revealing the credential. */
function toPublic({ headers, rawHeaders, ...entry }: JournalEntry, world: World) {
  const { authorization, 'x-tiledb-rest-api-key': key, ...others } = headers;
  return { ...entry, caller: findCaller(world, headers)?.username ?? null, headers: others };
}

function isTo(mail: Mail, to: string | undefined): boolean {
  return to === undefined || mail.to.toLowerCase() === to;
}

/** Only requests from origins on this machine get this far. */
function toCorsHeaders({ origin }: IncomingHttpHeaders): Record<string, string> {
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, PUT, DELETE',
    'access-control-allow-headers': 'content-type',
    vary: 'origin',
  };
}
