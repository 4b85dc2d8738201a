/** `npm run bench:scaling`: one worker and two, slow calls, and gateways; the basis of docs/scaling.md. */
import { composeFor } from '../test/supergraph/compose.ts';
import { GATEWAY_NAMES, type GatewayName, startGateway } from '../test/supergraph/gateway.ts';
import { toInvitationsSubgraph } from '../test/supergraph/subgraphs.ts';
import { latencies, load } from './load.ts';
import { median } from './report.ts';
import { contestants, type Server, startServer } from './servers.ts';
import { startUpstream, type Upstream } from './upstream.ts';
import { type Workload, workloads } from './workloads.ts';

const [list] = workloads as [Workload];
const busyConnections = 32;
const rounds = 7;
const slowCallers = 1_000;
const slowMs = 2_000;
const mebibyte = 2 ** 20;

const upstream = await startUpstream();
for (const transport of ['got', 'undici']) {
  console.log(await compareWorkers(transport, upstream));
  console.log(await measureSlowCallers(transport, upstream));
}
for (const name of GATEWAY_NAMES) console.log(await measureGateway(name, upstream));
process.exit();

/** No process is pinned: load, upstream and workers share all cores. */
async function compareWorkers(transport: string, upstream: Upstream): Promise<string> {
  const servers = await Promise.all(
    [1, 2].map((workers) =>
      start({ WORKERS: `${workers}`, UPSTREAM_TRANSPORT: transport }, upstream),
    ),
  );
  const run = (server: Server, milliseconds: number) =>
    load(server, list, { connections: busyConnections, milliseconds });
  for (const server of servers) await run(server, 8_000);
  const samples = servers.map(() => ({ rates: [] as number[], costs: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, server] of servers.entries()) {
      const cpuBefore = server.cpuMs();
      const { operations, milliseconds } = await run(server, 1_000);
      samples[index]?.rates.push((operations / milliseconds) * 1000);
      samples[index]?.costs.push(((server.cpuMs() - cpuBefore) / operations) * 1000);
    }
  }
  await Promise.all(servers.map((server) => server.stop()));
  const [one, two] = samples.map(({ rates, costs }) => ({
    rate: median(rates),
    cost: median(costs),
  }));
  if (one === undefined || two === undefined) throw new Error('nothing was measured');
  return [
    `${transport}: ${one.rate.toFixed(0)} operations per second with one worker, ${two.rate.toFixed(0)} with two`,
    `(${(two.rate / one.rate).toFixed(2)} times); CPU per operation ${one.cost.toFixed(0)} and ${two.cost.toFixed(0)} µs`,
    `(${(two.cost / one.cost).toFixed(2)} times)`,
  ].join(' ');
}

async function measureSlowCallers(transport: string, upstream: Upstream): Promise<string> {
  const server = await start(
    { UPSTREAM_TRANSPORT: transport, UPSTREAM_MAX_CONCURRENT: `${slowCallers}` },
    upstream,
  );
  await load(server, list, { connections: busyConnections, milliseconds: 5_000 });
  const idleMiB = server.residentMiB();
  upstream.delayMs = slowMs;
  const waiting = load(server, list, { connections: slowCallers, milliseconds: 1.5 * slowMs });
  let peak = { connections: 0, residentMiB: idleMiB };
  const watch = setInterval(() => {
    peak = {
      connections: Math.max(peak.connections, upstream.connections()),
      residentMiB: Math.max(peak.residentMiB, server.residentMiB()),
    };
  }, 100);
  await waiting;
  clearInterval(watch);
  upstream.delayMs = 0;
  await server.stop();
  return [
    `${transport}: ${slowCallers} callers at once, each waiting ${slowMs} ms for upstream, take ${peak.connections} connections`,
    `to upstream and ${(peak.residentMiB - idleMiB).toFixed(0)} MiB beyond the ${idleMiB.toFixed(0)} of the warm process`,
    `(${(((peak.residentMiB - idleMiB) * mebibyte) / slowCallers / 1024).toFixed(0)} KiB each)`,
  ].join(' ');
}

/** What a gateway adds to the duration of an operation; operations are sent in sequence. */
async function measureGateway(name: GatewayName, upstream: Upstream): Promise<string> {
  const server = await start({ UPSTREAM_TRANSPORT: 'undici' }, upstream);
  const { supergraphSdl } = composeFor(name, [toInvitationsSubgraph(server.url)]);
  const gateway = await startGateway(name, { supergraphSdl });
  const viaGateway = { url: gateway.url, dialect: server.dialect };
  for (const target of [server, viaGateway]) await latencies(target, list, 3_000);
  const direct = median(await latencies(server, list, 1_000));
  const through = median(await latencies(viaGateway, list, 1_000));
  await gateway.stop();
  await server.stop();
  return `${name}: an operation takes ${direct.toFixed(2)} ms directly and ${through.toFixed(2)} ms through the gateway (${(through / direct).toFixed(1)} times)`;
}

function start(env: Record<string, string>, upstream: Upstream): Promise<Server> {
  const contestant = contestants.find(({ name }) => name === 'ours');
  if (contestant === undefined) throw new Error('the service is not among the contestants');
  return startServer(contestant, upstream.url, { env, isPinned: false });
}
