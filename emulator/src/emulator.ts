import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type Answer, Refusal } from './answer.ts';
import { compress } from './compress.ts';
import { createDoor, DOOR_PATH } from './control/door.ts';
import { findCaller, readKey } from './credentials.ts';
import { createFaultPlan, type Fault } from './faults.ts';
import { type RedirectStatus, startFront } from './front.ts';
import { handle, readRequestLine } from './handle.ts';
import { type ArrivalFilter, createJournal, type JournalEntry } from './journal.ts';
import { close, createServer, listen } from './listen.ts';
import type { Dialect, World } from './model.ts';
import { type Exchange, respond } from './respond.ts';
import { type Settings, type SomeSettings, toSettings } from './settings.ts';
import { demoWorld } from './world.ts';

export type { Fault } from './faults.ts';
export type { JournalEntry } from './journal.ts';
export type { Dialect } from './model.ts';
export type { OperationId } from './routes.ts';
export { BOUNCING_DOMAIN, DEMO_KEY } from './world.ts';

export interface EmulatorOptions extends SomeSettings {
  /** Default 0: a random free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default: the demo's world. It is used as it is, not copied. */
  world?: World;
  /** Default: plain HTTP. */
  tls?: { key: string; cert: string };
  /** A path before /v1, such as `/tiledb`; default ''. */
  prefix?: string;
  /** Adds a front that redirects every request to the emulator, which acts as a region on another port. Default: none. */
  redirect?: RedirectStatus;
  /** Serves the control API at `/_emulator`, for loopback clients. Default: false. */
  control?: boolean;
  /** Default: the machine's clock. */
  now?: () => Date;
  /** Called for every request once its response is known. */
  observe?: (exchange: ObservedExchange) => void;
}

/** One request and its response. */
export interface ObservedExchange {
  entry: JournalEntry;
  dialect: Dialect;
  /** Uncompressed; null when a fault replaced it. */
  answer: Answer | null;
}

/** A running emulator; its settings may be changed at any time. */
export interface Emulator extends Settings {
  /** Base URL for clients, such as `http://127.0.0.1:41234`, with the prefix but without /v1. */
  readonly url: string;
  /** URL where requests are carried out: `url`, unless a front redirects to it. */
  readonly regionUrl: string;
  /** Address of the control API; null if it is off. */
  readonly controlUrl: string | null;
  /** Live state: a change applies to the next request. */
  readonly world: World;
  /** Every request in order of arrival. */
  readonly journal: readonly JournalEntry[];
  /** Every request that the front redirected, in order of arrival. */
  readonly redirected: readonly JournalEntry[];
  /** Rules are tried in the order of injection. @returns call it to remove the rule */
  inject(fault: Fault): () => void;
  clearFaults(): void;
  /** Resolves once the n-th (from 1) matching request has arrived. */
  arrived(n: number, filter?: ArrivalFilter): Promise<JournalEntry>;
  /** Resolves once the n-th (from 1) matching request is answered, cut or abandoned. */
  ended(n: number, filter?: ArrivalFilter): Promise<JournalEntry>;
  /** Restores the initial world and settings, clears journal and faults, and cuts unanswered requests. */
  reset(): void;
  /** Closes every socket and timer; may be called again. */
  stop(): Promise<void>;
}

/** Starts a stateful TileDB Invitation API over real HTTP, for the demo and the tests. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { prefix = '', now = () => new Date() } = options;
  const place = { port: options.port ?? 0, host: options.host ?? '127.0.0.1', ...withTls(options) };
  const world = options.world ?? demoWorld();
  const seed = structuredClone(world);
  const journal = createJournal();
  const faults = createFaultPlan();
  const underWay = new Set<Exchange>();
  let stopped: Promise<void> | undefined;

  const server = createServer(place);
  server.on('request', serve);
  server.on('clientError', refuseMalformed);
  // A requested port is the one for clients: the front's, if there is one.
  const region = await listen(server, options.redirect ? { ...place, port: 0 } : place);
  const front =
    options.redirect &&
    (await startFront(place, region, options.redirect).catch(async (error: unknown) => {
      await close(server);
      throw error;
    }));

  const emulator: Emulator = {
    ...toSettings(options),
    url: `${front?.url ?? region}${prefix}`,
    regionUrl: `${region}${prefix}`,
    controlUrl: options.control ? `${region}${DOOR_PATH}` : null,
    world,
    journal: journal.entries,
    redirected: front?.journal ?? [],
    inject: faults.inject,
    clearFaults: faults.clear,
    arrived: journal.arrived,
    ended: journal.ended,
    reset() {
      cutAll();
      Object.assign(world, structuredClone(seed));
      Object.assign(emulator, toSettings(options));
      journal.clear();
      front?.clear();
      faults.clear();
    },
    stop() {
      cutAll();
      stopped ??= Promise.all([close(server), front?.stop()]).then(() => undefined);
      return stopped;
    },
  };

  const door = options.control ? createDoor(emulator) : null;

  return emulator;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: target = '', headers, rawHeaders } = request;
    if (door !== null && isOfDoor(target)) return door.serve(request, response);
    const { dialect } = emulator;
    const reading = readRequestLine({ method, target, prefix }, dialect);
    const operation = 'route' in reading ? reading.route.operation : null;
    const entry = journal.record({ operation, method, target, rawHeaders, headers });
    const requestId = toRequestId(journal.entries.length);
    const key = readKey(headers) || (findCaller(world, headers)?.key ?? '');
    const fault = faults.take({ operation, key });
    const exchange = open(response, entry);
    try {
      entry.body = await text(request);
      if (fault?.behaviour !== undefined) options.observe?.({ entry, dialect, answer: null });
      await respond(exchange, fault, () => {
        const incoming = { reading, target, headers, body: entry.body, requestId };
        const answer = handle(incoming, { world, settings: emulator, now: now() });
        if (fault?.behaviour === undefined) options.observe?.({ entry, dialect, answer });
        return emulator.gzip ? compress(answer, String(headers['accept-encoding'] ?? '')) : answer;
      });
    } catch {
      // Otherwise the client has disconnected; this is a `hold` that failed.
      if (request.complete && !exchange.gone.aborted) exchange.cut();
    }
  }

  function open(response: ServerResponse, entry: JournalEntry): Exchange {
    const gone = new AbortController();
    let isCut = false;
    const exchange: Exchange = {
      response,
      entry,
      gone: gone.signal,
      cut() {
        isCut = true;
        response.destroy();
      },
    };
    underWay.add(exchange);
    response.once('close', () => {
      underWay.delete(exchange);
      if (!response.writableFinished) {
        entry.status = null;
        entry.aborted = !isCut;
      }
      gone.abort();
      journal.close(entry);
    });
    return exchange;
  }

  /** Does not cut a request that is answered and only waits for its last bytes to be sent. */
  function cutAll(): void {
    for (const exchange of underWay) {
      if (!exchange.response.writableEnded) exchange.cut();
    }
  }

  /** Responds to requests that Node's parser rejects, for example because of a raw space in the path. */
  function refuseMalformed(error: Error & { rawPacket?: Buffer }, socket: Duplex): void {
    const line = /^(\S+) (.*) HTTP\/1\.1\r?\n/.exec(error.rawPacket?.toString('latin1') ?? '');
    if (!line || !socket.writable) {
      socket.destroy();
      return;
    }
    const [, method = '', target = ''] = line;
    const entry = journal.record({ operation: null, method, target, rawHeaders: [], headers: {} });
    const refusal = new Refusal(400, `Not an HTTP request: ${error.message}`);
    const { status, body } = refusal.toAnswer(toRequestId(journal.entries.length));
    entry.status = status;
    socket.once('close', () => journal.close(entry));
    socket.end(
      `HTTP/1.1 ${status} Bad Request\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
}

function isOfDoor(target: string): boolean {
  return target.startsWith(DOOR_PATH) && /^(?:[/?]|$)/.test(target.slice(DOOR_PATH.length));
}

/** Omitted unless it was requested. */
function withTls({ tls }: EmulatorOptions): Pick<EmulatorOptions, 'tls'> {
  return tls ? { tls } : {};
}

/** Deterministic: the number of the request since the last reset. */
function toRequestId(number: number): string {
  return `req-${String(number).padStart(6, '0')}`;
}
