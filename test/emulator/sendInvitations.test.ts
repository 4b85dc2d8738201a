import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../emulator/src/emulator.ts';
import { BOUNCING_DOMAIN } from '../../emulator/src/world.ts';
import { ask, invitationsOf, NOW, openEmulator } from './support.ts';

const BOUNCING = `nobody@${BOUNCING_DOMAIN}`;
const ARRAY = 's3://bucket/a b/日本?x#y%';

const JOIN = { organization_role: 'read_write', invitee_email: ['x@example.com'] };
const SHARE = { actions: ['read'], invitee_email: ['x@example.com'] };
const GROUP_SHARE = {
  array_actions: ['read'],
  group_actions: ['edit'],
  invitee_email_or_name: ['x@example.com'],
};

const JOIN_LINE = 'POST /v1/invitations/acme/join';
const SHARE_LINE = `POST /v1/invitations/ada/${encodeURIComponent(ARRAY)}/share`;
const GROUP_LINE = 'POST /v1/invitations/group/acme/climate%2F2024/share';

function recipientsIn({ world }: Emulator): string[] {
  return world.invitations.map(({ recipient }) => recipient);
}

describe('inviting', () => {
  test('to an organization makes one pending invitation for each address', async () => {
    const emulator = await openEmulator();
    const body = {
      organization_role: 'read_write_delete',
      actions: ['read', 'run_job'],
      invitee_email: ['x@example.com', 'y@example.com'],
    };
    const answer = await ask(emulator, JOIN_LINE, { body });
    expect(answer).toMatchObject({ status: 204, body: '' });
    expect(answer.headers).not.toHaveProperty('content-length');
    const invitations = invitationsOf(await ask(emulator, 'GET /v1/invitations'));
    expect(invitations.map(({ email }) => email)).toEqual(body.invitee_email);
    expect(invitations[0]).toMatchObject({
      invitation_type: 'JOIN_ORGANIZATION',
      status: 'PENDING',
      organization_name: 'acme',
      organization_role: 'read_write_delete',
      actions: 'read,run_job',
      inviter_uuid: emulator.world.users[0]?.uuid,
      created_at: '2026-03-10T12:00:00Z',
      expires_at: '2026-03-17T12:00:00Z',
    });
  });

  test('to an array keeps its name as it was', async () => {
    const emulator = await openEmulator();
    const body = { actions: ['read', 'write'], invitee_email: ['x@example.com'] };
    expect((await ask(emulator, SHARE_LINE, { body })).status).toBe(204);
    const query = new URLSearchParams({ array: ARRAY });
    expect(invitationsOf(await ask(emulator, `GET /v1/invitations?${query}`))).toEqual([
      expect.objectContaining({ array_name: ARRAY, actions: 'read,write', status: 'PENDING' }),
    ]);
  });

  test('to a group reaches addresses and known user names', async () => {
    const emulator = await openEmulator();
    const body = { ...GROUP_SHARE, invitee_email_or_name: ['x@example.com', 'zoë'] };
    expect((await ask(emulator, GROUP_LINE, { body })).status).toBe(204);
    const invitations = invitationsOf(
      await ask(emulator, 'GET /v1/invitations?group=climate/2024'),
    );
    expect(invitations).toMatchObject([
      { email: 'x@example.com', actions: 'read', group_actions: 'edit' },
      { namespace_invited: 'zoë', actions: 'read', group_actions: 'edit' },
    ]);
  });

  test.for([
    ['an organization', JOIN_LINE, JOIN, 'invitee_email'],
    ['an array', SHARE_LINE, SHARE, 'invitee_email'],
    ['a group', GROUP_LINE, GROUP_SHARE, 'invitee_email_or_name'],
  ] as const)('to %s reaches users by name and by UUID', async ([, line, body, key]) => {
    const emulator = await openEmulator();
    const grace = emulator.world.users.find(({ username }) => username === 'grace');
    const answer = await ask(emulator, line, { body: { ...body, [key]: ['linus', grace?.uuid] } });
    expect(answer.status).toBe(204);
    expect(recipientsIn(emulator)).toEqual(['linus', 'grace']);
    expect(emulator.world.mail.map(({ to }) => to)).toEqual([
      'linus@example.com',
      'grace@example.com',
    ]);
  });

  test('e-mails each reached recipient once per invitation', async () => {
    const emulator = await openEmulator();
    const invitee_email = ['x@example.com', BOUNCING];
    await ask(emulator, JOIN_LINE, { body: { ...JOIN, invitee_email } });
    const [invitation] = emulator.world.invitations;
    expect(emulator.world.mail).toEqual([
      { to: 'x@example.com', invitation: invitation?.id, from: 'ada', at: NOW },
    ]);
  });

  test('to a group accepts its UUID', async () => {
    const emulator = await openEmulator();
    await ask(emulator, GROUP_LINE, { body: GROUP_SHARE });
    const [first] = invitationsOf(await ask(emulator, 'GET /v1/invitations'));
    const uuid = String(first?.['group_uuid']);
    await ask(emulator, `POST /v1/invitations/group/acme/${uuid}/share`, { body: GROUP_SHARE });
    const shares = invitationsOf(await ask(emulator, `GET /v1/invitations?group=${uuid}`));
    expect(shares.map(({ group_uuid }) => group_uuid)).toEqual([uuid, uuid]);
  });

  test('uses the emulator’s clock', async () => {
    const emulator = await openEmulator();
    await ask(emulator, JOIN_LINE, { body: JOIN });
    expect(emulator.world.invitations[0]?.createdAt).toEqual(NOW);
  });

  test('creates invitations that the invitees can accept', async () => {
    const emulator = await openEmulator();
    await ask(emulator, JOIN_LINE, { body: { ...JOIN, invitee_email: ['zoe@example.com'] } });
    const id = emulator.world.invitations[0]?.id;
    const answer = await ask(emulator, `POST /v1/invitations/${id}`, { key: 'demo-key-zoe' });
    expect(answer.status).toBe(204);
  });

  test.for([
    ['an organization by its UUID', (emulator: Emulator) => emulator.world.organizations[0]?.uuid],
    ['an organization called group', () => 'group'],
    ['an encoded name', () => '100%25%20Open%20%231%3F'],
  ] as const)('reaches %s', async ([, toSegment]) => {
    const emulator = await openEmulator();
    const { status } = await ask(emulator, `POST /v1/invitations/${toSegment(emulator)}/join`, {
      body: JOIN,
    });
    expect(status).toBe(204);
  });

  test('treats an array in the namespace called group as an array', async () => {
    const emulator = await openEmulator();
    await ask(emulator, 'POST /v1/invitations/group/group/share', { body: SHARE });
    expect(emulator.journal[0]?.operation).toBe('shareArrayByInvite');
    expect(emulator.world.invitations).toMatchObject([
      { type: 'ARRAY_SHARE', owner: 'group', array: 'group' },
    ]);
  });
});

describe('the permission to invite', () => {
  test.for([
    [403, 'demo-key-linus', JOIN_LINE, JOIN, 'a plain member'],
    [403, 'demo-key-margaret', JOIN_LINE, JOIN, 'a stranger'],
    [204, 'demo-key-grace', JOIN_LINE, JOIN, 'an admin'],
    [
      404,
      'demo-key-ada',
      'POST /v1/invitations/nowhere/join',
      JOIN,
      'nobody: no such organization',
    ],
    [403, 'demo-key-grace', SHARE_LINE, SHARE, 'another user'],
    [404, 'demo-key-ada', 'POST /v1/invitations/nowhere/a/share', SHARE, 'nobody: no namespace'],
    [403, 'demo-key-linus', GROUP_LINE, GROUP_SHARE, 'a plain member'],
    [204, 'demo-key-grace', GROUP_LINE, GROUP_SHARE, 'an admin'],
  ] as const)('answers %i to %s for %s: %s is %s', async ([status, key, line, body]) => {
    const emulator = await openEmulator();
    const answer = await ask(emulator, line, { key, body });
    expect(answer.status).toBe(status);
    expect(emulator.world.invitations).toHaveLength(status === 204 ? 1 : 0);
  });
});

describe('unreachable recipients', () => {
  const mixed = ['x@example.com', BOUNCING, `Other@${BOUNCING_DOMAIN.toUpperCase()}`];
  const some = [BOUNCING, `Other@${BOUNCING_DOMAIN.toUpperCase()}`];

  test('are named in a 207 when there are others, who are invited', async () => {
    const emulator = await openEmulator();
    const answer = await ask(emulator, JOIN_LINE, { body: { ...JOIN, invitee_email: mixed } });
    expect(answer.status).toBe(207);
    expect(answer.json).toEqual({ failed_recipients: some });
    expect(recipientsIn(emulator)).toEqual(['x@example.com']);
  });

  test('are named in a 500 when there are no others', async () => {
    const emulator = await openEmulator();
    const answer = await ask(emulator, SHARE_LINE, {
      body: { ...SHARE, invitee_email: [BOUNCING] },
    });
    expect(answer.status).toBe(500);
    expect(answer.json).toEqual({ failed_recipients: [BOUNCING] });
    expect(recipientsIn(emulator)).toEqual([]);
  });

  test('include unknown user names', async () => {
    const emulator = await openEmulator();
    const body = { ...GROUP_SHARE, invitee_email_or_name: ['nobody', 'linus'] };
    const answer = await ask(emulator, GROUP_LINE, { body });
    expect(answer.status).toBe(207);
    expect(answer.json).toEqual({ failed_recipients: ['nobody'] });
    expect(recipientsIn(emulator)).toEqual(['linus']);
  });

  test.for([
    ['some', mixed, ['x@example.com']],
    ['all', some, []],
  ] as const)(
    'are named in a 404 in the given dialect when they are %s, and the others are invited',
    async (row) => {
      const [, invitee_email, invited] = row;
      const emulator = await openEmulator({ dialect: 'given' });
      const answer = await ask(emulator, JOIN_LINE, { body: { ...JOIN, invitee_email } });
      expect(answer).toMatchObject({ status: 404, json: { invitee_email: some } });
      expect(recipientsIn(emulator)).toEqual(invited);
    },
  );

  test('may be reported in a 404 without a body in the given dialect', async () => {
    const assumptions = { unreachable: 'silent' } as const;
    const emulator = await openEmulator({ dialect: 'given', assumptions });
    const body = { ...JOIN, invitee_email: mixed };
    expect(await ask(emulator, JOIN_LINE, { body })).toMatchObject({ status: 404, body: '' });
  });
});

describe('the body of an invitation request', () => {
  const wrong: [string, string, unknown][] = [
    ['no body', JOIN_LINE, ''],
    ['broken JSON', JOIN_LINE, '{'],
    ['a list', JOIN_LINE, []],
    ['null', JOIN_LINE, 'null'],
    ['an unknown key', JOIN_LINE, { ...JOIN, organization: 'acme' }],
    ['camel case', JOIN_LINE, { organizationRole: 'owner', inviteeEmail: ['x@example.com'] }],
    ['no role', JOIN_LINE, { invitee_email: ['x@example.com'] }],
    ['an unknown role', JOIN_LINE, { ...JOIN, organization_role: 'READ_ONLY' }],
    ['no recipients', JOIN_LINE, { organization_role: 'owner' }],
    ['an empty list of recipients', JOIN_LINE, { ...JOIN, invitee_email: [] }],
    ['one address instead of a list', JOIN_LINE, { ...JOIN, invitee_email: 'x@example.com' }],
    ['a number as an address', JOIN_LINE, { ...JOIN, invitee_email: [1] }],
    ['an address with spaces around', JOIN_LINE, { ...JOIN, invitee_email: [' x@example.com'] }],
    ['null actions', JOIN_LINE, { ...JOIN, actions: null }],
    ['actions in one string', JOIN_LINE, { ...JOIN, actions: 'read,write' }],
    ['an unknown action', JOIN_LINE, { ...JOIN, actions: ['READ'] }],
    ['no actions', SHARE_LINE, { invitee_email: ['x@example.com'] }],
    ['an empty list of actions', SHARE_LINE, { ...SHARE, actions: [] }],
    ['an organization’s action for an array', SHARE_LINE, { ...SHARE, actions: ['run_job'] }],
    ['no group actions', GROUP_LINE, { ...GROUP_SHARE, group_actions: undefined }],
    ['no actions at all', GROUP_LINE, { ...GROUP_SHARE, array_actions: [], group_actions: [] }],
    [
      'an array’s action for a group',
      GROUP_LINE,
      { ...GROUP_SHARE, group_actions: ['read_array_info'] },
    ],
    [
      'the key of the other invites',
      GROUP_LINE,
      { ...GROUP_SHARE, invitee_email: ['x@example.com'] },
    ],
    ['a blank recipient', GROUP_LINE, { ...GROUP_SHARE, invitee_email_or_name: [' '] }],
  ];

  test.for(wrong)('is rejected with %s', async ([, line, body]) => {
    const emulator = await openEmulator();
    const answer = await ask(emulator, line, { body });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: 400, message: expect.any(String) });
    expect(emulator.world.invitations).toEqual([]);
  });

  const fine: [string, string, unknown][] = [
    ['an empty list of optional actions', JOIN_LINE, { ...JOIN, actions: [] }],
    ['group actions alone', GROUP_LINE, { ...GROUP_SHARE, array_actions: [] }],
    ['array actions alone', GROUP_LINE, { ...GROUP_SHARE, group_actions: [] }],
  ];

  test.for(fine)('is accepted with %s', async ([, line, body]) => {
    const emulator = await openEmulator();
    expect((await ask(emulator, line, { body })).status).toBe(204);
  });

  test.for([
    ['application/json; charset=utf-8', 204],
    ['Application/JSON', 204],
    ['text/plain', 400],
    ['application/jsonp', 400],
    ['', 400],
  ] as const)('with Content-Type %j gets %i', async ([type, status]) => {
    const emulator = await openEmulator();
    const headers = { 'content-type': type };
    expect((await ask(emulator, JOIN_LINE, { headers, body: JOIN })).status).toBe(status);
  });

  test('is rejected with a query', async () => {
    const emulator = await openEmulator();
    expect((await ask(emulator, `${JOIN_LINE}?notify=1`, { body: JOIN })).status).toBe(400);
  });
});

test('accepts only addresses in the given dialect', async () => {
  const emulator = await openEmulator({ dialect: 'given' });
  const body = { ...JOIN, invitee_email: ['linus'] };
  expect((await ask(emulator, JOIN_LINE, { body })).status).toBe(400);
});

test('has no group shares in the given dialect, which reads the path as cancelling an array share', async () => {
  const emulator = await openEmulator({ dialect: 'given' });
  expect((await ask(emulator, GROUP_LINE, { body: GROUP_SHARE })).status).toBe(405);
  emulator.dialect = 'current';
  expect((await ask(emulator, GROUP_LINE, { body: GROUP_SHARE })).status).toBe(204);
});
