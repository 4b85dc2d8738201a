import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { addInvitation, type NewInvitation, type World } from '../../emulator/src/world.ts';
import { ask, idsOf, invitationsOf, openEmulator, quietWorld } from './support.ts';

const LIST = 'GET /v1/invitations';
const JOIN_LINE = 'POST /v1/invitations/acme/join';
const JOIN = { organization_role: 'read_write', invitee_email: ['x@example.com'] };

function worldWith(...invitations: NewInvitation[]): World {
  const world = quietWorld();
  for (const invitation of invitations) addInvitation(world, invitation);
  return world;
}

/** `count` invitations of Ada's; `0` is the newest. */
function numbered(count: number): NewInvitation[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `${n}`,
    type: 'ARRAY_SHARE',
    owner: 'ada',
    to: 'x@example.com',
    array: `array ${n}`,
    hoursAgo: n,
  }));
}

describe('the page cap', () => {
  test('makes pages smaller than requested, reports it, and loses nothing between them', async () => {
    const emulator = await openEmulator({ world: worldWith(...numbered(7)), pageCap: 3 });
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => ask(emulator, `${LIST}?per_page=100&page=${page}`)),
    );
    expect(pages.map(idsOf)).toEqual([['0', '1', '2'], ['3', '4', '5'], ['6'], []]);
    expect(pages[1]?.json).toMatchObject({
      pagination_metadata: { page: 2, per_page: 3, total_pages: 3, total_items: 7 },
    });
  });

  test('does not change smaller pages', async () => {
    const emulator = await openEmulator({ world: worldWith(...numbered(7)), pageCap: 3 });
    expect(idsOf(await ask(emulator, `${LIST}?per_page=2`))).toEqual(['0', '1']);
  });
});

describe('gzip', () => {
  const bytesOf = async (url: string, encoding: string) => {
    const { request } = await import('node:http');
    const headers = { 'x-tiledb-rest-api-key': 'demo-key-ada', 'accept-encoding': encoding };
    return new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
      request(`${url}/v1/invitations`, { headers, agent: false }, async (response) => {
        const body = Buffer.concat(await response.toArray());
        resolve({ encoding: response.headers['content-encoding'], body });
      })
        .on('error', reject)
        .end();
    });
  };

  test.for(['gzip', 'gzip, deflate, br', 'br;q=1, GZIP;q=0.5'])(
    'is sent for `Accept-Encoding: %s`',
    async (accept) => {
      const emulator = await openEmulator({ world: worldWith(...numbered(2)) });
      const { encoding, body } = await bytesOf(emulator.url, accept);
      expect(encoding).toBe('gzip');
      expect(JSON.parse(gunzipSync(body).toString())).toMatchObject({ invitations: [{}, {}] });
    },
  );

  test.for(['identity', 'br', 'gzip;q=0', 'gzip;q=0, br'])(
    'is not sent for `Accept-Encoding: %s`',
    async (accept) => {
      const emulator = await openEmulator({ world: worldWith(...numbered(2)) });
      const { encoding, body } = await bytesOf(emulator.url, accept);
      expect(encoding).toBeUndefined();
      expect(JSON.parse(body.toString())).toMatchObject({ invitations: [{}, {}] });
    },
  );

  test('can be turned off', async () => {
    const emulator = await openEmulator({ gzip: false });
    expect((await bytesOf(emulator.url, 'gzip')).encoding).toBeUndefined();
  });
});

describe('the assumptions', () => {
  const SENT: NewInvitation = {
    id: 'sent',
    type: 'ARRAY_SHARE',
    owner: 'ada',
    to: 'x@example.com',
    array: 'a',
    hoursAgo: 1,
  };
  const RECEIVED: NewInvitation = { ...SENT, id: 'received', owner: 'linus', to: 'ada' };

  test.for([
    ['both', ['sent', 'received']],
    ['sent', ['sent']],
    ['received', ['received']],
  ] as const)(
    '`listed: %s` decides whether invitations that the caller sent or received are listed',
    async ([listed, ids]) => {
      const world = worldWith(SENT, RECEIVED);
      const emulator = await openEmulator({ world, assumptions: { listed } });
      expect(idsOf(await ask(emulator, LIST))).toEqual(ids);
    },
  );

  test.for([
    ['pending', ['sent', 'old']],
    ['unlisted', ['sent']],
  ] as const)(
    '`expired: %s` decides whether expired invitations are still listed',
    async ([expired, ids]) => {
      const world = worldWith(SENT, { ...SENT, id: 'old', hoursAgo: 400 });
      const emulator = await openEmulator({ world, assumptions: { expired } });
      expect(idsOf(await ask(emulator, `${LIST}?status=PENDING`))).toEqual(ids);
    },
  );

  test.for([
    ['seconds', 1000],
    ['milliseconds', 1],
  ] as const)('`timeUnit: %s` is the unit of the filters by time', async ([timeUnit, unitMs]) => {
    const world = worldWith(SENT, { ...SENT, id: 'earlier', hoursAgo: 2 });
    const emulator = await openEmulator({ world, assumptions: { timeUnit } });
    const start = (world.invitations[0]?.createdAt.getTime() ?? 0) / unitMs;
    expect(idsOf(await ask(emulator, `${LIST}?start=${start}`))).toEqual(['sent']);
  });

  test.for([
    ['another', 204, 2, 2],
    ['same', 204, 1, 2],
    ['refused', 409, 1, 1],
  ] as const)(
    '`secondInvitation: %s` decides what inviting somebody again does',
    async ([secondInvitation, status, invitations, mails]) => {
      const emulator = await openEmulator({ assumptions: { secondInvitation } });
      await ask(emulator, JOIN_LINE, { body: JOIN });
      const body = { ...JOIN, invitee_email: ['X@example.com'] };
      expect((await ask(emulator, JOIN_LINE, { body })).status).toBe(status);
      expect(emulator.world.invitations).toHaveLength(invitations);
      expect(emulator.world.mail).toHaveLength(mails);
    },
  );

  test('`secondInvitation: refused` rejects the whole request, so no other recipient is invited', async () => {
    const assumptions = { secondInvitation: 'refused' } as const;
    const emulator = await openEmulator({ assumptions });
    await ask(emulator, JOIN_LINE, { body: JOIN });
    const body = { ...JOIN, invitee_email: ['new@example.com', 'x@example.com'] };
    expect((await ask(emulator, JOIN_LINE, { body })).status).toBe(409);
    expect(emulator.world.mail).toHaveLength(1);
  });

  test.for([
    ['none', undefined],
    ['derived', 'read,write'],
  ] as const)(
    '`roleActions: %s` decides whether an invitation lists the actions of its role',
    async ([roleActions, actions]) => {
      const emulator = await openEmulator({ assumptions: { roleActions } });
      await ask(emulator, JOIN_LINE, { body: JOIN });
      const [invitation] = invitationsOf(await ask(emulator, LIST));
      expect(invitation?.['actions'] || undefined).toBe(actions);
    },
  );

  test.for([
    ['newest-first', ['0', '1', '2']],
    ['oldest-first', ['2', '1', '0']],
  ] as const)('`timestampOrder: %s` is the order of the list', async ([timestampOrder, ids]) => {
    const world = worldWith(...numbered(3));
    const emulator = await openEmulator({ world, assumptions: { timestampOrder } });
    expect(idsOf(await ask(emulator, LIST))).toEqual(ids);
    expect(idsOf(await ask(emulator, `${LIST}?orderby=timestamp`))).toEqual(ids);
  });

  test('`totals: absent` leaves the totals out of the list', async () => {
    const emulator = await openEmulator({ assumptions: { totals: 'absent' } });
    const { json } = await ask(emulator, LIST);
    expect(json).toEqual({ pagination_metadata: { page: 1, per_page: 10 } });
  });
});

test('restores the initial settings on a reset', async () => {
  const emulator = await openEmulator({ dialect: 'given', pageCap: 5 });
  emulator.dialect = 'workspaces';
  emulator.pageCap = null;
  emulator.assumptions.listed = 'sent';
  emulator.reset();
  expect(emulator).toMatchObject({
    dialect: 'given',
    pageCap: 5,
    assumptions: { listed: 'both' },
  });
});

describe('the workspaces dialect', () => {
  const world = () =>
    worldWith({
      id: 'i',
      type: 'GROUP_SHARE',
      owner: 'acme',
      teamspace: 'genomics',
      to: 'x@example.com',
      group: 'weather',
      hoursAgo: 1,
    });
  const SHARE = { actions: ['read'], invitee_email: ['x@example.com'] };
  const GROUP_SHARE = {
    array_actions: [],
    group_actions: ['read'],
    invitee_email_or_name: ['linus'],
  };

  test('names an owner by two segments', async () => {
    const emulator = await openEmulator({ dialect: 'workspaces' });
    const lines = [
      ['POST /v1/invitations/acme/genomics/s3%3A%2F%2Fb/share', SHARE],
      ['POST /v1/invitations/group/acme/genomics/weather/share', GROUP_SHARE],
    ] as const;
    for (const [line, body] of lines) {
      expect((await ask(emulator, line, { body })).status).toBe(204);
    }
    expect(emulator.world.invitations).toMatchObject([
      { type: 'ARRAY_SHARE', owner: 'acme', teamspace: 'genomics', array: 's3://b' },
      { type: 'GROUP_SHARE', owner: 'acme', teamspace: 'genomics', group: 'weather' },
    ]);
    const [array, group] = emulator.world.invitations.map(({ id }) => id);
    const paths = [
      `/v1/invitations/${array}/acme/genomics/s3%3A%2F%2Fb/share`,
      `/v1/invitations/group/${group}/acme/genomics/weather/share`,
    ];
    for (const path of paths) {
      expect((await ask(emulator, `DELETE ${path}`)).status).toBe(204);
    }
    expect(emulator.journal.map(({ operation }) => operation)).toEqual([
      'shareArrayByInvite',
      'shareGroupByInvite',
      'cancelShareArrayByInvite',
      'cancelShareGroupByInvite',
    ]);
  });

  test('distinguishes teamspaces', async () => {
    const emulator = await openEmulator({ dialect: 'workspaces', world: world() });
    const path = '/v1/invitations/group/i/acme/general/weather/share';
    expect((await ask(emulator, `DELETE ${path}`)).status).toBe(404);
  });

  test.for([
    ['POST /v1/invitations/acme/quarterly/share', null, 404],
    ['POST /v1/invitations/group/acme/weather/share', 'shareArrayByInvite', 400],
    ['DELETE /v1/invitations/i/acme/quarterly/share', null, 405],
    ['DELETE /v1/invitations/group/i/acme/weather/share', 'cancelShareArrayByInvite', 404],
  ] as const)(
    'reads %s, which names the owner with one segment, as %s',
    async ([line, operation, status]) => {
      const emulator = await openEmulator({ dialect: 'workspaces', world: world() });
      const body = line.startsWith('POST') ? { body: GROUP_SHARE } : {};
      expect((await ask(emulator, line, body)).status).toBe(status);
      expect(emulator.journal[0]?.operation).toBe(operation);
    },
  );

  test.for([
    ['organization', 'acme'],
    ['workspace/teamspace', 'acme/genomics'],
  ] as const)(
    '`shareOwner: %s` decides what `organization_name` of a share holds',
    async ([shareOwner, organization_name]) => {
      const assumptions = { shareOwner };
      const emulator = await openEmulator({ dialect: 'workspaces', world: world(), assumptions });
      expect(invitationsOf(await ask(emulator, LIST))).toMatchObject([{ organization_name }]);
      emulator.dialect = 'current';
      expect(invitationsOf(await ask(emulator, LIST))).toMatchObject([
        { organization_name: 'acme' },
      ]);
    },
  );
});
