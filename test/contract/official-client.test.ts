/**
 * TileDB's own JavaScript client against the emulator. The client is not ours: where the
 * emulator rejects its requests, the emulator is wrong.
 */
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/src/emulator.ts';
import {
  addInvitation,
  BOUNCING_DOMAIN,
  DEMO_KEY,
  DEMO_LOGIN,
  emptyWorld,
} from '../../emulator/src/world.ts';
import { requirePeer } from '../peers/requirePeer.ts';

interface Answer<Data> {
  status: number;
  data: Data;
}

interface Invitation {
  id?: string;
  invitation_type?: string;
  status?: string;
  array_name?: string;
  organization_name?: string;
  email?: string;
  actions?: string;
  accepted_at?: string;
}

interface InvitationData {
  invitations?: Invitation[] | null;
  pagination_metadata?: Record<string, number>;
}

/** As declared in lib/v1/api.d.ts of 1.0.8; each method also takes options at the end. */
interface InvitationApi {
  acceptInvitation(invitation: string): Promise<Answer<unknown>>;
  cancelJoinOrganization(invitation: string, organization: string): Promise<Answer<unknown>>;
  cancelShareArrayByInvite(
    namespace: string,
    invitation: string,
    array: string,
  ): Promise<Answer<unknown>>;
  fetchInvitations(
    organization?: string,
    array?: string,
    start?: number,
    end?: number,
    page?: number,
    perPage?: number,
    type?: string,
    status?: string,
    orderby?: string,
  ): Promise<Answer<InvitationData>>;
  joinOrganization(organization: string, invite: object): Promise<Answer<unknown>>;
  shareArrayByInvite(namespace: string, array: string, invite: object): Promise<Answer<unknown>>;
}

interface Settings {
  basePath: string;
  apiKey?: string;
  username?: string;
  password?: string;
}

const { v1 } = requirePeer<{
  v1: {
    Configuration: new (settings: Settings) => Settings;
    InvitationApi: new (
      configuration: Settings,
      basePath: undefined,
      axios: object,
    ) => InvitationApi;
  };
}>('@tiledb-inc/tiledb-cloud');
const axios = requirePeer<{ create(): object }>('axios');

const ODD_NAMES = [
  's3://bucket/a b',
  's3://bucket/100%/ü/日本?x=1&y#z+w',
  "it's (really) odd!*~",
  'C:\\data\\{array}|"<>^`',
  'emoji 🧬 $& $1',
  'group',
  '...',
];

async function openEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ world: emptyWorld(), ...options });
  onTestFinished(() => emulator.stop());
  return emulator;
}

/** Each client has a separate axios instance: with a shared one they redirect each other's base path. */
function createClient(
  { url }: Emulator,
  credential: Omit<Settings, 'basePath'> = { apiKey: DEMO_KEY },
): InvitationApi {
  const configuration = new v1.Configuration({ basePath: `${url}/v1`, ...credential });
  return new v1.InvitationApi(configuration, undefined, axios.create());
}

async function idOnly(client: InvitationApi): Promise<string> {
  const { data } = await client.fetchInvitations();
  expect(data.invitations).toHaveLength(1);
  return data.invitations?.[0]?.id ?? '';
}

const SERVERS: readonly EmulatorOptions[] = [
  { dialect: 'given' },
  { dialect: 'current' },
  { dialect: 'current', redirect: 307 },
];

describe.for(SERVERS)('the official client on %o', (server) => {
  test('sends all parameters of fetchInvitations', async () => {
    const emulator = await openEmulator(server);
    const { world } = emulator;
    const array = 's3://bucket/a b+c/ü';
    addInvitation(world, {
      type: 'ARRAY_SHARE',
      owner: '100% Open #1?',
      to: 'ada@example.com',
      array,
    });
    addInvitation(world, { type: 'ARRAY_SHARE', owner: 'ada', to: 'x@example.com', array: 'b' });
    const seconds = world.day.getTime() / 1000;
    const { status, data } = await createClient(emulator).fetchInvitations(
      '100% Open #1?',
      array,
      seconds,
      seconds,
      1,
      5,
      'ARRAY_SHARE',
      'PENDING',
      'array_name',
    );
    expect(status).toBe(200);
    expect(data).toMatchObject({
      invitations: [{ invitation_type: 'ARRAY_SHARE', status: 'PENDING', array_name: array }],
      pagination_metadata: { page: 1, per_page: 5, total_pages: 1, total_items: 1 },
    });
    expect(emulator.journal).toMatchObject([
      {
        operation: 'fetchInvitations',
        query: {
          organization: '100% Open #1?',
          array,
          start: `${seconds}`,
          end: `${seconds}`,
          page: '1',
          per_page: '5',
          type: 'ARRAY_SHARE',
          status: 'PENDING',
          orderby: 'array_name',
        },
      },
    ]);
  });

  test('can call joinOrganization, then cancelJoinOrganization', async () => {
    const emulator = await openEmulator(server);
    const client = createClient(emulator);
    const invite = {
      organization_role: 'read_write_delete',
      actions: ['read', 'run_job'],
      invitee_email: ['x@example.com'],
    };
    expect(await client.joinOrganization('100% Open #1?', invite)).toMatchObject({ status: 204 });
    const id = await idOnly(client);
    expect(await client.cancelJoinOrganization(id, '100% Open #1?')).toMatchObject({ status: 204 });
    expect(emulator.world.invitations).toEqual([]);
    expect(emulator.journal).toMatchObject([
      {
        operation: 'joinOrganization',
        target: '/v1/invitations/100%25%20Open%20%231%3F/join',
        body: JSON.stringify(invite),
        status: 204,
      },
      { operation: 'fetchInvitations', status: 200 },
      {
        operation: 'cancelJoinOrganization',
        target: `/v1/invitations/${id}/100%25%20Open%20%231%3F/join`,
        body: '',
        status: 204,
      },
    ]);
  });

  test.for(ODD_NAMES)(
    'can call shareArrayByInvite, then cancelShareArrayByInvite, for %s',
    async (array) => {
      const emulator = await openEmulator(server);
      const client = createClient(emulator);
      const invite = { actions: ['read', 'write'], invitee_email: ['x@example.com'] };
      expect(await client.shareArrayByInvite('ada', array, invite)).toMatchObject({ status: 204 });
      expect(emulator.world.invitations).toMatchObject([{ owner: 'ada', array }]);
      const id = await idOnly(client);
      const answer = await client.cancelShareArrayByInvite('ada', id, array);
      expect(answer).toMatchObject({ status: 204 });
      expect(emulator.world.invitations).toEqual([]);
      expect(emulator.journal.map(({ operation }) => operation)).toEqual([
        'shareArrayByInvite',
        'fetchInvitations',
        'cancelShareArrayByInvite',
      ]);
    },
  );

  test('can call acceptInvitation', async () => {
    const emulator = await openEmulator(server);
    addInvitation(emulator.world, {
      type: 'JOIN_ORGANIZATION',
      owner: 'lab',
      to: 'ada@example.com',
      role: 'admin',
    });
    const client = createClient(emulator);
    const id = await idOnly(client);
    expect(await client.acceptInvitation(id)).toMatchObject({ status: 204, data: '' });
    const { data } = await client.fetchInvitations();
    expect(data.invitations).toMatchObject([{ id, status: 'ACCEPTED' }]);
    expect(emulator.journal[1]).toMatchObject({ operation: 'acceptInvitation', body: '' });
  });

  test('gets a 404 for what does not exist', async () => {
    const emulator = await openEmulator(server);
    const client = createClient(emulator);
    const notFound = { response: { status: 404 } };
    await expect(client.acceptInvitation('i')).rejects.toMatchObject(notFound);
    await expect(client.cancelJoinOrganization('i', 'acme')).rejects.toMatchObject(notFound);
    await expect(client.cancelShareArrayByInvite('ada', 'i', 'a')).rejects.toMatchObject(notFound);
  });

  test('gets a 401 for an unknown key', async () => {
    const client = createClient(await openEmulator(server), { apiKey: 'unknown' });
    await expect(client.fetchInvitations()).rejects.toMatchObject({
      response: { status: 401, data: { code: 401, request_id: 'req-000001' } },
    });
  });

  // When redirected to another port, the client drops `Authorization`; to a subdomain it would not.
  test.skipIf(server.redirect)('can use a Basic login instead of a key', async () => {
    const emulator = await openEmulator(server);
    const client = createClient(emulator, DEMO_LOGIN);
    expect(await client.fetchInvitations()).toMatchObject({ status: 200 });
  });
});

describe('the official client behind a front that redirects with 302', () => {
  const share = { actions: ['read'], invitee_email: ['x@example.com'] };

  test('calls the front once: it remembers the region, and sends writes there', async () => {
    const emulator = await openEmulator({ redirect: 302 });
    const client = createClient(emulator);
    expect(await client.fetchInvitations()).toMatchObject({ status: 200 });
    expect(await client.shareArrayByInvite('ada', 'a b', share)).toMatchObject({ status: 204 });
    const id = await idOnly(client);
    expect(await client.cancelShareArrayByInvite('ada', id, 'a b')).toMatchObject({ status: 204 });
    expect(emulator.redirected.map(({ method }) => method)).toEqual(['GET']);
    expect(emulator.journal.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'DELETE']);
  });

  test('turns a first write into a GET, which invites no one', async () => {
    const emulator = await openEmulator({ redirect: 302 });
    const writing = createClient(emulator).shareArrayByInvite('ada', 'a b', share);
    await expect(writing).rejects.toMatchObject({ response: { status: 405 } });
    expect(emulator.world.mail).toEqual([]);
  });
});

describe('unreachable recipients', () => {
  const invite = {
    actions: ['read'],
    invitee_email: ['x@example.com', `y@${BOUNCING_DOMAIN}`],
  };

  test('are a 404 in the given dialect', async () => {
    const client = createClient(await openEmulator({ dialect: 'given' }));
    await expect(client.shareArrayByInvite('ada', 'a', invite)).rejects.toMatchObject({
      response: { status: 404, data: { invitee_email: [`y@${BOUNCING_DOMAIN}`] } },
    });
  });

  test('are named in the current dialect', async () => {
    const client = createClient(await openEmulator({ dialect: 'current' }));
    expect(await client.shareArrayByInvite('ada', 'a', invite)).toMatchObject({
      status: 207,
      data: { failed_recipients: [`y@${BOUNCING_DOMAIN}`] },
    });
  });
});
