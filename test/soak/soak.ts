import { Agent, type ClientRequest, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { type Emulator, startEmulator } from '../../emulator/src/emulator.ts';
import { drawAbandoned, drawOperation, type SoakOperation } from './operations.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';
import { createSoakWorld, type SoakCaller, tend } from './world.ts';

export interface SoakOptions {
  readonly callers: number;
  /** Operations in flight; each caller has one at a time. */
  readonly concurrency: number;
  readonly env?: Readonly<Record<string, string>>;
}

export interface SoakReport {
  /** All violations; ideally empty. */
  readonly mistakes: readonly string[];
  readonly rows: readonly SoakRow[];
  /** Statistics of the service's process. */
  readonly exitCode: number | null;
  readonly log: string;
}

export interface SoakRow {
  readonly kind: string;
  readonly operations: number;
  /** Operations that met a fault of upstream's. */
  readonly troubled: number;
  /** Operations that failed with the expected error. */
  readonly faults: number;
  readonly upstreamCalls: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** The service under load. */
export interface Soak {
  readonly service: ServiceProcess;
  /** Sends operations until `isOver`, which is checked before each. */
  run(isOver: (operationsDone: number) => boolean): Promise<void>;
  /** Ends the connections of the load. */
  rest(): void;
  finish(): Promise<SoakReport>;
}

interface Done {
  readonly operation: SoakOperation;
  readonly durationMs: number;
}

/** One caller in twenty only disconnects before the response, and so does one operation in twenty. */
const LEAVERS = 0.05;

/** Enough violations for a report. */
const MAX_MISTAKES = 50;

export async function startSoak(options: Omit<SoakOptions, 'isOver'>): Promise<Soak> {
  const { world, callers } = createSoakWorld(Math.ceil(options.callers / (1 - LEAVERS)));
  const emulator = await startEmulator({ world });
  const service = await startServiceProcess({
    TILEDB_REST_URL: emulator.url,
    LOG_LEVEL: 'error',
    RATE_LIMIT_OPERATIONS_PER_MINUTE: '1000000000',
    RATE_LIMIT_EMAILS_PER_HOUR: '1000000000',
    // The many faults are intended; an open breaker would hide upstream's responses.
    BREAKER_MINIMUM_RPS: '100000',
    ...options.env,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: options.concurrency });
  const calls = createCallCounter(emulator);
  // Their calls may reach upstream after they disconnected, and must not meet a fault intended for another call.
  const leavers = callers.splice(0, Math.ceil(callers.length * LEAVERS));
  const idle = [...callers];
  const done: Done[] = [];
  const mistakes: string[] = [];

  return {
    service,
    async run(isOver) {
      await Promise.all(
        Array.from({ length: options.concurrency }, async () => {
          while (!isOver(done.length) && mistakes.length < MAX_MISTAKES) await step();
        }),
      );
    },
    rest: () => agent.destroy(),
    async finish() {
      agent.destroy();
      const exitCode = await service.stop();
      await emulator.stop();
      return { mistakes, rows: toRows(done), exitCode, log: service.log() };
    },
  };

  async function step(): Promise<void> {
    return Math.random() < LEAVERS ? leave() : ask();
  }

  async function leave(): Promise<void> {
    const caller = leavers[Math.floor(Math.random() * leavers.length)];
    if (caller === undefined) return;
    const operation = drawAbandoned(caller);
    done.push({ operation, durationMs: 0 });
    await sendAndLeave(caller, operation, `${caller.name}/${done.length}`);
  }

  /** One operation of a caller with none in flight, so its result is known exactly. */
  async function ask(): Promise<void> {
    const caller = takeRandom(idle);
    const stranger = callers[(callers.indexOf(caller) + 1) % callers.length] ?? caller;
    tend(world, caller);
    const operation = drawOperation(caller, stranger);
    const requestId = `${caller.name}/${done.length}/${Math.random()}`;
    for (const fault of operation.faults) emulator.inject(fault);
    const startedAt = performance.now();
    try {
      const body = await send(caller, operation, requestId);
      done.push({ operation, durationMs: performance.now() - startedAt });
      check(caller, operation, requestId, body);
    } catch (error) {
      mistakes.push(`${requestId}: ${operation.kind}: ${error}`);
    } finally {
      operation.apply();
      idle.push(caller);
    }
  }

  function send(caller: SoakCaller, operation: SoakOperation, requestId: string): Promise<string> {
    const sent = begin(caller, operation, requestId);
    return new Promise<string>((resolve, reject) => {
      sent.on('error', reject);
      sent.on('response', (response) => text(response).then(resolve, reject));
    });
  }

  /** Disconnects as soon as the request is written. */
  async function sendAndLeave(
    caller: SoakCaller,
    operation: SoakOperation,
    requestId: string,
  ): Promise<void> {
    const sent = begin(caller, operation, requestId);
    await new Promise<void>((resolve) => {
      sent.on('error', () => resolve());
      sent.on('finish', () => setImmediate(() => resolve()));
    });
    sent.destroy();
  }

  function begin(
    { key }: SoakCaller,
    { query, variables }: SoakOperation,
    requestId: string,
  ): ClientRequest {
    const sent = request(`${service.url}/graphql`, {
      agent,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-tiledb-rest-api-key': key,
        'x-request-id': requestId,
      },
    });
    sent.end(JSON.stringify({ query, variables }));
    return sent;
  }

  function check(
    caller: SoakCaller,
    operation: SoakOperation,
    requestId: string,
    body: string,
  ): void {
    const mistaken = (what: string) =>
      mistakes.push(`${requestId}: ${operation.kind}: ${what}: ${body.slice(0, 500)}`);
    const { data, errors } = JSON.parse(body);
    const code = errors?.[0]?.extensions?.code ?? null;
    if (code !== operation.code) mistaken(`expected ${operation.code ?? 'no error'}, got ${code}`);
    else if (code === null && !operation.isRight(data)) mistaken('wrong answer');
    const asked = calls.of(requestId);
    if (asked.count !== operation.calls) {
      mistaken(`expected ${operation.calls} upstream calls, got ${asked.count}`);
    }
    if (asked.keys.some((key) => key !== caller.key)) mistaken('a call with the key of another');
    const named = body.match(/\bof caller\d+\./g) ?? [];
    if (named.some((name) => name !== `of ${caller.name}.`)) mistaken('an answer of another');
  }
}

/** Upstream calls by the request id of the operation they were made for. */
function createCallCounter({ journal }: Emulator) {
  const byRequest = new Map<string, { count: number; keys: string[] }>();
  let read = 0;
  const NONE = { count: 0, keys: [] };
  return {
    of(requestId: string): { readonly count: number; readonly keys: readonly string[] } {
      for (; read < journal.length; read += 1) {
        const headers = journal[read]?.headers;
        const id = String(headers?.['x-request-id']);
        const calls = byRequest.get(id) ?? { count: 0, keys: [] };
        calls.count += 1;
        calls.keys.push(String(headers?.['x-tiledb-rest-api-key']));
        byRequest.set(id, calls);
      }
      return byRequest.get(requestId) ?? NONE;
    },
  };
}

function takeRandom<Item>(items: Item[]): Item {
  const [item] = items.splice(Math.floor(Math.random() * items.length), 1);
  if (item === undefined) throw new Error('more workers than callers');
  return item;
}

function toRows(done: readonly Done[]): SoakRow[] {
  return [...Map.groupBy(done, ({ operation }) => operation.kind)].map(([kind, ofKind]) => {
    const durations = ofKind.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
    const at = (share: number) => durations[Math.floor(share * (durations.length - 1))] ?? 0;
    return {
      kind,
      operations: ofKind.length,
      troubled: ofKind.filter(({ operation }) => operation.faults.length > 0).length,
      faults: ofKind.filter(({ operation }) => operation.code !== null).length,
      upstreamCalls: ofKind.reduce((sum, { operation }) => sum + operation.calls, 0),
      medianMs: at(0.5),
      p99Ms: at(0.99),
    };
  });
}

/** Waits until a reading is low enough; returns the last one. */
export async function waitUntilAtMost(
  read: () => Promise<number>,
  max: number,
  timeoutMs: number,
): Promise<number> {
  const givesUpAt = performance.now() + timeoutMs;
  let found = await read();
  while (found > max && performance.now() < givesUpAt) {
    await delay(250);
    found = await read();
  }
  return found;
}
