import { describe, expect, test } from 'vitest';
import {
  addInvitation,
  addOrganization,
  addUser,
  DEMO_KEY,
  DEMO_LOGIN,
  demoWorld,
  emptyWorld,
} from '../../emulator/src/world.ts';
import { ask, invitationsOf, openEmulator } from './support.ts';

const DAY = new Date('2026-03-10T00:00:00Z');
const DAY_MS = 86_400_000;
const ALL = 'GET /v1/invitations?per_page=1000';

describe('the demo world', () => {
  test('is the same at every start on one day', () => {
    expect(demoWorld(DAY)).toEqual(demoWorld(DAY));
    expect(demoWorld()).toEqual(demoWorld());
    expect(demoWorld().day.getTime() % DAY_MS).toBe(0);
  });

  test('has the same ids on every day', () => {
    const ids = (day: Date) => demoWorld(day).invitations.map(({ id }) => id);
    expect(ids(DAY)).toEqual(ids(new Date(0)));
    expect(new Set(ids(DAY)).size).toBe(ids(DAY).length);
  });

  test('keeps pending invitations pending all day, and has none from the future', () => {
    for (const { acceptance, createdAt, expiresAt } of demoWorld(DAY).invitations) {
      const lapsesIn = expiresAt.getTime() - DAY.getTime();
      expect(acceptance !== null || lapsesIn <= 0 || lapsesIn > DAY_MS).toBe(true);
      expect(createdAt.getTime()).toBeLessThan(DAY.getTime());
      expect(acceptance?.at.getTime() ?? 0).toBeLessThanOrEqual(DAY.getTime());
    }
  });

  test('belongs to Ada, who has a key and a login', () => {
    const [ada] = demoWorld().users;
    expect(ada).toMatchObject({ ...DEMO_LOGIN, key: DEMO_KEY });
  });

  test('shows Ada more than 200 invitations, but not all', async () => {
    const emulator = await openEmulator({ world: demoWorld(DAY) });
    const seen = invitationsOf(await ask(emulator, ALL));
    expect(seen.length).toBeGreaterThan(200);
    expect(seen.length).toBeLessThan(emulator.world.invitations.length);
  });

  test.for([
    'organization=acme',
    'organization=Z%C3%BCrich%20Genomics',
    'array=s3%3A%2F%2Fbucket%2Fa%20b',
    'group=climate%2F2024',
    ...['JOIN_ORGANIZATION', 'ARRAY_SHARE', 'GROUP_SHARE', 'PAYMENT_SHARE'].flatMap((type) => [
      `type=${type}&status=PENDING`,
      `type=${type}&status=ACCEPTED`,
    ]),
  ])('has invitations under ?%s', async (query) => {
    const emulator = await openEmulator({ world: demoWorld(DAY) });
    const seen = invitationsOf(await ask(emulator, `GET /v1/invitations?${query}`));
    expect(seen.length).toBeGreaterThan(0);
  });

  test('lets Ada accept one of each type, but not the expired one', async () => {
    const emulator = await openEmulator({ world: demoWorld(DAY) });
    const mine = emulator.world.invitations.filter(({ recipient }) => /^ada\b/i.test(recipient));
    const outcomes = await Promise.all(
      mine.map(async ({ id, type }) => {
        const { status } = await ask(emulator, `POST /v1/invitations/${id}`);
        return `${type} ${status}`;
      }),
    );
    expect(outcomes.toSorted()).toEqual([
      'ARRAY_SHARE 204',
      'GROUP_SHARE 204',
      'JOIN_ORGANIZATION 204',
      'JOIN_ORGANIZATION 204',
      'JOIN_ORGANIZATION 404',
      'PAYMENT_SHARE 204',
    ]);
  });

  test('lets Ada cancel each of her pending invitations', async () => {
    const emulator = await openEmulator({ world: demoWorld(DAY) });
    const pending = emulator.world.invitations.filter(
      ({ inviter, acceptance, type }) =>
        inviter === 'ada' && acceptance === null && type !== 'PAYMENT_SHARE',
    );
    const statuses = await Promise.all(
      pending.map(async (invitation) => {
        const owner = encodeURIComponent(invitation.owner);
        const path = {
          JOIN_ORGANIZATION: () => `${invitation.id}/${owner}/join`,
          ARRAY_SHARE: (name: string) => `${invitation.id}/${owner}/${name}/share`,
          GROUP_SHARE: (name: string) => `group/${invitation.id}/${owner}/${name}/share`,
          PAYMENT_SHARE: () => '',
        }[invitation.type](encodeURIComponent(nameIn(invitation)));
        return (await ask(emulator, `DELETE /v1/invitations/${path}`)).status;
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([204]));
    expect(statuses.length).toBeGreaterThan(50);
  });

  test('contains every kind of missing value', async () => {
    const emulator = await openEmulator({ world: demoWorld(DAY) });
    const seen = invitationsOf(await ask(emulator, ALL));
    const accepted = new Set(
      seen.filter(({ status }) => status === 'PENDING').map((one) => one['accepted_at']),
    );
    expect(accepted).toEqual(new Set([undefined, null, '0001-01-01T00:00:00Z']));
    const arrays = new Set(
      seen
        .filter(({ invitation_type }) => invitation_type !== 'ARRAY_SHARE')
        .map((one) => one['array_uuid']),
    );
    const nil = '00000000-0000-0000-0000-000000000000';
    expect(arrays).toEqual(new Set([undefined, null, '', nil]));
  });
});

describe('a small world', () => {
  test('has people and organizations, but no invitations', () => {
    const { users, organizations, invitations } = emptyWorld();
    expect(users.map(({ username }) => username)).toContain('ada');
    expect(organizations.map(({ name }) => name)).toContain('acme');
    expect(invitations).toEqual([]);
  });

  test('can be extended by names', async () => {
    const world = emptyWorld(DAY);
    addUser(world, 'alan', { key: 'alan’s' });
    addOrganization(world, 'bletchley', { alan: 'owner' });
    const { id, inviter, createdAt, expiresAt } = addInvitation(world, {
      type: 'JOIN_ORGANIZATION',
      owner: 'bletchley',
      to: 'ada@example.com',
      role: 'read_only',
      hoursAgo: 2,
    });
    expect(id).toMatch(/^[\da-f-]{36}$/);
    expect(inviter).toBe('alan');
    expect(createdAt).toEqual(new Date('2026-03-09T22:00:00Z'));
    expect(expiresAt).toEqual(new Date('2026-03-16T22:00:00Z'));
  });

  test('rejects an invitation with an unknown owner', () => {
    const facts = { type: 'PAYMENT_SHARE', owner: 'nobody', to: 'ada' } as const;
    expect(() => addInvitation(emptyWorld(), facts)).toThrow('not "nobody"');
  });
});

function nameIn(invitation: object): string {
  if ('array' in invitation) {
    return String(invitation.array);
  }
  return 'group' in invitation ? String(invitation.group) : '';
}
