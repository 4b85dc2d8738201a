import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../emulator/src/emulator.ts';
import { addInvitation, type World } from '../../emulator/src/world.ts';
import { ask, idsOf, invitationsOf, openEmulator, quietWorld } from './support.ts';

const ARRAY = 's3://bucket/a b?c=1&d#é+%';
const ACME = 'acme';

/** Five invitations that Ada sees, newest first: join, array, group, payment, join of another organization. */
function smallWorld(): World {
  const world = quietWorld();
  addInvitation(world, {
    id: 'join',
    type: 'JOIN_ORGANIZATION',
    owner: ACME,
    to: 'new@example.com',
    role: 'read_only',
    hoursAgo: 1,
  });
  addInvitation(world, {
    id: 'array',
    type: 'ARRAY_SHARE',
    owner: 'ada',
    to: 'grace@example.com',
    array: ARRAY,
    hoursAgo: 2,
    acceptedBy: 'grace',
  });
  addInvitation(world, {
    id: 'group',
    type: 'GROUP_SHARE',
    owner: 'group',
    to: 'linus',
    group: 'climate/2024',
    hoursAgo: 3,
  });
  addInvitation(world, {
    id: 'payment',
    type: 'PAYMENT_SHARE',
    owner: ACME,
    to: 'linus',
    hoursAgo: 4,
    acceptedBy: 'linus',
  });
  addInvitation(world, {
    id: 'odd join',
    type: 'JOIN_ORGANIZATION',
    owner: '100% Open #1?',
    from: 'ada',
    to: 'new@example.com',
    role: 'admin',
    hoursAgo: 5,
  });
  return world;
}

async function listOf(emulator: Emulator, query: Record<string, string>): Promise<unknown[]> {
  const answer = await ask(emulator, `GET /v1/invitations?${new URLSearchParams(query)}`);
  expect(answer.status).toBe(200);
  return idsOf(answer);
}

function secondsAgo(world: World, hours: number): string {
  return String(world.day.getTime() / 1000 - hours * 3600);
}

describe('the list of a caller', () => {
  const world = quietWorld();
  const facts = { type: 'JOIN_ORGANIZATION', role: 'read_only' } as const;
  addInvitation(world, { ...facts, id: 'to linus', owner: 'lab', to: 'LINUS@example.com' });
  addInvitation(world, {
    id: 'to zoë by name',
    type: 'GROUP_SHARE',
    owner: 'grace',
    to: 'zoë',
    group: 'weather',
  });
  addInvitation(world, { ...facts, id: 'by ada', owner: 'lab', from: 'ada', to: 'x@example.com' });
  addInvitation(world, { ...facts, id: 'of acme', owner: ACME, from: 'ada', to: 'y@example.com' });

  test.for([
    ['ada', 'what she sent and what her organizations own', ['by ada', 'of acme']],
    ['linus', 'what came to his address in any case, as a plain member no more', ['to linus']],
    ['zoe', 'what came to her username', ['to zoë by name']],
    ['grace', 'what she sent and manages', ['to linus', 'to zoë by name', 'by ada', 'of acme']],
    ['margaret', 'nothing', []],
  ] as const)('for %s contains %s', async ([name, , ids]) => {
    const emulator = await openEmulator({ world });
    const answer = await ask(emulator, 'GET /v1/invitations', { key: `demo-key-${name}` });
    expect(idsOf(answer)).toEqual(ids);
  });
});

describe('a filter', () => {
  test.for([
    [{ organization: ACME }, ['join', 'payment']],
    [{ organization: '100% Open #1?' }, ['odd join']],
    [{ organization: 'nowhere' }, []],
    [{ array: ARRAY }, ['array']],
    [{ array: 's3://bucket/a' }, []],
    [{ group: 'climate/2024' }, ['group']],
    [{ group: 'weather' }, []],
    [{ type: 'JOIN_ORGANIZATION' }, ['join', 'odd join']],
    [{ type: 'ARRAY_SHARE' }, ['array']],
    [{ type: 'GROUP_SHARE' }, ['group']],
    [{ type: 'PAYMENT_SHARE' }, ['payment']],
    [{ status: 'PENDING' }, ['join', 'group', 'odd join']],
    [{ status: 'ACCEPTED' }, ['array', 'payment']],
    [{ organization: ACME, status: 'ACCEPTED' }, ['payment']],
    [{ organization: ACME, type: 'JOIN_ORGANIZATION', status: 'ACCEPTED' }, []],
  ] as const)('of %j selects %j', async ([query, ids]) => {
    const emulator = await openEmulator({ world: smallWorld() });
    expect(await listOf(emulator, query)).toEqual(ids);
  });

  test('accepts the ids of organizations and groups', async () => {
    const emulator = await openEmulator({ world: smallWorld() });
    const all = invitationsOf(await ask(emulator, 'GET /v1/invitations'));
    const organization = String(all.find(({ id }) => id === 'join')?.['owner_namespace_uuid']);
    const group = String(all.find(({ id }) => id === 'group')?.['group_uuid']);
    expect(await listOf(emulator, { organization })).toEqual(['join', 'payment']);
    expect(await listOf(emulator, { group })).toEqual(['group']);
  });

  test('includes start and end as seconds of creation', async () => {
    const world = smallWorld();
    const emulator = await openEmulator({ world });
    const start = secondsAgo(world, 4);
    const end = secondsAgo(world, 2);
    expect(await listOf(emulator, { start, end })).toEqual(['array', 'group', 'payment']);
    expect(await listOf(emulator, { start: String(Number(start) + 1), end })).toEqual([
      'array',
      'group',
    ]);
    expect(await listOf(emulator, { start, end: String(Number(end) - 1) })).toEqual([
      'group',
      'payment',
    ]);
    expect(await listOf(emulator, { start: '18446744073709551615' })).toEqual([]);
  });

  test('excludes the rest of the second of its end', async () => {
    const world = quietWorld();
    const createdAt = new Date('2026-03-01T00:00:00.500Z');
    addInvitation(world, { type: 'PAYMENT_SHARE', owner: 'ada', to: 'linus', createdAt });
    const emulator = await openEmulator({ world });
    const second = Math.floor(createdAt.getTime() / 1000);
    expect(await listOf(emulator, { end: String(second) })).toHaveLength(0);
    expect(await listOf(emulator, { start: String(second), end: String(second + 1) })).toHaveLength(
      1,
    );
  });

  test('reads a plus sign as a space', async () => {
    const world = quietWorld();
    addInvitation(world, { type: 'ARRAY_SHARE', owner: 'ada', to: 'x@example.com', array: 'a b' });
    const emulator = await openEmulator({ world });
    expect(idsOf(await ask(emulator, 'GET /v1/invitations?array=a+b'))).toHaveLength(1);
    expect(idsOf(await ask(emulator, 'GET /v1/invitations?array=a%2Bb'))).toHaveLength(0);
  });
});

describe('the order of a list', () => {
  test('is newest first by default', async () => {
    const emulator = await openEmulator({ world: smallWorld() });
    const newestFirst = ['join', 'array', 'group', 'payment', 'odd join'];
    expect(await listOf(emulator, {})).toEqual(newestFirst);
    expect(await listOf(emulator, { orderby: 'timestamp' })).toEqual(newestFirst);
  });

  test('by name is last for those without one, and newest first for equal names', async () => {
    const world = smallWorld();
    addInvitation(world, {
      id: 'first array',
      type: 'ARRAY_SHARE',
      owner: 'ada',
      to: 'x@example.com',
      array: 'a',
      hoursAgo: 9,
    });
    addInvitation(world, {
      id: 'newest join',
      type: 'JOIN_ORGANIZATION',
      owner: ACME,
      to: 'x@example.com',
      role: 'owner',
    });
    const emulator = await openEmulator({ world });
    expect(await listOf(emulator, { orderby: 'array_name' })).toEqual([
      'first array',
      'array',
      'newest join',
      'join',
      'group',
      'payment',
      'odd join',
    ]);
    expect(await listOf(emulator, { orderby: 'organization_name' })).toEqual([
      'odd join',
      'newest join',
      'join',
      'payment',
      'group',
      'array',
      'first array',
    ]);
  });

  test('keeps the sending order for equal times', async () => {
    const world = quietWorld();
    const ids = Array.from({ length: 30 }, (_, n) => `at once ${n}`);
    for (const id of ids) {
      addInvitation(world, { id, type: 'PAYMENT_SHARE', owner: 'ada', to: 'linus' });
    }
    const emulator = await openEmulator({ world });
    expect(await listOf(emulator, { per_page: '30' })).toEqual(ids);
  });
});

describe('the pages of a list', () => {
  test('have ten items by default, and lose none between pages', async () => {
    const world = quietWorld();
    for (let n = 0; n < 23; n++) {
      addInvitation(world, {
        id: `${n}`,
        type: 'PAYMENT_SHARE',
        owner: 'ada',
        to: 'x',
        hoursAgo: n,
      });
    }
    const emulator = await openEmulator({ world });
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => ask(emulator, `GET /v1/invitations?page=${page}`)),
    );
    expect(pages.map((page) => idsOf(page).length)).toEqual([10, 10, 3, 0]);
    expect(pages.flatMap(idsOf)).toEqual(Array.from({ length: 23 }, (_, n) => `${n}`));
    expect(pages[3]?.json).toEqual({
      pagination_metadata: { page: 4, per_page: 10, total_pages: 3, total_items: 23 },
    });
  });

  test('are empty far past the end', async () => {
    const emulator = await openEmulator({ world: smallWorld() });
    const query = { page: '9007199254740991', per_page: '1000' };
    expect(await listOf(emulator, query)).toEqual([]);
  });

  test('have an empty list in the current dialect, and null in the given one', async () => {
    const emulator = await openEmulator();
    const pagination_metadata = { page: 1, per_page: 10, total_pages: 0, total_items: 0 };
    expect((await ask(emulator, 'GET /v1/invitations')).json).toEqual({ pagination_metadata });
    emulator.dialect = 'given';
    expect((await ask(emulator, 'GET /v1/invitations')).json).toEqual({
      invitations: null,
      pagination_metadata,
    });
  });
});

describe('a list request', () => {
  test.for([
    'page=0',
    'page=-1',
    'page=1.5',
    'page=one',
    'page=9007199254740992',
    'per_page=0',
    'per_page=1001',
    'start=-1',
    'start=2026-01-01',
    'end=18446744073709551616',
    'type=x',
    'type=array_share',
    'status=pending',
    'status=EXPIRED',
    'orderby=email',
    'organization=',
    'page=',
    'page=1&page=2',
    'perPage=5',
    'page',
    'page=1=2',
    'page=1&',
    '=1',
    'array=%zz',
    'array=%ff',
    'array=a"b',
    'array=a[b]',
  ])('is rejected with ?%s', async (query) => {
    const emulator = await openEmulator();
    const answer = await ask(emulator, `GET /v1/invitations?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({
      code: 400,
      message: expect.any(String),
      request_id: 'req-000001',
    });
  });

  test('is rejected with a body', async () => {
    const emulator = await openEmulator();
    expect((await ask(emulator, 'GET /v1/invitations', { body: {} })).status).toBe(400);
  });
});

describe('the JSON of an invitation', () => {
  const CURRENT_ONLY = [
    'inviter_uuid',
    'organization_uuid',
    'group_uuid',
    'group_actions',
    'expires_at',
    'namespace_invited',
  ];

  test('contains each kind of missing value as configured', async () => {
    const world = quietWorld();
    for (const holes of ['absent', 'null', 'empty', 'zero'] as const) {
      addInvitation(world, { type: 'PAYMENT_SHARE', owner: 'ada', to: 'linus', holes });
    }
    const emulator = await openEmulator({ world });
    const seen = invitationsOf(await ask(emulator, 'GET /v1/invitations'));
    const holes = seen.map(({ email, array_uuid, accepted_at }) => [
      email,
      array_uuid,
      accepted_at,
    ]);
    expect(holes).toEqual([
      [undefined, undefined, undefined],
      [null, null, null],
      ['', '', '0001-01-01T00:00:00Z'],
      ['', '00000000-0000-0000-0000-000000000000', '0001-01-01T00:00:00Z'],
    ]);
  });

  test('contains all fields of each type', async () => {
    const world = quietWorld();
    const absent = { holes: 'absent', hoursAgo: 24 } as const;
    addInvitation(world, {
      ...absent,
      type: 'JOIN_ORGANIZATION',
      owner: '日本 研究所',
      to: 'ada@example.com',
      role: 'read_write_delete',
      actions: ['read', 'run_job'],
      acceptedBy: 'ada',
    });
    addInvitation(world, {
      ...absent,
      type: 'GROUP_SHARE',
      owner: 'ada',
      to: 'linus',
      group: 'weather',
      actions: ['read', 'write'],
      groupActions: ['edit'],
      createdAt: new Date('2026-03-01T10:20:30.120Z'),
    });
    const emulator = await openEmulator({ world });
    const uuid = expect.stringMatching(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/,
    );
    expect(invitationsOf(await ask(emulator, 'GET /v1/invitations'))).toEqual([
      {
        id: uuid,
        invitation_type: 'JOIN_ORGANIZATION',
        owner_namespace_uuid: uuid,
        organization_user_uuid: uuid,
        organization_name: '日本 研究所',
        organization_role: 'read_write_delete',
        email: 'ada@example.com',
        actions: 'read,run_job',
        status: 'ACCEPTED',
        created_at: '2026-03-09T00:00:00Z',
        accepted_at: '2026-03-09T01:00:00Z',
        inviter_uuid: uuid,
        organization_uuid: uuid,
        expires_at: '2026-03-16T00:00:00Z',
      },
      {
        id: uuid,
        invitation_type: 'GROUP_SHARE',
        owner_namespace_uuid: uuid,
        actions: 'read,write',
        status: 'PENDING',
        created_at: '2026-03-01T10:20:30.12Z',
        inviter_uuid: uuid,
        group_uuid: uuid,
        group_actions: 'edit',
        expires_at: '2026-03-08T10:20:30.12Z',
        namespace_invited: 'linus',
      },
    ]);
  });

  test('can be replaced by a test', async () => {
    const world = quietWorld();
    const sent = { invitation_type: 'NOTEBOOK_SHARE', status: undefined, actions: 7 };
    addInvitation(world, { type: 'PAYMENT_SHARE', owner: 'ada', to: 'linus', sent });
    const emulator = await openEmulator({ world });
    const [invitation] = invitationsOf(await ask(emulator, 'GET /v1/invitations'));
    expect(invitation).toMatchObject({ invitation_type: 'NOTEBOOK_SHARE', actions: 7 });
    expect(invitation).not.toHaveProperty('status');
  });

  test('lacks the newer fields and types in the given dialect', async () => {
    const emulator = await openEmulator({ world: smallWorld(), dialect: 'given' });
    const answer = await ask(emulator, 'GET /v1/invitations');
    expect(idsOf(answer)).toEqual(['join', 'array', 'odd join']);
    expect(answer.json).toMatchObject({ pagination_metadata: { total_items: 3 } });
    const keys = invitationsOf(answer).flatMap(Object.keys);
    expect(keys.filter((key) => CURRENT_ONLY.includes(key))).toEqual([]);
  });

  test.for(['type=GROUP_SHARE', 'type=PAYMENT_SHARE', 'group=weather'])(
    'is not filtered by ?%s in the given dialect, which rejects it',
    async (query) => {
      const emulator = await openEmulator({ dialect: 'given' });
      expect((await ask(emulator, `GET /v1/invitations?${query}`)).status).toBe(400);
    },
  );
});
