/** `npm run bench`: compares this service with its alternatives. See README.md. */
import { parseArgs } from 'node:util';
import { check, latencies, load, rawLatencies } from './load.ts';
import { profile } from './profile.ts';
import { median, type Result, renderReport, type Sample } from './report.ts';
import { type Contestant, contestants, pinLoad, type Server, startServer } from './servers.ts';
import { startUpstream, type Upstream } from './upstream.ts';
import { isFor, type Workload, workloads } from './workloads.ts';

const connections = 32;
const upstreamDelayMs = 20;

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    only: { type: 'string' },
    workloads: { type: 'string' },
    quick: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});
const seconds = Number(options.seconds ?? (options.profile ? 4 : 0.5));
const rounds = Number(options.rounds ?? (options.quick ? 2 : 9));
const starts = options.quick ? 1 : 3;
/** Long enough for V8 to optimise every function: one workload alone takes about 15,000 operations. */
const warmUpMs = options.quick ? 700 : 4000;
const callsPerLatencyRound = options.quick ? 10 : 20;

const pinned = pinLoad();
const upstream = await startUpstream();
const chosenWorkloads = choose(workloads, ({ id }) => id, options.workloads);
if (options.profile) {
  for (const contestant of choose(contestants, ({ name }) => name, options.only ?? 'ours')) {
    for (const workload of chosenWorkloads) {
      const run = { connections, warmUpMs: 20000, milliseconds: seconds * 1000 };
      console.log(await profile(contestant, workload, upstream, run));
    }
  }
} else {
  const chosen = choose(contestants, ({ name }) => name, options.only);
  const results = await compare(chosen, chosenWorkloads, upstream);
  const setting = { pinned, rounds, seconds, connections, upstreamDelayMs };
  console.log(renderReport(results, chosenWorkloads, setting, options.markdown));
}
process.exit();

/** One run: starts and checks all servers, then measures them in turn, round by round: A B C A B C. */
async function compare(chosen: Contestant[], chosenWorkloads: Workload[], upstream: Upstream) {
  const startMs = new Map<Contestant, number[]>(chosen.map((contestant) => [contestant, []]));
  let servers: Server[] = [];
  for (let round = 1; round <= starts; round += 1) {
    tell(`starting ${round}/${starts}`);
    await Promise.all(servers.map((server) => server.stop()));
    servers = [];
    for (const contestant of chosen) {
      const server = await startServer(contestant, upstream.url);
      startMs.get(contestant)?.push(server.startMs);
      servers.push(server);
    }
  }
  for (const workload of chosenWorkloads) {
    for (const server of servers.filter(canRun(workload))) {
      for (const n of [0, 1, 2]) await check(server, workload, n);
    }
  }

  const samples = new Map<Contestant, Map<Workload, Sample[]>>(
    chosen.map((contestant) => [contestant, new Map()]),
  );
  for (const workload of chosenWorkloads) {
    tell(`${workload.id} warming up`);
    for (const server of servers.filter(canRun(workload))) {
      await load(server, workload, { connections, milliseconds: warmUpMs });
    }
  }
  // Every workload in every round, so that a busy minute of the machine does not affect only one of them.
  for (let round = 1; round <= rounds; round += 1) {
    for (const workload of chosenWorkloads) {
      tell(`round ${round}/${rounds} ${workload.id}`);
      for (const server of servers.filter(canRun(workload))) {
        const ofServer = samples.get(server.contestant);
        const before = ofServer?.get(workload) ?? [];
        ofServer?.set(workload, [...before, await measure(server, workload, upstream)]);
      }
    }
  }
  const residentMiB = new Map(servers.map((s) => [s.contestant, s.residentMiB()]));

  const addedMs = await measureAddedLatency(servers, upstream);
  tell('');
  await Promise.all(servers.map((server) => server.stop()));
  return chosen.map(
    (contestant): Result => ({
      contestant,
      samples: samples.get(contestant) ?? new Map(),
      startMs: startMs.get(contestant) ?? [],
      residentMiB: residentMiB.get(contestant) ?? Number.NaN,
      addedMs: addedMs.get(contestant) ?? [],
    }),
  );
}

function canRun(workload: Workload) {
  return ({ contestant }: Server) => isFor(contestant.dialect, workload, contestant.name);
}

async function measure(server: Server, workload: Workload, upstream: Upstream): Promise<Sample> {
  const [callsBefore, cpuBefore] = [upstream.calls, server.cpuMs()];
  const { operations, milliseconds } = await load(server, workload, {
    connections,
    milliseconds: seconds * 1000,
  });
  const cpuMs = server.cpuMs() - cpuBefore;
  return {
    rate: (operations / milliseconds) * 1000,
    cpuMicroseconds: (cpuMs / operations) * 1000,
    busy: cpuMs / milliseconds,
    calls: (upstream.calls - callsBefore) / operations,
  };
}

/** On one connection: the median of a round minus the median of the bare REST call in that round. */
async function measureAddedLatency(servers: Server[], upstream: Upstream) {
  const [list] = workloads as [Workload];
  const added = new Map<Contestant, number[]>(servers.map(({ contestant }) => [contestant, []]));
  upstream.delayMs = upstreamDelayMs;
  for (let round = 1; round <= 3; round += 1) {
    tell(`latency round ${round}/3`);
    const raw = median(await rawLatencies(upstream.url, callsPerLatencyRound));
    for (const server of servers) {
      const whole = median(await latencies(server, list, callsPerLatencyRound));
      added.get(server.contestant)?.push(whole - raw);
    }
  }
  upstream.delayMs = 0;
  return added;
}

function choose<T>(all: T[], nameOf: (item: T) => string, list: string | undefined): T[] {
  if (list === undefined) return all;
  const wanted = new Set(list.split(','));
  const found = all.filter((item) => wanted.delete(nameOf(item)));
  if (wanted.size === 0) return found;
  console.error(`unknown: ${[...wanted]}; there are: ${all.map(nameOf)}`);
  process.exit(1);
}

function tell(progress: string) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${progress}`);
}
