import { describe, expect, test } from 'vitest';
import { addInvitation, type NewInvitation } from '../../emulator/src/world.ts';
import { ask, idsOf, invitationsOf, NOW, openEmulator, quietWorld } from './support.ts';

const JOIN: NewInvitation = {
  id: 'join',
  type: 'JOIN_ORGANIZATION',
  owner: 'Zürich Genomics',
  to: 'ADA@example.com',
  role: 'admin',
};

function worldWith(...invitations: NewInvitation[]) {
  const world = quietWorld();
  for (const invitation of invitations) {
    addInvitation(world, invitation);
  }
  return world;
}

describe('accepting an invitation', () => {
  test('answers 204 without a body, and makes it the caller’s', async () => {
    const emulator = await openEmulator({ world: worldWith(JOIN) });
    const answer = await ask(emulator, 'POST /v1/invitations/join');
    expect(answer).toMatchObject({ status: 204, body: '' });
    expect(answer.headers).not.toHaveProperty('content-length');
    const [invitation] = invitationsOf(await ask(emulator, 'GET /v1/invitations?status=ACCEPTED'));
    expect(invitation).toMatchObject({
      id: 'join',
      accepted_at: '2026-03-10T12:00:00Z',
      user_namespace_uuid: emulator.world.users[0]?.uuid,
    });
  });

  test('makes a caller who joins a member', async () => {
    const other = { ...JOIN, id: 'other', to: 'x@example.com' };
    const emulator = await openEmulator({ world: worldWith(JOIN, other) });
    expect(idsOf(await ask(emulator, 'GET /v1/invitations'))).toEqual(['join']);
    await ask(emulator, 'POST /v1/invitations/join');
    expect(idsOf(await ask(emulator, 'GET /v1/invitations'))).toEqual(['join', 'other']);
  });

  test('is reported as done by an organization’s user when the organization is one', async () => {
    const world = worldWith({ ...JOIN, owner: '日本 研究所', holes: 'absent' });
    const emulator = await openEmulator({ world });
    await ask(emulator, 'POST /v1/invitations/join');
    const [invitation] = invitationsOf(await ask(emulator, 'GET /v1/invitations'));
    const organization = emulator.world.organizations.find(({ name }) => name === '日本 研究所');
    expect(invitation).toMatchObject({
      organization_user_uuid: expect.any(String),
      organization_uuid: organization?.uuid,
    });
    expect(invitation).not.toHaveProperty('user_namespace_uuid');
  });

  test.for([
    { id: 'i', type: 'ARRAY_SHARE', owner: 'linus', to: 'ada@example.com', array: 'a' },
    { id: 'i', type: 'GROUP_SHARE', owner: 'linus', to: 'ada', group: 'g' },
    { id: 'i', type: 'PAYMENT_SHARE', owner: 'linus', to: 'ada' },
  ] as const)('works for $type', async (invitation) => {
    const emulator = await openEmulator({ world: worldWith(invitation) });
    expect((await ask(emulator, 'POST /v1/invitations/i')).status).toBe(204);
    expect(emulator.world.invitations[0]?.acceptance).toEqual({ by: 'ada', at: NOW });
  });

  test('finds an id that had to be encoded', async () => {
    const emulator = await openEmulator({ world: worldWith({ ...JOIN, id: 'a/b?c#d é%' }) });
    const { status } = await ask(emulator, 'POST /v1/invitations/a%2Fb%3Fc%23d%20%C3%A9%25');
    expect(status).toBe(204);
  });
});

describe('an accept that cannot succeed', () => {
  const refused: [string, NewInvitation][] = [
    ['an unknown id', { ...JOIN, id: 'another' }],
    ['an invitation that is already accepted', { ...JOIN, acceptedBy: 'ada' }],
    ['an expired invitation', { ...JOIN, expiresAt: NOW }],
    ['an invitation to someone else', { ...JOIN, to: 'grace@example.com' }],
    [
      'an invitation that the caller sent',
      { ...JOIN, owner: 'acme', from: 'ada', to: 'x@example.com' },
    ],
  ];

  test.for(refused)('is rejected for %s', async ([, invitation]) => {
    const emulator = await openEmulator({ world: worldWith(invitation) });
    const before = structuredClone(emulator.world.invitations);
    const answer = await ask(emulator, 'POST /v1/invitations/join');
    expect(answer.status).toBe(404);
    expect(answer.json).toEqual({
      code: 404,
      message: 'Could not find invitation identifier',
      request_id: 'req-000001',
    });
    expect(emulator.world.invitations).toEqual(before);
  });

  test('is rejected when it is a repeat', async () => {
    const emulator = await openEmulator({ world: worldWith(JOIN) });
    expect((await ask(emulator, 'POST /v1/invitations/join')).status).toBe(204);
    expect((await ask(emulator, 'POST /v1/invitations/join')).status).toBe(404);
  });

  test('is rejected without a body in the given dialect, which has no group shares', async () => {
    const group = {
      id: 'group',
      type: 'GROUP_SHARE',
      owner: 'linus',
      to: 'ada',
      group: 'g',
    } as const;
    const emulator = await openEmulator({ world: worldWith(group), dialect: 'given' });
    const unknown = await ask(emulator, 'POST /v1/invitations/unknown');
    expect(unknown).toMatchObject({ status: 404, body: '' });
    expect(unknown.headers['content-length']).toBe('0');
    expect((await ask(emulator, 'POST /v1/invitations/group')).status).toBe(404);
  });

  test.for(['{}', 'null', 'x'])('is rejected with the body %s', async (body) => {
    const emulator = await openEmulator({ world: worldWith(JOIN) });
    expect((await ask(emulator, 'POST /v1/invitations/join', { body })).status).toBe(400);
  });

  test('is rejected with a query', async () => {
    const emulator = await openEmulator({ world: worldWith(JOIN) });
    expect((await ask(emulator, 'POST /v1/invitations/join?page=1')).status).toBe(400);
  });
});
