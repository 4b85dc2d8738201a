import { get } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../emulator/src/emulator.ts';
import { addInvitation, DEMO_KEY, demoWorld } from '../../emulator/src/world.ts';
import { ask, idsOf, NOW, openEmulator, quietWorld } from './support.ts';

const LIST = 'GET /v1/invitations';
const ACCEPT = 'POST /v1/invitations/join';
const FOREVER_MS = 3_600_000;

function worldWithOne() {
  const world = quietWorld();
  addInvitation(world, {
    id: 'join',
    type: 'JOIN_ORGANIZATION',
    owner: 'lab',
    to: 'ada@example.com',
    role: 'admin',
  });
  return world;
}

/** Reads one list as it arrives on the wire. */
function readList(emulator: Emulator): Promise<{ chunks: number; body: string; fault?: unknown }> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-tiledb-rest-api-key': DEMO_KEY };
    const url = `${emulator.url}/v1/invitations`;
    const request = get(url, { agent: false, headers }, (response) => {
      const chunks: Buffer[] = [];
      const done = (fault?: unknown) => {
        resolve({ chunks: chunks.length, body: Buffer.concat(chunks).toString(), fault });
      };
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', done);
      response.on('end', () => done());
    });
    request.on('error', reject);
  });
}

describe('a fault', () => {
  const spoil = { kind: 'answer', status: 503 } as const;

  async function statuses(emulator: Emulator, count: number, line = LIST): Promise<number[]> {
    const all: number[] = [];
    for (let n = 0; n < count; n++) {
      all.push((await ask(emulator, line)).status);
    }
    return all;
  }

  test('affects all requests until a reset', async () => {
    const emulator = await openEmulator();
    emulator.inject({ behaviour: spoil });
    expect(await statuses(emulator, 3)).toEqual([503, 503, 503]);
    emulator.reset();
    expect(await statuses(emulator, 1)).toEqual([200]);
  });

  test('affects the given number of requests, after a given number', async () => {
    const emulator = await openEmulator();
    emulator.inject({ skip: 1, times: 2, behaviour: spoil });
    expect(await statuses(emulator, 5)).toEqual([200, 503, 503, 200, 200]);
  });

  test('is applied in the order of injection, and a used-up one makes way', async () => {
    const emulator = await openEmulator();
    emulator.inject({ times: 1, behaviour: { kind: 'answer', status: 502 } });
    emulator.inject({ times: 1, behaviour: { kind: 'answer', status: 504 } });
    expect(await statuses(emulator, 3)).toEqual([502, 504, 200]);
  });

  test('can be limited to one operation', async () => {
    const emulator = await openEmulator();
    emulator.inject({ operation: 'acceptInvitation', behaviour: spoil });
    expect(await statuses(emulator, 1)).toEqual([200]);
    expect(await statuses(emulator, 1, ACCEPT)).toEqual([503]);
  });

  test('can be limited to one credential, sent either way', async () => {
    const emulator = await openEmulator();
    emulator.inject({ key: 'demo-key-grace', behaviour: spoil });
    const authorization = `Basic ${Buffer.from('grace:demo-password-grace').toString('base64')}`;
    const headers = { 'x-tiledb-rest-api-key': '', authorization };
    expect((await ask(emulator, LIST)).status).toBe(200);
    expect((await ask(emulator, LIST, { key: 'demo-key-grace' })).status).toBe(503);
    expect((await ask(emulator, LIST, { headers })).status).toBe(503);
  });

  test('affects unknown paths and unknown keys too', async () => {
    const emulator = await openEmulator();
    emulator.inject({ behaviour: spoil });
    expect((await ask(emulator, 'GET /nowhere', { key: 'x' })).status).toBe(503);
  });
});

describe('the fault answer', () => {
  test('sends any status, headers and body', async () => {
    const emulator = await openEmulator();
    emulator.inject({
      behaviour: {
        kind: 'answer',
        status: 429,
        headers: { 'Retry-After': '7', 'Content-Type': 'text/html' },
        body: '<h1>Slow down</h1>',
      },
    });
    const answer = await ask(emulator, LIST);
    expect(answer).toMatchObject({ status: 429, body: '<h1>Slow down</h1>' });
    expect(answer.headers).toMatchObject({
      'retry-after': '7',
      'content-type': 'text/html',
      'content-length': '18',
    });
  });

  test('sends JSON unless the headers say otherwise, and accepts bytes', async () => {
    const emulator = await openEmulator();
    const body = Buffer.from('{"invitations":[]}');
    emulator.inject({ behaviour: { kind: 'answer', status: 200, body } });
    const answer = await ask(emulator, LIST);
    expect(answer.json).toEqual({ invitations: [] });
    expect(answer.headers['content-type']).toBe('application/json');
  });

  test('can send a redirect', async () => {
    const emulator = await openEmulator();
    const headers = { location: `${emulator.url}/elsewhere` };
    emulator.inject({ behaviour: { kind: 'answer', status: 302, headers } });
    expect(await ask(emulator, LIST)).toMatchObject({ status: 302, body: '' });
  });

  test('carries nothing out before it, unless configured', async () => {
    const emulator = await openEmulator({ world: worldWithOne() });
    const answer = { kind: 'answer', status: 502 } as const;
    emulator.inject({ times: 1, behaviour: answer });
    emulator.inject({ times: 1, behaviour: { ...answer, afterHandling: true } });
    expect((await ask(emulator, ACCEPT)).status).toBe(502);
    expect(emulator.world.invitations[0]?.acceptance).toBeNull();
    expect((await ask(emulator, ACCEPT)).status).toBe(502);
    expect(emulator.world.invitations[0]?.acceptance).toEqual({ by: 'ada', at: NOW });
  });
});

describe('the fault truncate', () => {
  test('cuts off the real body', async () => {
    const emulator = await openEmulator({ world: worldWithOne() });
    emulator.inject({ behaviour: { kind: 'truncate', bytes: 20 } });
    const { body, fault } = await readList(emulator);
    expect(body).toMatch(/^{"invitations":\[{/);
    expect(body).toHaveLength(20);
    expect(fault).toMatchObject({ code: 'ECONNRESET' });
    expect(emulator.journal[0]).toMatchObject({ status: null, aborted: false });
  });

  test('cuts off a given body, even before its first byte', async () => {
    const emulator = await openEmulator();
    emulator.inject({ behaviour: { kind: 'truncate', status: 500, body: '{"code":1}', bytes: 0 } });
    const { body, fault } = await readList(emulator);
    expect(body).toBe('');
    expect(fault).toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('the fault cut', () => {
  test.for([
    ['before-answer', null],
    ['after-handling', { by: 'ada', at: NOW }],
  ] as const)('in mode %s leaves the acceptance %j', async ([when, acceptance]) => {
    const emulator = await openEmulator({ world: worldWithOne() });
    emulator.inject({ behaviour: { kind: 'cut', when } });
    await expect(ask(emulator, ACCEPT)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(emulator.world.invitations[0]?.acceptance).toEqual(acceptance);
    expect(await emulator.ended(1)).toMatchObject({ status: null, aborted: false });
  });
});

describe('the fault drip', () => {
  test('sends the whole real body in pieces', async () => {
    const emulator = await openEmulator({ world: worldWithOne() });
    const whole = await readList(emulator);
    emulator.inject({ behaviour: { kind: 'drip', bytesPerChunk: 16, intervalMs: 1 } });
    const dripped = await readList(emulator);
    expect(dripped.body).toBe(whole.body);
    expect(dripped.chunks).toBeGreaterThan(1);
  });

  test('sends a given body, and stops when the client disconnects', async () => {
    const emulator = await openEmulator();
    const behaviour = {
      kind: 'drip',
      bytesPerChunk: 1,
      intervalMs: FOREVER_MS,
      body: '{}',
    } as const;
    emulator.inject({ behaviour });
    const client = new AbortController();
    const asking = ask(emulator, LIST, { signal: client.signal });
    await emulator.arrived(1);
    client.abort();
    await expect(asking).rejects.toThrow();
    expect(await emulator.ended(1)).toMatchObject({ status: null, aborted: true });
  });
});

test('streams a list of the given size without Content-Length for huge-body', async () => {
  const emulator = await openEmulator();
  const bytes = 1_000_003;
  emulator.inject({ behaviour: { kind: 'huge-body', bytes } });
  const answer = await ask(emulator, LIST);
  expect(answer.body).toHaveLength(bytes);
  expect(idsOf(answer)).toHaveLength(1);
  expect(answer.headers).not.toHaveProperty('content-length');
});

test('sends headers until the client gives up for endless-headers', async () => {
  const emulator = await openEmulator();
  emulator.inject({ behaviour: { kind: 'endless-headers' } });
  await expect(ask(emulator, LIST)).rejects.toMatchObject({ code: 'HPE_HEADER_OVERFLOW' });
  expect(await emulator.ended(1)).toMatchObject({ status: null, aborted: true });
});

test('writes the given bytes and closes the connection for raw', async () => {
  const emulator = await openEmulator();
  emulator.inject({ times: 1, behaviour: { kind: 'raw', text: 'SSH-2.0-OpenSSH_9.2\r\n' } });
  await expect(ask(emulator, LIST)).rejects.toMatchObject({ code: 'HPE_INVALID_CONSTANT' });
  expect(await emulator.ended(1)).toMatchObject({ status: null, aborted: false });
  emulator.inject({ behaviour: { kind: 'raw', text: 'HTTP/1.0 418 Teapot\r\n\r\nshort' } });
  expect(await ask(emulator, LIST)).toMatchObject({ status: 418, body: 'short' });
});

test('labels plain text as gzip for lying-gzip', async () => {
  const emulator = await openEmulator();
  emulator.inject({ behaviour: { kind: 'lying-gzip' } });
  const answer = await ask(emulator, LIST);
  expect(answer.headers['content-encoding']).toBe('gzip');
  expect(answer.json).toEqual({ invitations: [] });
});

test('never answers for hang', async () => {
  const emulator = await openEmulator();
  emulator.inject({ behaviour: { kind: 'hang' } });
  const client = new AbortController();
  const asking = ask(emulator, LIST, { signal: client.signal });
  await emulator.arrived(1);
  client.abort();
  await expect(asking).rejects.toThrow();
  expect(await emulator.ended(1)).toMatchObject({ status: null, aborted: true });
});

describe('the fault hold', () => {
  test('sends the real response when it is released', async () => {
    const emulator = await openEmulator({ world: worldWithOne() });
    const { promise, resolve } = Promise.withResolvers<void>();
    emulator.inject({ times: 1, behaviour: { kind: 'hold', until: promise } });
    const asking = ask(emulator, ACCEPT);
    expect(await emulator.arrived(1)).toMatchObject({ status: null });
    await ask(emulator, LIST);
    expect(emulator.world.invitations[0]?.acceptance).toBeNull();
    resolve();
    expect((await asking).status).toBe(204);
    expect(emulator.world.invitations[0]?.acceptance).not.toBeNull();
  });

  test('carries nothing out for a client that has disconnected', async () => {
    const emulator = await openEmulator({ world: worldWithOne() });
    const { promise, resolve } = Promise.withResolvers<void>();
    emulator.inject({ behaviour: { kind: 'hold', until: promise } });
    const client = new AbortController();
    const asking = ask(emulator, ACCEPT, { signal: client.signal });
    await emulator.arrived(1);
    client.abort();
    await expect(asking).rejects.toThrow();
    await emulator.ended(1);
    resolve();
    await promise;
    expect(emulator.world.invitations[0]?.acceptance).toBeNull();
  });

  test('closes the connection when the promise it waits for rejects', async () => {
    const emulator = await openEmulator();
    const { promise, reject } = Promise.withResolvers<void>();
    emulator.inject({ behaviour: { kind: 'hold', until: promise } });
    const asking = ask(emulator, LIST);
    await emulator.arrived(1);
    setImmediate(() => reject(new Error('never')));
    await expect(asking).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('the fault delay', () => {
  test('delays the real response', async () => {
    const emulator = await openEmulator();
    emulator.inject({ delayMs: 5 });
    expect((await ask(emulator, LIST)).status).toBe(200);
  });

  test('ends when the client disconnects, and nothing is carried out', async () => {
    const emulator = await openEmulator({ world: worldWithOne() });
    emulator.inject({ delayMs: FOREVER_MS });
    const client = new AbortController();
    const asking = ask(emulator, ACCEPT, { signal: client.signal });
    await emulator.arrived(1);
    client.abort();
    await expect(asking).rejects.toThrow();
    expect(await emulator.ended(1)).toMatchObject({ aborted: true });
    expect(emulator.world.invitations[0]?.acceptance).toBeNull();
  });
});

test('does not affect the next request on the same connection', async () => {
  const emulator = await openEmulator({ world: demoWorld() });
  emulator.inject({ times: 1, behaviour: { kind: 'answer', status: 503 } });
  const headers = { 'x-tiledb-rest-api-key': DEMO_KEY };
  const url = `${emulator.url}/v1/invitations`;
  const [first, second] = [await fetch(url, { headers }), await fetch(url, { headers })];
  expect([first.status, second.status]).toEqual([503, 200]);
});
