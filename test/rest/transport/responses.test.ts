import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Transport } from '../../../src/rest/transport/transport.ts';
import { closed, listen } from '../../support/tcp-server.ts';
import { createTransport, ENGINES, get, post } from './transports.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ndone';
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const HINTS = 'HTTP/1.1 103 Early Hints\r\nlink: </style.css>\r\n\r\n';

describe.each(ENGINES)('the transport over %s', (_engine, create) => {
  const open = (options = {}): Transport => {
    const transport = createTransport(create, options);
    onTestFinished(() => transport.close());
    return transport;
  };

  it.each([
    ['an unsolicited 100 Continue', [CONTINUE + OK]],
    ['an unsolicited 100 Continue in a separate packet', [CONTINUE, OK]],
    ['several unsolicited 100 Continues', [CONTINUE + CONTINUE, CONTINUE + OK]],
    ['an unsolicited 100 Continue after early hints', [HINTS + CONTINUE + OK]],
    ['an unsolicited 100 Continue with headers', ['HTTP/1.1 100 Go on\r\nx-a: 1\r\n\r\n', OK]],
  ])('is not affected by %s', async (_name, packets) => {
    const { url } = await listen((socket) => writeEach(socket, packets));
    const { status, body } = await open().send(post(url));
    expect(status).toBe(200);
    expect(Buffer.from(body).toString()).toBe('done');
  });

  it('does not change a body that looks like an interim response', async () => {
    const length = `content-length: ${CONTINUE.length}`;
    const { url } = await listen((socket) =>
      writeEach(socket, [`HTTP/1.1 200 OK\r\n${length}\r\n\r\n${CONTINUE}`]),
    );
    const { body } = await open().send(get(url));
    expect(Buffer.from(body).toString()).toBe(CONTINUE);
  });

  it('treats a protocol switch to nothing as a broken connection, even if it stays open', async () => {
    const { url } = await listen((socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
    );
    await expect(open().send(post(url))).rejects.toMatchObject({ kind: 'cut', mayHaveLeft: true });
  });

  it('reads no body of a 204, whatever its Content-Length', async () => {
    const { url } = await listen((socket) =>
      socket.write('HTTP/1.1 204 No Content\r\ncontent-length: 4\r\n\r\ndone'),
    );
    const { status, body } = await open().send(post(url));
    expect(status).toBe(204);
    expect(body).toHaveLength(0);
  });

  it('returns every Retry-After header', async () => {
    const { url } = await listen((socket) =>
      socket.write(
        'HTTP/1.1 429 Slow down\r\nretry-after: 1\r\nretry-after: 2\r\ncontent-length: 0\r\n\r\n',
      ),
    );
    const { headers } = await open().send(get(url));
    expect(headers['retry-after']).toEqual(['1', '2']);
  });

  it('closes the connection of an aborted request', async () => {
    const { url, connections } = await listen(() => {});
    const caller = new AbortController();
    const sent = open().send(post(url, caller.signal));
    const [socket] = await connections.next();
    await once(socket, 'data');
    caller.abort(new Error('the caller has gone'));
    await expect(sent).rejects.toMatchObject({ kind: 'aborted', mayHaveLeft: true });
    await closed(socket);
  });

  it('opens no connection for a request that was aborted before it was sent', async () => {
    const { url, count } = await listen(() => {});
    const signal = AbortSignal.abort(new Error('the caller has gone'));
    await expect(open().send(post(url, signal))).rejects.toMatchObject({
      kind: 'aborted',
      mayHaveLeft: false,
    });
    expect(count()).toBe(0);
  });

  it('closes every connection when it is closed, including those of requests in flight', async () => {
    const { url, connections } = await listen(() => {});
    const transport = open();
    const sent = transport.send(post(url));
    const failure = expect(sent).rejects.toMatchObject({ kind: 'cut', mayHaveLeft: true });
    const [socket] = await connections.next();
    await once(socket, 'data');
    await transport.close();
    await failure;
    await closed(socket);
  });
});

function writeEach(socket: Socket, [packet, ...rest]: readonly string[]): void {
  if (packet === undefined) return;
  socket.write(packet, () => setTimeout(writeEach, 0, socket, rest));
}
