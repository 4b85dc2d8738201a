import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../emulator/src/emulator.ts';
import { addInvitation, DEMO_KEY, emptyWorld } from '../../emulator/src/world.ts';
import { CERTIFICATE } from '../support/certificate.ts';
import { ask, idsOf, openEmulator, quietWorld, sendBytes } from './support.ts';

const LIST = 'GET /v1/invitations';
const JOIN = { organization_role: 'read_only', invitee_email: ['x@example.com'] };

describe('the journal', () => {
  test('contains every request as received, in order', async () => {
    const emulator = await openEmulator();
    await ask(emulator, 'GET /v1/invitations?array=a%20b&page=2', { headers: { 'X-Odd': 'Yes' } });
    await ask(emulator, 'POST /v1/invitations/100%25%20Open%20%231%3F/join', { body: JOIN });
    await ask(emulator, 'GET /nowhere', { key: 'x' });
    expect(emulator.journal).toMatchObject([
      {
        operation: 'fetchInvitations',
        method: 'GET',
        target: '/v1/invitations?array=a%20b&page=2',
        query: { array: 'a b', page: '2' },
        headers: { 'x-odd': 'Yes', 'x-tiledb-rest-api-key': DEMO_KEY },
        body: '',
        status: 200,
        aborted: false,
      },
      {
        operation: 'joinOrganization',
        method: 'POST',
        target: '/v1/invitations/100%25%20Open%20%231%3F/join',
        query: {},
        body: JSON.stringify(JOIN),
        status: 204,
      },
      { operation: null, target: '/nowhere', status: 404 },
    ]);
    const { rawHeaders } = emulator.journal[0] ?? {};
    expect(rawHeaders?.slice(rawHeaders.indexOf('X-Odd')).slice(0, 2)).toEqual(['X-Odd', 'Yes']);
  });

  test('contains requests that cannot be parsed', async () => {
    const emulator = await openEmulator();
    await sendBytes(emulator, 'GET /v1/a b HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await emulator.ended(1)).toMatchObject({ target: '/v1/a b', status: 400 });
  });

  test('contains a client that disconnected while sending', async () => {
    const emulator = await openEmulator();
    const client = new AbortController();
    const asking = ask(emulator, 'POST /v1/invitations/acme/join', {
      headers: { 'content-type': 'application/json', 'content-length': '100' },
      body: '{',
      signal: client.signal,
    });
    await emulator.arrived(1);
    client.abort();
    await expect(asking).rejects.toThrow();
    expect(await emulator.ended(1)).toMatchObject({ status: null, aborted: true, body: '' });
    expect(emulator.world.invitations).toEqual([]);
  });
});

describe('waiting for requests', () => {
  test('resolves for a request that has already arrived', async () => {
    const emulator = await openEmulator();
    await ask(emulator, LIST);
    expect(await emulator.arrived(1)).toBe(emulator.journal[0]);
    expect(await emulator.ended(1)).toBe(emulator.journal[0]);
  });

  test('resolves for the n-th request of an operation', async () => {
    const emulator = await openEmulator();
    const second = emulator.arrived(2, { operation: 'acceptInvitation' });
    await ask(emulator, 'POST /v1/invitations/first');
    await ask(emulator, LIST);
    await ask(emulator, 'POST /v1/invitations/second');
    expect(await second).toMatchObject({ target: '/v1/invitations/second' });
  });
});

describe('a reset', () => {
  test('restores the world of the start', async () => {
    const world = quietWorld();
    const facts = { type: 'JOIN_ORGANIZATION', owner: 'lab', role: 'admin' } as const;
    addInvitation(world, { ...facts, id: 'i', to: 'ada@example.com' });
    const seed = structuredClone(world);
    const emulator = await openEmulator({ world });
    await ask(emulator, 'POST /v1/invitations/i');
    await ask(emulator, 'POST /v1/invitations/acme/join', { body: JOIN });
    emulator.world.users.pop();
    expect(emulator.world).not.toEqual(seed);
    emulator.reset();
    expect(emulator.world).toEqual(seed);
    expect(emulator.world).toBe(world);
    expect((await ask(emulator, 'POST /v1/invitations/i')).status).toBe(204);
  });

  test('clears the journal and restarts its numbers', async () => {
    const emulator = await openEmulator();
    await ask(emulator, LIST);
    emulator.reset();
    expect(emulator.journal).toEqual([]);
    const { json } = await ask(emulator, LIST, { key: 'x' });
    expect(json).toMatchObject({ request_id: 'req-000001' });
    expect(await emulator.arrived(1)).toMatchObject({ status: 401 });
  });

  test('gives new invitations the same ids as before', async () => {
    const emulator = await openEmulator();
    await ask(emulator, 'POST /v1/invitations/acme/join', { body: JOIN });
    const before = idsOf(await ask(emulator, LIST));
    emulator.reset();
    await ask(emulator, 'POST /v1/invitations/acme/join', { body: JOIN });
    expect(idsOf(await ask(emulator, LIST))).toEqual(before);
  });

  test('closes the connections of pending requests', async () => {
    const emulator = await openEmulator();
    emulator.inject({ behaviour: { kind: 'hang' } });
    const asking = ask(emulator, LIST);
    const entry = await emulator.arrived(1);
    setImmediate(emulator.reset);
    await expect(asking).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(entry.aborted).toBe(false);
  });

  test('keeps idle connections open', async () => {
    const emulator = await openEmulator();
    const url = `${emulator.url}/v1/invitations`;
    const headers = { 'x-tiledb-rest-api-key': DEMO_KEY };
    for (let n = 0; n < 20; n++) {
      expect((await fetch(url, { headers })).status).toBe(200);
      emulator.reset();
    }
  });
});

describe('stopping', () => {
  test('closes the connections of requests in flight, and can be repeated', async () => {
    const emulator = await startEmulator({ world: quietWorld() });
    emulator.inject({ behaviour: { kind: 'hang' } });
    const asking = ask(emulator, LIST);
    await emulator.arrived(1);
    await Promise.all([
      expect(asking).rejects.toMatchObject({ code: 'ECONNRESET' }),
      emulator.stop(),
      emulator.stop(),
    ]);
    await emulator.stop();
    await expect(ask(emulator, LIST)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('leaves nothing that keeps the process alive', async () => {
    const module = new URL('../../emulator/src/emulator.ts', import.meta.url);
    const script = `
      import { startEmulator } from ${JSON.stringify(module.href)};
      const emulator = await startEmulator();
      const behaviours = [
        { kind: 'hang' },
        { kind: 'hold', until: new Promise(() => {}) },
        { kind: 'drip', bytesPerChunk: 1, intervalMs: 3600000, body: '{}' },
        undefined,
      ];
      for (const behaviour of behaviours) {
        emulator.inject({ times: 1, ...(behaviour ? { behaviour } : { delayMs: 3600000 }) });
      }
      const asked = behaviours.map(async () => (await fetch(emulator.url + '/v1/invitations')).text());
      await emulator.arrived(behaviours.length);
      await emulator.stop();
      const told = await Promise.allSettled(asked);
      console.log(told.map(({ status }) => status).join());
    `;
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
    expect(stdout.trim()).toBe('rejected,rejected,rejected,rejected');
  });
});

describe('the address of the emulator', () => {
  test('fails to start when the port is in use', async () => {
    const emulator = await openEmulator();
    const port = Number(new URL(emulator.url).port);
    await expect(startEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('can use HTTPS', async () => {
    const emulator = await openEmulator({ tls: CERTIFICATE });
    expect(emulator.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect((await ask(emulator, LIST)).status).toBe(200);
  });
});

test('uses the machine’s clock by default', async () => {
  const emulator = await startEmulator({ world: emptyWorld() });
  const before = Date.now();
  await ask(emulator, 'POST /v1/invitations/acme/join', { body: JOIN });
  await emulator.stop();
  const createdAt = emulator.world.invitations[0]?.createdAt.getTime();
  expect(createdAt).toBeGreaterThanOrEqual(before);
  expect(createdAt).toBeLessThanOrEqual(Date.now());
});
