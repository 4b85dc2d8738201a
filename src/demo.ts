import { BOUNCING_DOMAIN, DEMO_KEY, startEmulator } from '../emulator/src/emulator.ts';
import type { Config } from './config/read.ts';
import type { ExplorerVariables, Service, StartService } from './service.ts';

const FIRST_QUERY =
  '{ invitations(filter: {status: PENDING}, perPage: 3) { totalCount nodes { id type email } } }';

/**
 * The service in front of an upstream that exists only here, and only until it stops.
 *
 * @param say prints a line for whoever started it
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
    // Said below, where who tries the demo looks.
    ignored: [],
    demo: { key: DEMO_KEY, variables: EXPLORER_VARIABLES },
  });
  say('This is the demo: TILEDB_REST_URL is not set, so an emulator stands in for TileDB Cloud.');
  for (const sentence of config.ignored) say(sentence);
  say('Nobody is mailed, and what you change is gone when you stop it.');
  say(`GraphQL: ${service.url}/graphql`);
  say(`Emulator: ${emulator.url}`);
  say(`Demo key: ${DEMO_KEY}`);
  say(`Try an outage: ${emulator.controlUrl} (open in a browser)`);
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

/** Invitations of the emulator's world (the same at every start) that its demo user can accept and cancel. */
const EXPLORER_VARIABLES: ExplorerVariables = {
  Accept: { input: { invitationId: '56723650-c27d-49e1-aadb-6cbcfde11181' } },
  CancelEach: {
    organization: {
      invitationId: '739cba3b-7c04-4e88-a797-5d530854c60a',
      organization: 'acme',
    },
    array: {
      invitationId: 'b5012b0c-f17f-47d8-a8bc-90ddb0a32574',
      namespace: 'ada',
      array: 's3://bucket/a b',
    },
    group: {
      invitationId: '5ca95da7-8642-4c61-ab6f-74a21eb97e16',
      namespace: 'ada',
      group: 'weather',
    },
  },
  InviteSome: {
    input: {
      organization: 'acme',
      emails: ['new.colleague@example.org', `nobody@${BOUNCING_DOMAIN}`],
      role: 'READ_ONLY',
    },
  },
};
