import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPool } from '../../../../src/rest/transport/pool.ts';
import { createTransport, get } from '../../../rest/transport/transports.ts';
import { listen } from '../../../support/tcp-server.ts';

const OK = 'HTTP/1.1 200 OK\r\nkeep-alive: timeout=600\r\ncontent-length: 4\r\n\r\ndone';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
});

/** A server that offers to keep its connections for ten minutes. */
async function open() {
  const server = await listen((socket) => socket.write(OK));
  const pool = createTransport(createPool);
  onTestFinished(() => pool.close());
  const send = async () => {
    await pool.send(get(server.url));
    // undici releases a connection in the next turn of the event loop.
    await setImmediate();
  };
  return { ...server, send };
}

describe('a connection to upstream', () => {
  it('is reused, but not when it is a minute old', async () => {
    const { send, count } = await open();
    await send();
    vi.setSystemTime(Date.now() + 59_000);
    await send();
    expect(count()).toBe(1);
    vi.setSystemTime(Date.now() + 2_000);
    await send();
    expect(count()).toBe(2);
  });

  it('is closed when it was idle for 4 seconds, even if upstream offers to keep it', async () => {
    const { send, count } = await open();
    await send();
    vi.advanceTimersByTime(3_999);
    await send();
    expect(count()).toBe(1);
    vi.advanceTimersByTime(4_000);
    await send();
    expect(count()).toBe(2);
  });
});
