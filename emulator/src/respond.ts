import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { type Answer, emptyAnswer, jsonAnswer } from './answer.ts';
import type { Behaviour, Fault } from './faults.ts';
import type { JournalEntry } from './journal.ts';

/** One request in flight: where its response goes, and whether the client is still connected. */
export interface Exchange {
  response: ServerResponse;
  entry: JournalEntry;
  /** Aborts when the connection closes. */
  gone: AbortSignal;
  /** Destroys the connection, without counting that as the client's disconnect. */
  cut(): void;
}

const HUGE_CHUNK_BYTES = 65_536;
const ENDLESS_HEADER = `X-Endless: ${'endless '.repeat(100)}\r\n`;

/** Sends the operation's response, or the fault's; rejects when the client disconnects. */
export async function respond(
  exchange: Exchange,
  fault: Fault | undefined,
  handle: () => Answer,
): Promise<void> {
  if (fault?.delayMs !== undefined) {
    await sleep(fault.delayMs, undefined, { signal: exchange.gone });
  }
  if (fault?.behaviour === undefined) return send(exchange, handle());
  return misbehave(exchange, fault.behaviour, handle);
}

async function misbehave(
  exchange: Exchange,
  behaviour: Behaviour,
  handle: () => Answer,
): Promise<void> {
  switch (behaviour.kind) {
    case 'answer':
      if (behaviour.afterHandling) handle();
      return send(exchange, toAnswer(behaviour));
    case 'truncate':
      return truncate(exchange, toTruncated(behaviour, handle), behaviour.bytes);
    case 'cut':
      if (behaviour.when === 'after-handling') handle();
      return exchange.cut();
    case 'drip':
      return drip(
        exchange,
        behaviour.body === undefined ? handle() : json(behaviour.body),
        behaviour,
      );
    case 'huge-body':
      return sendHugeBody(exchange, behaviour.bytes);
    case 'endless-headers':
      return sendEndlessHeaders(exchange);
    case 'raw':
      return sendRaw(exchange, behaviour.text);
    case 'lying-gzip':
      return send(exchange, jsonAnswer(200, { invitations: [] }, { 'content-encoding': 'gzip' }));
    case 'hang':
      return;
    case 'hold':
      await unlessGone(behaviour.until, exchange.gone);
      return send(exchange, handle());
  }
}

function send({ response, entry }: Exchange, answer: Answer): void {
  writeHead(response, entry, answer);
  response.end(answer.body);
}

/** Sends no Content-Length with a 204, as HTTP requires. */
function writeHead(response: ServerResponse, entry: JournalEntry, answer: Answer): void {
  for (const [name, value] of Object.entries(answer.headers)) {
    response.setHeader(name, value);
  }
  if (answer.status !== 204 && answer.status !== 304 && !response.hasHeader('content-length')) {
    response.setHeader('content-length', Buffer.byteLength(answer.body));
  }
  entry.status = answer.status;
  response.writeHead(answer.status);
}

function toAnswer({ status, headers = {}, body }: Behaviour & { kind: 'answer' }): Answer {
  if (body === undefined) {
    return { ...emptyAnswer(status), headers };
  }
  const isTyped = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  const type = isTyped ? {} : { 'content-type': 'application/json' };
  return { status, headers: { ...type, ...headers }, body };
}

function json(body: string): Answer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

function toTruncated(
  { status, body }: Behaviour & { kind: 'truncate' },
  handle: () => Answer,
): Answer {
  const answer = body === undefined ? handle() : json(body);
  return { ...answer, status: status ?? answer.status };
}

async function truncate(exchange: Exchange, answer: Answer, bytes: number): Promise<void> {
  const { response, entry } = exchange;
  writeHead(response, entry, answer);
  response.flushHeaders();
  const part = Buffer.from(answer.body).subarray(0, bytes);
  await new Promise((resolve) => response.write(part, resolve));
  exchange.cut();
}

async function drip(
  { response, entry, gone }: Exchange,
  answer: Answer,
  { bytesPerChunk, intervalMs }: Behaviour & { kind: 'drip' },
): Promise<void> {
  writeHead(response, entry, answer);
  response.flushHeaders();
  const body = Buffer.from(answer.body);
  for (let sent = 0; sent < body.length; sent += bytesPerChunk) {
    response.write(body.subarray(sent, sent + bytesPerChunk));
    await sleep(intervalMs, undefined, { signal: gone });
  }
  response.end();
}

async function sendHugeBody({ response, entry }: Exchange, bytes: number): Promise<void> {
  entry.status = 200;
  response.writeHead(200, { 'content-type': 'application/json' });
  await pipeline(Readable.from(hugeBody(bytes)), response);
}

function* hugeBody(bytes: number): Generator<Buffer> {
  const start = '{"invitations":[{"id":"';
  const end = '"}]}';
  yield Buffer.from(start);
  let missing = bytes - start.length - end.length;
  while (missing > 0) {
    yield Buffer.alloc(Math.min(missing, HUGE_CHUNK_BYTES), 'a');
    missing -= HUGE_CHUNK_BYTES;
  }
  yield Buffer.from(end);
}

async function sendEndlessHeaders({ response, gone }: Exchange): Promise<void> {
  const { socket } = response;
  socket?.write('HTTP/1.1 200 OK\r\n');
  while (socket && !gone.aborted) {
    if (!socket.write(ENDLESS_HEADER)) {
      await once(socket, 'drain', { signal: gone });
    }
    await nextTurn();
  }
}

async function sendRaw({ response: { socket }, cut }: Exchange, text: string): Promise<void> {
  if (socket) await new Promise((resolve) => socket.write(text, resolve));
  cut();
}

function unlessGone(until: Promise<void>, gone: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    gone.addEventListener('abort', () => reject(gone.reason), { once: true });
    until.then(resolve, reject);
  });
}
