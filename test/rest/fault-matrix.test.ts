import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEMO_KEY, type Fault, startEmulator } from '../../emulator/src/emulator.ts';
import { readMetric } from '../support/metrics.ts';
import { LIST, OPERATIONS, type SampleOperation } from '../support/operations.ts';
import { type Stack, send, startStack, useStack } from '../support/stack.ts';

/** Stands in every spoiled answer, and must never reach a client. */
const UPSTREAM_TEXT = 'upstream-internal-text';
const HTML = `<html><body><h1>${UPSTREAM_TEXT}</h1></body></html>`;
/** One attempt, and the three retries that a read is given. */
const RETRIED = 4;

/** What a client is told; `calls` is how often upstream was asked. */
interface Told {
  readonly code: string;
  readonly retryable: boolean;
  readonly retryAfter?: number;
  readonly calls: number;
}

interface Row {
  readonly name: string;
  readonly behaviour: NonNullable<Fault['behaviour']>;
  readonly read: Told;
  readonly write: Told;
}

const BOTH = (told: Told) => ({ read: told, write: told });
const INVALID = BOTH({ code: 'UPSTREAM_INVALID_RESPONSE', retryable: false, calls: 1 });
/** An outage: reads are tried again, writes are not, and may have been carried out. */
const OUTAGE = (code: string) => ({
  read: { code, retryable: true, calls: RETRIED },
  write: { code, retryable: false, calls: 1 },
});
const RATE_LIMITED = BOTH({ code: 'RATE_LIMITED', retryable: true, calls: 1 });

const answer = (status: number, body?: string, headers: Record<string, string> = {}) =>
  ({ kind: 'answer', status, ...(body !== undefined && { body }), headers }) as const;
const raw = (text: string) => ({ kind: 'raw', text }) as const;
const html = (status: number) => answer(status, HTML, { 'content-type': 'text/html' });

const MATRIX: readonly Row[] = [
  {
    name: 'a reset before the answer',
    behaviour: { kind: 'cut', when: 'before-answer' },
    ...OUTAGE('UPSTREAM_UNAVAILABLE'),
  },
  {
    name: 'a reset after the work is done',
    behaviour: { kind: 'cut', when: 'after-handling' },
    ...OUTAGE('UPSTREAM_UNAVAILABLE'),
  },
  {
    name: 'a reset in the body',
    behaviour: {
      kind: 'truncate',
      status: 200,
      body: `{"invitations":["${UPSTREAM_TEXT}"]}`,
      bytes: 30,
    },
    ...OUTAGE('UPSTREAM_UNAVAILABLE'),
  },
  {
    name: '429 with a Retry-After past the deadline',
    behaviour: answer(429, `{"message":"${UPSTREAM_TEXT}"}`, { 'retry-after': '3600' }),
    ...BOTH({ ...RATE_LIMITED.read, retryAfter: 3600 }),
  },
  {
    name: '429 with a Retry-After of no time',
    behaviour: answer(429, HTML, { 'retry-after': '0' }),
    read: { ...RATE_LIMITED.read, retryAfter: 0, calls: RETRIED },
    write: { ...RATE_LIMITED.write, retryAfter: 0 },
  },
  { name: '429 without Retry-After', behaviour: html(429), ...RATE_LIMITED },
  {
    name: '408',
    behaviour: html(408),
    read: { code: 'UPSTREAM_TIMEOUT', retryable: true, calls: 1 },
    write: { code: 'UPSTREAM_TIMEOUT', retryable: false, calls: 1 },
  },
  {
    name: '500',
    behaviour: answer(500, `{"code":1,"message":"${UPSTREAM_TEXT}"}`),
    ...BOTH({ code: 'UPSTREAM_ERROR', retryable: false, calls: 1 }),
  },
  { name: '502 with HTML', behaviour: html(502), ...OUTAGE('UPSTREAM_BAD_GATEWAY') },
  { name: '503', behaviour: html(503), ...OUTAGE('UPSTREAM_UNAVAILABLE') },
  { name: '504', behaviour: answer(504), ...OUTAGE('UPSTREAM_TIMEOUT') },
  { name: '200 with HTML', behaviour: html(200), ...INVALID },
  {
    name: '200 with half a JSON',
    behaviour: answer(200, `{"invitations":[{"id":"${UPSTREAM_TEXT}`),
    ...INVALID,
  },
  ...['[]', '"text"', 'null', '{"invitations":{}}', '{"data":[]}'].map((body) => ({
    name: `200 with the wrong shape ${body}`,
    behaviour: answer(200, body),
    ...INVALID,
  })),
  {
    name: 'a redirect',
    behaviour: answer(307, undefined, { location: `http://localhost/${UPSTREAM_TEXT}` }),
    ...INVALID,
  },
  {
    name: 'a switch of protocols',
    behaviour: answer(101, undefined, { connection: 'upgrade', upgrade: 'websocket' }),
    ...OUTAGE('UPSTREAM_UNAVAILABLE'),
  },
  {
    name: 'a switch to no protocol',
    behaviour: raw('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
    ...OUTAGE('UPSTREAM_UNAVAILABLE'),
  },
  ...['keep-alive', 'close'].flatMap((connection) => [
    {
      name: `a body in chunks that is cut short (${connection})`,
      behaviour: raw(
        `HTTP/1.1 200 OK\r\nconnection: ${connection}\r\ntransfer-encoding: chunked\r\n\r\n30\r\n{"invitations":["${UPSTREAM_TEXT}"`,
      ),
      ...OUTAGE('UPSTREAM_UNAVAILABLE'),
    },
    {
      name: `a body shorter than its length (${connection})`,
      behaviour: raw(
        `HTTP/1.1 200 OK\r\nconnection: ${connection}\r\ncontent-length: 100\r\n\r\n{"invitations":["${UPSTREAM_TEXT}"`,
      ),
      ...OUTAGE('UPSTREAM_UNAVAILABLE'),
    },
  ]),
  {
    name: 'a head that is cut short',
    behaviour: raw('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx-more'),
    ...OUTAGE('UPSTREAM_UNAVAILABLE'),
  },
  ...Object.entries({
    'the greeting of another protocol': `SSH-2.0-${UPSTREAM_TEXT}\r\n`,
    'a length and chunks':
      'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    'chunks and a length':
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    'two lengths': 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}',
    'hints, then a length and chunks':
      'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n',
    'chunks without a size':
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nno size\r\n{}\r\n0\r\n\r\n',
  }).map(([name, text]) => ({ name, behaviour: raw(text), ...INVALID })),
  { name: 'a body of 50 MB', behaviour: { kind: 'huge-body', bytes: 50_000_000 }, ...INVALID },
  { name: 'endless headers', behaviour: { kind: 'endless-headers' }, ...INVALID },
  { name: 'gzip that lies', behaviour: { kind: 'lying-gzip' }, ...INVALID },
];

/** An accept or a cancel may be answered with a JSON object, whatever it holds. */
function isDone(fault: string, field: string): boolean {
  return /^200 with the wrong shape \{/.test(fault) && /^(accept|cancel)/.test(field);
}

describe('under a fault of upstream', () => {
  const stack = useStack({ env: { BREAKER_MINIMUM_RPS: '100000' } });
  const cases = MATRIX.flatMap((row) =>
    OPERATIONS.filter((operation) => !isDone(row.name, operation.field)).map((operation) => ({
      row,
      operation,
    })),
  );

  it.each(cases)('$row.name tells $operation.field what happened', async ({ row, operation }) => {
    stack.emulator.inject({ operation: operation.upstream, behaviour: row.behaviour });
    const told = operation.isRead ? row.read : row.write;
    await expectTold(stack, operation, told);
    await expectNextOneWorks(stack);
  });

  it('204 where a list belongs is no empty list', async () => {
    stack.emulator.inject({ behaviour: answer(204) });
    await expectTold(stack, LIST, INVALID.read);
  });

  it('a read that is answered at the last attempt is an answer like any other', async () => {
    stack.emulator.inject({ times: RETRIED - 1, behaviour: html(503) });
    const { errors, data } = await stack.send(LIST);
    expect(errors).toBeUndefined();
    expect(data.invitations.nodes).toHaveLength(2);
    expect(stack.emulator.journal).toHaveLength(RETRIED);
  });
});

describe('under a fault that lasts until the deadline', () => {
  const slow = [
    {
      name: 'a slow drip',
      behaviour: { kind: 'drip', bytesPerChunk: 1, intervalMs: 50, body: 'x'.repeat(10_000) },
    },
    { name: 'no answer', behaviour: { kind: 'hang' } },
  ] as const;

  it.each(slow)('$name is UPSTREAM_TIMEOUT, asked for once', async ({ behaviour }) => {
    const stack = await startStack({ env: { OPERATION_TIMEOUT_MS: '1500' } });
    stack.emulator.inject({ behaviour });
    await Promise.all(
      OPERATIONS.map((operation) =>
        expectTold(stack, operation, {
          code: 'UPSTREAM_TIMEOUT',
          retryable: operation.isRead,
          calls: 1,
        }),
      ),
    );
    await Promise.all(OPERATIONS.map((_, index) => stack.emulator.ended(index + 1)));
    expect(stack.emulator.journal.map(({ aborted }) => aborted)).toEqual(
      OPERATIONS.map(() => true),
    );
    await expectNextOneWorks(stack);
  });
});

describe('without a connection', () => {
  it.each(OPERATIONS)('$field may be asked again, since nothing has left', async (operation) => {
    const url = await findClosedPort();
    const stack = await startStack({ env: { TILEDB_REST_URL: url } });
    const { status, data, errors } = await stack.send(operation);
    expect(status).toBe(200);
    expect(data).toEqual({ [operation.field]: null });
    expect(errors?.[0]?.extensions).toEqual({
      code: 'UPSTREAM_UNAVAILABLE',
      retryable: true,
      requestId: expect.any(String),
    });
    const calls = { operation_id: operation.upstream };
    expect(await readMetric(stack.url, 'upstream_call_duration_seconds_count', calls)).toBe(
      operation.isRead ? RETRIED : 1,
    );
    const emulator = await startEmulator({ port: Number(new URL(url).port) });
    onTestFinished(emulator.stop);
    expect((await stack.send(LIST)).errors).toBeUndefined();
  });
});

async function expectTold(stack: Stack, operation: SampleOperation, told: Told): Promise<void> {
  const { status, data, errors } = await stack.send(operation);
  const { calls, ...facts } = told;
  expect(status).toBe(200);
  expect(data).toEqual({ [operation.field]: null });
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.path).toEqual([operation.field]);
  expect(errors?.[0]?.extensions).toEqual({ ...facts, requestId: expect.any(String) });
  const asked = stack.emulator.journal.filter((entry) => entry.operation === operation.upstream);
  expect(asked).toHaveLength(calls);
  const text = JSON.stringify({ data, errors });
  for (const secret of [UPSTREAM_TEXT, DEMO_KEY, stack.emulator.url, '127.0.0.1']) {
    expect(text).not.toContain(secret);
  }
}

async function expectNextOneWorks(stack: Stack): Promise<void> {
  stack.emulator.reset();
  const { data, errors } = await send(stack.url, LIST);
  expect(errors).toBeUndefined();
  expect(data.invitations.nodes).toHaveLength(2);
  expect(stack.emulator.journal.map((entry) => entry.operation)).toEqual(['fetchInvitations']);
}

/** An address at which nobody listens: taken, and given back. */
async function findClosedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}
