/** `--profile`: where a server spends its CPU time under one workload, start-up and warm-up excluded. */
import { existsSync, readFileSync } from 'node:fs';
import type { Profiler, Runtime } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from './load.ts';
import { type Contestant, startServer } from './servers.ts';
import type { Upstream } from './upstream.ts';
import type { Workload } from './workloads.ts';

const rowsPerTable = 30;

export async function profile(
  contestant: Contestant,
  workload: Workload,
  upstream: Upstream,
  run: { connections: number; warmUpMs: number; milliseconds: number },
) {
  const file = join(tmpdir(), `${contestant.name}-${workload.id}-${Date.now()}.cpuprofile`);
  const preload = new URL('profiler.ts', import.meta.url).href;
  const server = await startServer(contestant, upstream.url, {
    nodeOptions: ['--import', preload],
    env: { BENCH_PROFILE: file },
  });
  try {
    await load(server, workload, { ...run, milliseconds: run.warmUpMs });
    server.signal('SIGUSR2');
    const cpuBefore = server.cpuMs();
    const { operations } = await load(server, workload, run);
    const cpuPerOperation = ((server.cpuMs() - cpuBefore) / operations) * 1000;
    server.signal('SIGUSR2');
    while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 50));
    const recorded = JSON.parse(readFileSync(file, 'utf8')) as Profiler.Profile;
    return [
      `${contestant.title}, ${workload.id} ${workload.title}: ${operations} operations,`,
      `${cpuPerOperation.toFixed(0)} µs of CPU each (including the profiler's own)`,
      ...summarise(recorded, cpuPerOperation),
      `\nFull profile, for a browser's developer tools: ${file}\n`,
    ].join('\n');
  } finally {
    await server.stop();
  }
}

/** Samples give shares. Microseconds are shares of CPU time, since other processes may use the core too. */
function summarise(
  { nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
  cpuPerOperation: number,
) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((c) => [c, id])));
  const [modules, self, within] = [new Tally(), new Tally(), new Tally()];
  samples.forEach((id, index) => {
    const time = timeDeltas[index] ?? 0;
    const stack: Profiler.ProfileNode[] = [];
    for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) {
      const node = byId.get(at);
      if (node !== undefined && node.callFrame.functionName !== '(root)') stack.push(node);
    }
    const [top] = stack;
    if (top === undefined || isNoWork(top.callFrame)) return;
    modules.add(toModule(top), time);
    self.add(toName(top), time);
    for (const name of new Set(stack.map(toName))) within.add(name, time);
  });
  return [
    modules.render('by module', cpuPerOperation, self.total),
    self.render('by function, self time', cpuPerOperation, self.total),
    within.render('by function, total time', cpuPerOperation, self.total),
  ];
}

/** Waiting, and the profiler itself. */
function isNoWork({ functionName, url }: Runtime.CallFrame) {
  return functionName === '(idle)' || functionName === '(program)' || url === 'node:inspector';
}

class Tally {
  readonly #times = new Map<string, number>();
  total = 0;

  add(name: string, time: number) {
    this.#times.set(name, (this.#times.get(name) ?? 0) + time);
    this.total += time;
  }

  render(title: string, cpuPerOperation: number, whole: number) {
    const rows = [...this.#times].sort(([, a], [, b]) => b - a).slice(0, rowsPerTable);
    const lines = rows.map(([name, time]) => {
      const share = time / whole;
      const percent = `${(share * 100).toFixed(1)} %`.padStart(8);
      return `${percent} ${(share * cpuPerOperation).toFixed(1).padStart(8)} µs  ${name}`;
    });
    return [`\n${title}`, ...lines].join('\n');
  }
}

function toName({ callFrame: { functionName, url, lineNumber } }: Profiler.ProfileNode) {
  const name = functionName || '(anonymous)';
  return url === '' ? name : `${name}  ${shorten(url)}:${lineNumber + 1}`;
}

/** A package, a file of ours, or `node`. */
function toModule({ callFrame: { functionName, url } }: Profiler.ProfileNode) {
  if (url === '') return functionName.startsWith('(') ? functionName : 'node, native';
  if (url.startsWith('node:')) return url;
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  return name ?? shorten(url);
}

const root = fileURLToPath(new URL('..', import.meta.url));

function shorten(url: string) {
  return url
    .replace('file://', '')
    .replace(root, '')
    .replace(/.*node_modules\//, '');
}
