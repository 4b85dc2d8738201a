import { BOUNCING_DOMAIN, DEMO_KEY, startEmulator } from '../emulator/src/emulator.ts';
import type { Config } from './config/read.ts';
import type { ExplorerVariables, Service, StartService } from './service.ts';

const FIRST_QUERY =
  '{ invitations(filter: {status: PENDING}, perPage: 3) { totalCount nodes { id type email } } }';

/**
 * Starts the service against an emulator that runs in this process and ends with it.
 *
 * @param say prints a line for the person who started it
 */
export async function startDemo(
  config: Config,
  startService: StartService,
  say: (line: string) => void,
): Promise<Service> {
  const emulator = await startEmulator({ control: true });
  const service = await startService({
    ...config,
    upstreamUrl: emulator.url,
    // Printed below instead, among the lines that a demo user reads.
    ignored: [],
    demo: { key: DEMO_KEY, variables: EXPLORER_VARIABLES },
  });
  say('This is the demo: TILEDB_REST_URL is not set, so an emulator replaces TileDB Cloud.');
  for (const sentence of config.ignored) say(sentence);
  say('No e-mail is sent, and your changes are lost when you stop the demo.');
  say(`GraphQL: ${service.url}/graphql`);
  say(`Emulator: ${emulator.url}`);
  say(`Demo key: ${DEMO_KEY}`);
  say(`Simulate an outage: ${emulator.controlUrl} (open in a browser)`);
  say('A first query:');
  say(
    `curl ${service.url}/graphql -H 'content-type: application/json' -H 'x-tiledb-rest-api-key: ${DEMO_KEY}' -d '${JSON.stringify({ query: FIRST_QUERY })}'`,
  );
  return {
    ...service,
    async stop() {
      const isDrained = await service.stop();
      await emulator.stop();
      return isDrained;
    },
  };
}

/** For the explorer's tabs: invitations in the emulator's initial data (always the same) that the demo user may change. */
const EXPLORER_VARIABLES: ExplorerVariables = {
  AcceptInvitation: { input: { invitationId: '56723650-c27d-49e1-aadb-6cbcfde11181' } },
  CancelInvitation: {
    input: {
      cancelHandle: 'WzEsIm8iLCI3MzljYmEzYi03YzA0LTRlODgtYTc5Ny01ZDUzMDg1NGM2MGEiLCJhY21lIl0',
    },
  },
  CancelManyInvitations: {
    input: {
      cancelHandles: [
        'WzEsIm8iLCI3MzhlYTc5YS0yNTdlLTQzODItYTQyZi00MmNiZjk3YTY3MGMiLCJhY21lIl0',
        'WzEsImEiLCIxY2EyNGIzYi05M2FkLTRiZDgtYTMwNC1hN2QzY2JjYWJjNmUiLCJhY21lIiwicXVhcnRlcmx5Il0',
      ],
    },
  },
  InviteToOrganization: {
    input: {
      organization: 'acme',
      emails: ['new.colleague@example.org', `nobody@${BOUNCING_DOMAIN}`],
      role: 'READ_ONLY',
    },
  },
  InviteToArray: {
    input: {
      namespace: 'ada',
      array: 's3://bucket/a b',
      emails: ['reader@example.org'],
      actions: ['READ'],
    },
  },
  SearchRecipients: {
    recipients: ['new.colleague@example.com', 'nobody@example.org'],
    organization: 'acme',
  },
  InvitationById: { id: '56723650-c27d-49e1-aadb-6cbcfde11181' },
};
