import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../emulator/src/emulator.ts';
import { ask, openEmulator } from './support.ts';

describe.for([301, 302, 307, 308] as const)('a front that redirects with %i', (redirect) => {
  test('sends callers to the region with the same path and query, and carries nothing out', async () => {
    const emulator = await openEmulator({ redirect });
    const body = { organization_role: 'read_only', invitee_email: ['x@example.com'] };
    const target = '/v1/invitations/100%25%20Open%20%231%3F/join?x=%2F';
    const answer = await ask(emulator, `POST ${target}`, { body });
    expect(answer).toMatchObject({ status: redirect, body: '' });
    expect(answer.headers['location']).toBe(`${emulator.regionUrl}${target}`);
    expect(emulator.redirected).toMatchObject([
      { method: 'POST', target, body: JSON.stringify(body), status: redirect },
    ]);
    expect(emulator.journal).toEqual([]);
    expect(emulator.world.invitations).toEqual([]);
  });
});

test('reaches its region at another port', async () => {
  const emulator = await openEmulator({ redirect: 302 });
  const headers = { 'x-tiledb-rest-api-key': 'demo-key-ada' };
  const answer = await fetch(`${emulator.url}/v1/invitations`, { headers });
  expect(answer.status).toBe(200);
  expect(emulator.regionUrl).not.toBe(emulator.url);
  expect(answer.url).toBe(`${emulator.regionUrl}/v1/invitations`);
  expect(emulator.journal).toHaveLength(1);
});

test('includes the prefix in both addresses', async () => {
  const { url, regionUrl } = await openEmulator({ redirect: 302, prefix: '/tiledb' });
  expect(url).toMatch(/\/tiledb$/);
  expect(regionUrl).toMatch(/\/tiledb$/);
});

test('is absent by default, and clients use the region', async () => {
  const { url, regionUrl, redirected } = await openEmulator();
  expect(regionUrl).toBe(url);
  expect(redirected).toEqual([]);
});

test('forgets its redirects on a reset', async () => {
  const emulator = await openEmulator({ redirect: 302 });
  await ask(emulator, 'GET /v1/invitations');
  emulator.reset();
  expect(emulator.redirected).toEqual([]);
});

test('is stopped together with its region', async () => {
  const emulator = await startEmulator({ redirect: 307 });
  await emulator.stop();
  for (const url of [emulator.url, emulator.regionUrl]) {
    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  }
});

test('fails to start when its port is in use, and leaves no region running', async () => {
  const { url } = await openEmulator();
  const port = Number(new URL(url).port);
  await expect(startEmulator({ port, redirect: 302 })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
