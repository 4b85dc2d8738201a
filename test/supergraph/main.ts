/** `npm run supergraph`: the demo behind a gateway, with two subgraphs of other teams, until Ctrl-C. */
import { randomBytes } from 'node:crypto';
import { DEMO_KEY, startEmulator } from '../../emulator/src/emulator.ts';
import { readConfig } from '../../src/config/read.ts';
import { startService } from '../../src/service.ts';
import { composeFor } from './compose.ts';
import { startExplorer } from './explorer.ts';
import { GATEWAY_NAMES, type GatewayName, startGateway } from './gateway.ts';
import { startGatewayTraces } from './gateway-trace.ts';
import { startOtherSubgraphs, toInvitationsSubgraph } from './subgraphs.ts';

const DEFAULT_PORT = 4000;

const FIRST_QUERY =
  'query News { me { username news { text invitation { status target { __typename ... on ArrayShare { array { uri } } ... on OrganizationMembership { organization { uuid members { user { username } } } } } } } } }';

const PENDING_HANDLES =
  '{ invitations(filter: { status: PENDING }, first: 100) { nodes { cancelHandle email organization { name } } } }';

const BULK_CANCEL =
  'mutation Cancel($input: CancelInvitationsInput!) { cancelInvitations(input: $input) { cancelledCount results { invitationId result { __typename ... on InvitationError { code message } } } } }';

await main();

async function main(): Promise<void> {
  const name = readGatewayName(process.argv[2]);
  const routerSecret = randomBytes(24).toString('base64url');
  const emulator = await startEmulator();
  const service = await startService({
    ...readConfig({ LOG_LEVEL: 'warn', ...process.env, PORT: '0', ROUTER_SECRET: routerSecret }),
    upstreamUrl: emulator.url,
  });
  const others = await startOtherSubgraphs(emulator.world);
  const subgraphs = [...others, toInvitationsSubgraph(service.url)];
  const traces = await startGatewayTraces(name);
  const gateway = await startGateway(name, {
    supergraphSdl: composeFor(name, subgraphs).supergraphSdl,
    routerSecret,
    tracesUrl: traces.url,
    port: Number(process.env['PORT'] ?? DEFAULT_PORT),
  });

  const explorer = await startExplorer(gateway.url, DEMO_KEY);

  const title = name === 'apollo' ? 'Apollo Gateway' : 'Hive Gateway';
  say(`This is the demo behind ${title}.`);
  say('No e-mail is sent, and your changes are lost when you stop the demo.');
  say(`GraphQL: ${gateway.url}/graphql`);
  say(`Explorer: ${explorer.url} (open in a browser)`);
  for (const subgraph of subgraphs) say(`Subgraph ${subgraph.name}: ${subgraph.url}`);
  say(`Emulator: ${emulator.url}`);
  say(`Demo key: ${DEMO_KEY}`);
  say('A first query, over all three:');
  say(toCommand(gateway.url, { query: FIRST_QUERY }));
  await send(gateway.url, FIRST_QUERY);
  say(
    `What ${title} records of that query: ${traces.kind}. ×n: n times, with the time of the longest.`,
  );
  for (const line of await traces.describe('News')) say(line);
  say('Two cancelled at once, of which one is not yours to cancel:');
  const cancelHandles = await findHandles(gateway.url);
  say(toCommand(gateway.url, { query: BULK_CANCEL, variables: { input: { cancelHandles } } }));
  stopWith(gateway.ended, async () => {
    await explorer.stop();
    await gateway.stop();
    await Promise.all([...others, service, emulator, traces].map((part) => part.stop()));
  });
  say(`Ready: ${gateway.url}/graphql`);
}

/** An invitation that the demo's user has sent, and one that they have received. */
async function findHandles(gatewayUrl: string): Promise<string[]> {
  const answer = await send(gatewayUrl, PENDING_HANDLES);
  const { data } = answer as { data: { invitations: { nodes: Pending[] } } };
  const listed = data.invitations.nodes.filter(({ cancelHandle }) => cancelHandle !== null);
  const sent = listed.find(({ organization }) => organization?.name === 'acme');
  const received = listed.find(({ email }) => email === 'ada@example.com');
  return [sent, received].map((one) => one?.cancelHandle ?? '');
}

interface Pending {
  readonly cancelHandle: string | null;
  readonly email: string | null;
  readonly organization: { readonly name: string } | null;
}

async function send(gatewayUrl: string, query: string): Promise<unknown> {
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tiledb-rest-api-key': DEMO_KEY },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

function toCommand(gatewayUrl: string, body: object): string {
  return `curl ${gatewayUrl}/graphql -H 'content-type: application/json' -H 'x-tiledb-rest-api-key: ${DEMO_KEY}' -d '${JSON.stringify(body)}'`;
}

function readGatewayName(text: string = GATEWAY_NAMES[0]): GatewayName {
  const name = GATEWAY_NAMES.find((known) => known === text);
  if (name !== undefined) return name;
  process.stderr.write(`The gateway must be one of ${GATEWAY_NAMES.join(', ')}: got "${text}"\n`);
  process.exit(2);
}

/** Stops everything on a signal, or when the gateway ends unexpectedly, which is a failure. */
function stopWith(gatewayEnded: Promise<unknown>, stop: () => Promise<unknown>): void {
  let isStopping = false;
  const stopOnce = async (exitCode: number) => {
    if (isStopping) return;
    isStopping = true;
    process.exitCode = exitCode;
    await stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopOnce(0));
  gatewayEnded.then(() => stopOnce(1));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
