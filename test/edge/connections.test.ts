import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { exchange } from '../support/exchange.ts';
import { LIST } from '../support/operations.ts';
import { startStack, useStack } from '../support/stack.ts';

const BODY = JSON.stringify({ query: '{ invitations { page } }' });

/** A whole request, as it would be smuggled in behind another. */
const request = (body: string, ...headers: string[]) =>
  [
    'POST /graphql HTTP/1.1',
    'Host: service',
    'Content-Type: application/json',
    `X-TILEDB-REST-API-KEY: ${DEMO_KEY}`,
    ...headers,
    '',
    body,
  ].join('\r\n');
const SMUGGLED = request(BODY, `Content-Length: ${BODY.length}`, 'Connection: close');

describe('a request that two servers could read in two ways is refused, and nothing is sent', () => {
  const stack = useStack();

  it.each([
    [
      'a length and chunks',
      request(`0\r\n\r\n${SMUGGLED}`, 'Content-Length: 5', 'Transfer-Encoding: chunked'),
    ],
    ['two lengths', request(`${SMUGGLED}`, 'Content-Length: 0', 'Content-Length: 5')],
    ['a length with a sign', request(SMUGGLED, 'Content-Length: +0')],
    ['a length in hexadecimal', request(SMUGGLED, 'Content-Length: 0x0')],
    [
      'a transfer coding nobody knows',
      request(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding: xchunked'),
    ],
    [
      'chunks before another coding',
      request(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding: chunked, identity'),
    ],
    ['a space before the colon', request(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding : chunked')],
    [
      'a header that goes on in the next line',
      request(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding:', ' chunked'),
    ],
    [
      'lines that end without a carriage return',
      request(SMUGGLED, 'X: y').replaceAll('\r\n', '\n'),
    ],
    ['a header with a null byte', request(SMUGGLED, 'X: a\0b')],
    [
      'a chunk of a size that is none',
      request(`x\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding: chunked'),
    ],
    ['no host', request(SMUGGLED, 'Content-Length: 0').replace('Host: service\r\n', '')],
  ])('%s', async (_title, bytes) => {
    const answer = await exchange(stack.url, bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('while one that is clear is served', async () => {
    const answer = await exchange(stack.url, SMUGGLED);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(stack.emulator.journal).toHaveLength(1);
  });
});

describe('headers', () => {
  it('over their size are refused with 431', async () => {
    const stack = await startStack({ env: { MAX_HEADER_BYTES: '2000' } });
    expect(await exchange(stack.url, request('', `X: ${'a'.repeat(2_000)}`))).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    expect(
      (await stack.send({ ...LIST, headers: { x: 'a'.repeat(1_000) } })).errors,
    ).toBeUndefined();
  });

  it('may be 16 KB by default', async () => {
    const stack = await startStack();
    expect(await exchange(stack.url, request('', `X: ${'a'.repeat(16_384)}`))).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    expect(
      (await stack.send({ ...LIST, headers: { x: 'a'.repeat(15_000) } })).errors,
    ).toBeUndefined();
  });
});

describe('a client that takes its time', () => {
  const env = { HEADERS_TIMEOUT_MS: '300', REQUEST_TIMEOUT_MS: '600' };

  it.each([
    ['over the headers', 'POST /graphql HTTP/1.1\r\nHost: service\r\nX: '],
    ['over the body', request('{"query":', 'Content-Length: 1000')],
    ['over a chunk', request('ff\r\n{"query":', 'Transfer-Encoding: chunked')],
  ])('%s is told so, and its connection is closed', async (_title, bytes) => {
    const stack = await startStack({ env });
    expect(await exchange(stack.url, bytes)).toMatch(/^HTTP\/1\.1 408 /);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('is disconnected though it keeps sending', async () => {
    const stack = await startStack({ env });
    const socket = connect(Number(new URL(stack.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /graphql HTTP/1.1\r\nHost: service\r\n');
    const drip = setInterval(() => socket.write('X: y\r\n'), 20);
    socket.on('error', () => {});
    socket.resume();
    // `once` would take the reset that may come with it for a failure.
    await new Promise((resolve) => socket.on('close', resolve));
    clearInterval(drip);
  });

  it('keeps nobody else waiting', async () => {
    const stack = await startStack();
    const port = Number(new URL(stack.url).port);
    const slow = Array.from({ length: 100 }, () => connect(port, '127.0.0.1'));
    for (const socket of slow) {
      socket.on('error', () => {});
      socket.write('POST /graphql HTTP/1.1\r\nHost: service\r\nX: ');
    }
    await Promise.all(slow.map((socket) => once(socket, 'connect')));
    expect((await stack.send(LIST)).errors).toBeUndefined();
    for (const socket of slow) socket.destroy();
  });
});
