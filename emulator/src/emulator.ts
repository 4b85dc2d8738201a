import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Refusal } from './answer.ts';
import { findCaller, readKey } from './credentials.ts';
import { createFaultPlan, type Fault } from './faults.ts';
import { handle, readRequestLine } from './handle.ts';
import { type ArrivalFilter, createJournal, type JournalEntry } from './journal.ts';
import type { Dialect, World } from './model.ts';
import { type Exchange, respond } from './respond.ts';
import { demoWorld } from './world.ts';

export type { Fault } from './faults.ts';
export type { JournalEntry } from './journal.ts';
export type { OperationId } from './routes.ts';
export { BOUNCING_DOMAIN, DEMO_KEY } from './world.ts';

export interface EmulatorOptions {
  /** Default 0: a random free one. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default `current`. */
  dialect?: Dialect;
  /** Default: the demo's world. It is used as it is, not copied. */
  world?: World;
  /** Default: plain HTTP. */
  tls?: { key: string; cert: string };
  /** A path before /v1, such as `/tiledb`; default ''. */
  prefix?: string;
  /** Default: the machine's clock. */
  now?: () => Date;
}

export interface Emulator {
  /** Such as `http://127.0.0.1:41234`, plus the prefix, without /v1. */
  readonly url: string;
  /** May be switched while it runs. */
  dialect: Dialect;
  /** Live: what a test changes here is what the next request meets. */
  readonly world: World;
  /** Every request in order of arrival. */
  readonly journal: readonly JournalEntry[];
  /** Rules are tried in the order of injection. */
  inject(fault: Fault): void;
  /** Resolves once the n-th (from 1) matching request has arrived. */
  arrived(n: number, filter?: ArrivalFilter): Promise<JournalEntry>;
  /** Resolves once the n-th (from 1) matching request is answered, cut or abandoned. */
  ended(n: number, filter?: ArrivalFilter): Promise<JournalEntry>;
  /** The world is back to its seed, journal and faults are empty, unanswered requests are cut. */
  reset(): void;
  /** Closes every socket and timer; may be called again. */
  stop(): Promise<void>;
}

/** A keep-alive connection must not end by itself while a client is about to use it again. */
const NO_TIMEOUTS: ServerOptions = { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 };

/** Starts a stateful TileDB Invitation API over real HTTP, for the demo and the tests. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = '127.0.0.1', prefix = '', now = () => new Date() } = options;
  const world = options.world ?? demoWorld();
  const seed = structuredClone(world);
  const journal = createJournal();
  const faults = createFaultPlan();
  const underWay = new Set<Exchange>();
  let stopped: Promise<void> | undefined;

  const server = createServer(options.tls);
  server.on('request', serve);
  server.on('clientError', refuseMalformed);
  const port = await listen(server, options.port ?? 0, host);
  const scheme = options.tls ? 'https' : 'http';
  const authority = host.includes(':') ? `[${host}]` : host;

  const emulator: Emulator = {
    url: `${scheme}://${authority}:${port}${prefix}`,
    dialect: options.dialect ?? 'current',
    world,
    journal: journal.entries,
    inject: faults.inject,
    arrived: journal.arrived,
    ended: journal.ended,
    reset() {
      cutAll();
      Object.assign(world, structuredClone(seed));
      journal.clear();
      faults.clear();
    },
    stop() {
      stopped ??= new Promise((resolve) => {
        cutAll();
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return stopped;
    },
  };

  return emulator;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: target = '', headers, rawHeaders } = request;
    const reading = readRequestLine(method, target, prefix);
    const operation = 'route' in reading ? reading.route.operation : null;
    const entry = journal.record({ operation, method, target, rawHeaders, headers });
    const requestId = toRequestId(journal.entries.length);
    const key = readKey(headers) || (findCaller(world, headers)?.key ?? '');
    const fault = faults.take({ operation, key });
    const exchange = open(response, entry);
    try {
      entry.body = await text(request);
      await respond(exchange, fault, () => {
        const incoming = { reading, target, headers, body: entry.body, requestId };
        return handle(incoming, { world, dialect: emulator.dialect, now: now() });
      });
    } catch {
      // Else the client has left; this is a `hold` that failed.
      if (request.complete && !exchange.gone.aborted) {
        exchange.cut();
      }
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

  /** Leaves alone what is answered and only waits for its last bytes to be taken. */
  function cutAll(): void {
    for (const exchange of underWay) {
      if (!exchange.response.writableEnded) {
        exchange.cut();
      }
    }
  }

  /** What Node's parser cannot read, a raw space in the path for one, gets its answer here. */
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

function createServer(tls: EmulatorOptions['tls']): Server {
  return tls ? createHttpsServer({ ...NO_TIMEOUTS, ...tls }) : createHttpServer(NO_TIMEOUTS);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Deterministic: the number of the request since the last reset. */
function toRequestId(number: number): string {
  return `req-${String(number).padStart(6, '0')}`;
}
