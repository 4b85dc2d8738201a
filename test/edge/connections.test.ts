import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { exchange } from '../support/exchange.ts';
import { LIST } from '../support/operations.ts';
import { startStack, useStack } from '../support/stack.ts';

const BODY = JSON.stringify({ query: '{ invitations { page } }' });

/** A complete request, as an attacker would smuggle it in after another one. */
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

describe('an ambiguous request, which two servers could parse differently', () => {
  const stack = useStack();

  it.each([
    [
      'a length and chunks',
      request(`0\r\n\r\n${SMUGGLED}`, 'Content-Length: 5', 'Transfer-Encoding: chunked'),
    ],
    ['two lengths', request(`${SMUGGLED}`, 'Content-Length: 0', 'Content-Length: 5')],
    ['a length with a sign', request(SMUGGLED, 'Content-Length: +0')],
    ['a length in hexadecimal', request(SMUGGLED, 'Content-Length: 0x0')],
    ['an unknown transfer coding', request(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding: xchunked')],
    [
      'chunks before another coding',
      request(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding: chunked, identity'),
    ],
    ['a space before the colon', request(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding : chunked')],
    [
      'a header that continues on the next line',
      request(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding:', ' chunked'),
    ],
    [
      'lines that end without a carriage return',
      request(SMUGGLED, 'X: y').replaceAll('\r\n', '\n'),
    ],
    ['a header with a null byte', request(SMUGGLED, 'X: a\0b')],
    ['a chunk with an invalid size', request(`x\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding: chunked')],
    ['no host', request(SMUGGLED, 'Content-Length: 0').replace('Host: service\r\n', '')],
  ])('is rejected and nothing is sent upstream: %s', async (_title, bytes) => {
    const answer = await exchange(stack.url, bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('is served when it is not ambiguous', async () => {
    const answer = await exchange(stack.url, SMUGGLED);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(stack.emulator.journal).toHaveLength(1);
  });
});

describe('request headers', () => {
  it('are rejected with 431 when they are too large', async () => {
    const stack = await startStack({ env: { MAX_HEADER_BYTES: '2000' } });
    expect(await exchange(stack.url, request('', `X: ${'a'.repeat(2_000)}`))).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    expect(
      (await stack.send({ ...LIST, headers: { x: 'a'.repeat(1_000) } })).errors,
    ).toBeUndefined();
  });

  it('may total 16 KB by default', async () => {
    const stack = await startStack();
    expect(await exchange(stack.url, request('', `X: ${'a'.repeat(16_384)}`))).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    expect(
      (await stack.send({ ...LIST, headers: { x: 'a'.repeat(15_000) } })).errors,
    ).toBeUndefined();
  });
});

describe('a slow client', () => {
  const env = { HEADERS_TIMEOUT_MS: '300', REQUEST_TIMEOUT_MS: '600' };

  it.each([
    ['in its headers', 'POST /graphql HTTP/1.1\r\nHost: service\r\nX: '],
    ['in its body', request('{"query":', 'Content-Length: 1000')],
    ['in a chunk', request('ff\r\n{"query":', 'Transfer-Encoding: chunked')],
  ])('gets an error and is disconnected when it is too slow %s', async (_title, bytes) => {
    const stack = await startStack({ env });
    expect(await exchange(stack.url, bytes)).toMatch(/^HTTP\/1\.1 408 /);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('is disconnected even if it keeps sending', async () => {
    const stack = await startStack({ env });
    const socket = connect(Number(new URL(stack.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /graphql HTTP/1.1\r\nHost: service\r\n');
    const drip = setInterval(() => socket.write('X: y\r\n'), 20);
    socket.on('error', () => {});
    socket.resume();
    // `once` would treat a reset that may accompany it as a failure.
    await new Promise((resolve) => socket.on('close', resolve));
    clearInterval(drip);
  });

  it('does not delay other clients', async () => {
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
