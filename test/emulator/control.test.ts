import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../emulator/src/emulator.ts';
import { SCENARIOS } from '../../emulator/src/scenarios.ts';
import { ask, idsOf, openEmulator } from './support.ts';

const LIST = 'GET /v1/invitations';
const JOIN = { organization_role: 'read_only', invitee_email: ['x@example.com'] };

function openDoor() {
  return openEmulator({ control: true });
}

async function control(
  { controlUrl }: Emulator,
  line: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const [method = '', path = ''] = line.split(' ');
  const answer = await fetch(`${controlUrl}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape, on which the tests assert
  const json: any = text === '' ? null : JSON.parse(text);
  return { status: answer.status, headers: answer.headers, json };
}

test('has no control address by default', async () => {
  const emulator = await openEmulator();
  expect(emulator.controlUrl).toBeNull();
  expect((await ask(emulator, 'GET /_emulator')).status).toBe(404);
  expect(emulator.journal).toHaveLength(1);
});

test('reports the address, the key, the settings and the scenarios as its state', async () => {
  const emulator = await openDoor();
  expect((await control(emulator, 'GET ')).json).toMatchObject({
    url: emulator.url,
    key: 'demo-key-ada',
    settings: { dialect: 'current', pageCap: null, assumptions: { listed: 'both' } },
    scenario: null,
    scenarios: SCENARIOS.map(({ name }) => ({ name })),
  });
});

test('serves browsers a page with a switch for each scenario', async () => {
  const { controlUrl } = await openDoor();
  const answer = await fetch(`${controlUrl}/`, { headers: { accept: 'text/html' } });
  const page = await answer.text();
  for (const { name } of SCENARIOS) expect(page).toContain(`value="${name}"`);
});

test('keeps control requests out of the journal and free of faults', async () => {
  const emulator = await openDoor();
  await control(emulator, 'PUT /scenario', { name: 'outage' });
  expect((await control(emulator, 'GET ')).json).toMatchObject({ scenario: 'outage' });
  expect(emulator.journal).toEqual([]);
});

describe('a scenario', () => {
  test.for([
    ['outage', 503],
    ['bad-gateway', 502],
    ['busy', 429],
    ['key-revoked', 401],
    ['forbidden', 403],
  ] as const)('%s answers with %i until it is switched off', async ([name, status]) => {
    const emulator = await openDoor();
    await control(emulator, 'PUT /scenario', { name });
    expect((await ask(emulator, LIST)).status).toBe(status);
    await control(emulator, 'PUT /scenario', { name: null });
    expect((await ask(emulator, LIST)).status).toBe(200);
  });

  test('lost-answer carries out writes and drops their responses, but not those of reads', async () => {
    const emulator = await openDoor();
    await control(emulator, 'PUT /scenario', { name: 'lost-answer' });
    const asking = ask(emulator, 'POST /v1/invitations/acme/join', { body: JOIN });
    await expect(asking).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(idsOf(await ask(emulator, LIST))).toHaveLength(1);
  });

  test('replaces the previous scenario, and keeps other faults', async () => {
    const emulator = await openDoor();
    await control(emulator, 'POST /faults', {
      operation: 'acceptInvitation',
      behaviour: { kind: 'answer', status: 418 },
    });
    await control(emulator, 'PUT /scenario', { name: 'outage' });
    await control(emulator, 'PUT /scenario', { name: 'busy' });
    expect((await ask(emulator, LIST)).status).toBe(429);
    await control(emulator, 'PUT /scenario', { name: null });
    expect((await ask(emulator, 'POST /v1/invitations/i')).status).toBe(418);
  });

  test('is rejected with the list of names when it is unknown', async () => {
    const emulator = await openDoor();
    const { status, json } = await control(emulator, 'PUT /scenario', { name: 'flood' });
    expect(status).toBe(400);
    expect(json.message).toMatch(/must be one of outage, .*forbidden, or null/);
  });
});

describe('injected faults', () => {
  test('are plain data, and are used up', async () => {
    const emulator = await openDoor();
    const fault = { times: 1, behaviour: { kind: 'answer', status: 500, body: '{"code":1}' } };
    expect((await control(emulator, 'POST /faults', fault)).status).toBe(204);
    expect((await ask(emulator, LIST)).json).toEqual({ code: 1 });
    expect((await ask(emulator, LIST)).status).toBe(200);
  });

  test('can be removed', async () => {
    const emulator = await openDoor();
    await control(emulator, 'PUT /scenario', { name: 'outage' });
    await control(emulator, 'DELETE /faults');
    expect((await control(emulator, 'GET ')).json.scenario).toBeNull();
    expect((await ask(emulator, LIST)).status).toBe(200);
  });

  test.for<[unknown, RegExp]>([
    [{ operation: 'fetchAll' }, /operation of a fault must not be "fetchAll"/],
    [{ times: 0 }, /times of a fault must not be 0/],
    [{ delay: 1 }, /may have operation, key, .*not "delay"/],
    [{ behaviour: { kind: 'hold' } }, /behaviour.kind must be one of answer, /],
    [{ behaviour: { kind: 'answer' } }, /must have status/],
    [{ behaviour: { kind: 'answer', status: 99 } }, /status of the behaviour answer/],
    [{ behaviour: { kind: 'drip', bytesPerChunk: 0, intervalMs: 1 } }, /bytesPerChunk/],
    [{ behaviour: { kind: 'constructor' } }, /behaviour.kind/],
    [[], /a fault must be a JSON object/],
  ])('are rejected when invalid: %j', async ([fault, reason]) => {
    const emulator = await openDoor();
    const { status, json } = await control(emulator, 'POST /faults', fault);
    expect(status).toBe(400);
    expect(json.message).toMatch(reason);
  });
});

describe('the world of the emulator', () => {
  const invitation = { id: 'i', type: 'ARRAY_SHARE', owner: 'linus', to: 'ada', array: 'a' };

  test('can be seeded with the demo’s people and given invitations', async () => {
    const emulator = await openDoor();
    await ask(emulator, LIST);
    const createdAt = '2026-03-01T10:00:00Z';
    const seed = { invitations: [{ ...invitation, createdAt, expiresAt: '2099-01-01T00:00:00Z' }] };
    expect((await control(emulator, 'POST /seed', seed)).status).toBe(204);
    expect(emulator.journal).toEqual([]);
    expect((await ask(emulator, LIST)).json).toMatchObject({
      invitations: [{ id: 'i', created_at: createdAt, expires_at: '2099-01-01T00:00:00Z' }],
    });
    expect((await ask(emulator, 'POST /v1/invitations/i')).status).toBe(204);
  });

  test('returns to its start after a reset', async () => {
    const emulator = await openDoor();
    await control(emulator, 'POST /seed', { world: 'demo' });
    expect(emulator.world.invitations.length).toBeGreaterThan(200);
    await control(emulator, 'PUT /settings', { dialect: 'given' });
    await control(emulator, 'PUT /scenario', { name: 'outage' });
    expect((await control(emulator, 'POST /reset')).status).toBe(204);
    expect(emulator.world.invitations).toEqual([]);
    expect((await control(emulator, 'GET ')).json).toMatchObject({
      scenario: null,
      settings: { dialect: 'current' },
    });
  });

  test.for<[object, RegExp]>([
    [{ world: 'x' }, /world of a seed/],
    [{ invitations: [{ ...invitation, type: 'X' }] }, /type of an invitation must not be "X"/],
    [{ invitations: [{ ...invitation, owner: 'nobody' }] }, /owner that the world knows/],
    [{ invitations: [{ ...invitation, type: 'GROUP_SHARE' }] }, /a GROUP_SHARE must have group/],
    [{ invitations: [{ ...invitation, createdAt: 'x' }] }, /createdAt/],
    [{ invitations: [{ type: 'ARRAY_SHARE', owner: 'ada' }] }, /must have to/],
  ])('is not changed by the invalid seed %j', async ([seed, reason]) => {
    const emulator = await openDoor();
    await control(emulator, 'POST /seed', { invitations: [invitation] });
    const { status, json } = await control(emulator, 'POST /seed', seed);
    expect(status).toBe(400);
    expect(json.message).toMatch(reason);
    expect(emulator.world.invitations).toHaveLength(1);
  });
});

test('accepts valid settings, and rejects others', async () => {
  const emulator = await openDoor();
  const settings = { pageCap: 5, assumptions: { listed: 'sent' } };
  expect((await control(emulator, 'PUT /settings', settings)).json.settings).toMatchObject({
    ...settings,
    assumptions: { listed: 'sent', expired: 'pending' },
  });
  for (const wrong of [{ pageCap: 0 }, { dialect: 'old' }, { assumptions: { listed: 'x' } }]) {
    expect((await control(emulator, 'PUT /settings', wrong)).status).toBe(400);
  }
});

test('lists callers in the journal, but never their credentials', async () => {
  const emulator = await openDoor();
  await ask(emulator, LIST);
  await ask(emulator, 'POST /v1/invitations/acme/join', { body: JOIN });
  const login = `Basic ${Buffer.from('grace:demo-password-grace').toString('base64')}`;
  const headers = { 'x-tiledb-rest-api-key': '', authorization: login };
  await ask(emulator, LIST, { headers });
  await ask(emulator, LIST, { key: 'a-real-key' });
  const { json } = await control(emulator, 'GET /journal');
  expect(json.entries).toMatchObject([
    { operation: 'fetchInvitations', status: 200, caller: 'ada' },
    { operation: 'joinOrganization', body: JSON.stringify(JOIN), status: 204, caller: 'ada' },
    { caller: 'grace' },
    { caller: null, status: 401 },
  ]);
  expect(JSON.stringify(json)).not.toMatch(/demo-key|a-real-key|Basic/);
  const some = await control(emulator, 'GET /journal?operation=joinOrganization');
  expect(some.json.entries).toHaveLength(1);
});

test('lists sent mail, for one address or for all', async () => {
  const emulator = await openDoor();
  const body = { ...JOIN, invitee_email: ['x@example.com', 'linus'] };
  await ask(emulator, 'POST /v1/invitations/acme/join', { body });
  expect((await control(emulator, 'GET /mail')).json.mail).toMatchObject([
    { to: 'x@example.com', from: 'ada' },
    { to: 'linus@example.com', invitation: emulator.world.invitations[1]?.id },
  ]);
  expect((await control(emulator, 'GET /mail?to=X@example.com')).json.mail).toHaveLength(1);
});

describe('the control address', () => {
  test.for([
    'http://localhost:5173',
    'http://127.0.0.1:4000',
    'https://localhost',
    'http://[::1]:9',
  ])('is open to a page of %s', async (origin) => {
    const emulator = await openDoor();
    const preflight = await control(emulator, 'OPTIONS /scenario', undefined, { origin });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
    const { status, headers } = await control(emulator, 'GET ', undefined, { origin });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
  });

  test.for(['https://example.com', 'http://localhost.example.com', 'null'])(
    'is closed to a page of %s',
    async (origin) => {
      const emulator = await openDoor();
      const { status } = await control(emulator, 'PUT /scenario', { name: 'outage' }, { origin });
      expect(status).toBe(403);
      expect((await ask(emulator, LIST)).status).toBe(200);
    },
  );

  test('is closed to a host name that only resolves to it', async () => {
    const { controlUrl } = await openDoor();
    const status = await new Promise((resolve, reject) => {
      request(`${controlUrl}/reset`, { method: 'POST', headers: { host: 'rebound.example' } })
        .on('response', (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});

test.for(['GET /nowhere', 'PUT /reset', 'GET /constructor'])('answers 404 to %s', async (line) => {
  const emulator = await openDoor();
  const { status, json } = await control(emulator, line);
  expect(status).toBe(404);
  expect(json.message).toContain('POST /_emulator/reset');
});

test('rejects a body that is not JSON', async () => {
  const { controlUrl } = await openDoor();
  const answer = await fetch(`${controlUrl}/seed`, { method: 'POST', body: '{' });
  expect(answer.status).toBe(400);
});

test('leaves a path with only the same beginning to the API', async () => {
  const emulator = await openDoor();
  expect(await ask(emulator, 'GET /_emulators')).toMatchObject({ status: 404, body: '' });
});
