import { describe, expect, test } from 'vitest';
import { addInvitation, type NewInvitation } from '../../emulator/src/world.ts';
import { ask, invitationsOf, NOW, openEmulator, quietWorld } from './support.ts';

const ORGANIZATION = '100% Open #1?';
const ARRAY = 's3://bucket/a b/ü?x#y';
const GROUP = 'climate/2024';
const ARRAY_PATH = encodeURIComponent(ARRAY);

const JOIN: NewInvitation = {
  id: 'join',
  type: 'JOIN_ORGANIZATION',
  owner: ORGANIZATION,
  to: 'x@example.com',
  role: 'read_only',
};
const SHARE: NewInvitation = {
  id: 'array',
  type: 'ARRAY_SHARE',
  owner: 'acme',
  to: 'x@example.com',
  array: ARRAY,
};
const GROUP_SHARE: NewInvitation = {
  id: 'group',
  type: 'GROUP_SHARE',
  owner: 'ada',
  to: 'linus',
  group: GROUP,
};

function fullWorld(change: Partial<NewInvitation> = {}) {
  const world = quietWorld();
  for (const facts of [JOIN, SHARE, GROUP_SHARE]) {
    addInvitation(world, { ...facts, ...change } as NewInvitation);
  }
  return world;
}

const PATHS = {
  join: `/v1/invitations/join/${encodeURIComponent(ORGANIZATION)}/join`,
  array: `/v1/invitations/array/acme/${ARRAY_PATH}/share`,
  group: `/v1/invitations/group/group/ada/${encodeURIComponent(GROUP)}/share`,
};

describe.for(Object.entries(PATHS))('cancelling the %s invitation', ([id, path]) => {
  test('answers 204 without a body, and removes it', async () => {
    const emulator = await openEmulator({ world: fullWorld() });
    expect(await ask(emulator, `DELETE ${path}`)).toMatchObject({ status: 204, body: '' });
    const left = emulator.world.invitations.map((invitation) => invitation.id);
    expect(left).toEqual(['join', 'array', 'group'].filter((other) => other !== id));
  });

  test('answers 404 the second time', async () => {
    const emulator = await openEmulator({ world: fullWorld() });
    await ask(emulator, `DELETE ${path}`);
    const answer = await ask(emulator, `DELETE ${path}`);
    expect(answer.status).toBe(404);
    expect(answer.json).toMatchObject({ message: 'No invitation was found to cancel' });
  });

  test('works after it has expired', async () => {
    const emulator = await openEmulator({ world: fullWorld({ expiresAt: NOW }) });
    expect((await ask(emulator, `DELETE ${path}`)).status).toBe(204);
  });

  test('answers 404 after it was accepted', async () => {
    const emulator = await openEmulator({ world: fullWorld({ acceptedBy: 'linus' }) });
    expect((await ask(emulator, `DELETE ${path}`)).status).toBe(404);
    expect(emulator.world.invitations).toHaveLength(3);
  });

  test('is forbidden to a stranger', async () => {
    const emulator = await openEmulator({ world: fullWorld() });
    const answer = await ask(emulator, `DELETE ${path}`, { key: 'demo-key-margaret' });
    expect(answer.status).toBe(403);
    expect(emulator.world.invitations).toHaveLength(3);
  });

  test('rejects a body and a query', async () => {
    const emulator = await openEmulator({ world: fullWorld() });
    expect((await ask(emulator, `DELETE ${path}`, { body: {} })).status).toBe(400);
    expect((await ask(emulator, `DELETE ${path}?force=true`)).status).toBe(400);
  });
});

describe('a path that describes another invitation', () => {
  test.for([
    ['another organization', '/v1/invitations/join/acme/join'],
    ['an unknown organization', '/v1/invitations/join/nowhere/join'],
    ['an array share as a join', '/v1/invitations/array/acme/join'],
    ['another namespace', `/v1/invitations/array/ada/${ARRAY_PATH}/share`],
    ['an unknown namespace', `/v1/invitations/array/nowhere/${ARRAY_PATH}/share`],
    ['another array', '/v1/invitations/array/acme/quarterly/share'],
    [
      'an array encoded twice',
      `/v1/invitations/array/acme/${encodeURIComponent(ARRAY_PATH)}/share`,
    ],
    ['another group', '/v1/invitations/group/group/ada/weather/share'],
    ['a group share as an array share', '/v1/invitations/group/ada/climate%2F2024/share'],
    ['another id', '/v1/invitations/join2/100%25%20Open%20%231%3F/join'],
  ])('answers 404 for %s', async ([, path]) => {
    const emulator = await openEmulator({ world: fullWorld() });
    expect((await ask(emulator, `DELETE ${path}`)).status).toBe(404);
    expect(emulator.world.invitations).toHaveLength(3);
  });
});

test('accepts a group’s UUID', async () => {
  const emulator = await openEmulator({ world: fullWorld() });
  const listed = invitationsOf(await ask(emulator, 'GET /v1/invitations?type=GROUP_SHARE'));
  const path = `/v1/invitations/group/group/ada/${listed[0]?.['group_uuid']}/share`;
  expect((await ask(emulator, `DELETE ${path}`)).status).toBe(204);
});

test('accepts an organization’s UUID', async () => {
  const emulator = await openEmulator({ world: fullWorld() });
  const uuid = emulator.world.organizations.find(({ name }) => name === ORGANIZATION)?.uuid;
  expect((await ask(emulator, `DELETE /v1/invitations/join/${uuid}/join`)).status).toBe(204);
});

test('is forbidden to a plain member', async () => {
  const emulator = await openEmulator({ world: fullWorld() });
  const { status } = await ask(emulator, `DELETE ${PATHS.array}`, { key: 'demo-key-linus' });
  expect(status).toBe(403);
});

test('is forbidden in someone else’s namespace', async () => {
  const emulator = await openEmulator({ world: fullWorld() });
  const { status } = await ask(emulator, 'DELETE /v1/invitations/array/grace/a/share');
  expect(status).toBe(403);
});

describe('cancelling in the given dialect', () => {
  test('answers 404 without a body', async () => {
    const emulator = await openEmulator({ dialect: 'given' });
    expect(await ask(emulator, 'DELETE /v1/invitations/i/acme/join')).toMatchObject({
      status: 404,
      body: '',
    });
  });

  test('has no operation for a group share', async () => {
    const emulator = await openEmulator({ world: fullWorld(), dialect: 'given' });
    expect((await ask(emulator, `DELETE ${PATHS.group}`)).status).toBe(404);
    expect(emulator.world.invitations).toHaveLength(3);
  });
});
