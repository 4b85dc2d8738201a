/** The tables: as text for a terminal, or as markdown for docs/performance.md. */
import { cpus, loadavg } from 'node:os';
import type { Contestant } from './servers.ts';
import type { Workload } from './workloads.ts';

export interface Sample {
  /** Operations per second. */
  rate: number;
  /** The server's CPU time per operation. */
  cpuMicroseconds: number;
  /** Fraction of its core that the server used, 0 to 1. */
  busy: number;
  /** Upstream calls per operation. */
  calls: number;
}

export interface Result {
  contestant: Contestant;
  samples: Map<Workload, Sample[]>;
  startMs: number[];
  residentMiB: number;
  addedMs: number[];
}

export interface Setting {
  pinned: boolean;
  rounds: number;
  seconds: number;
  connections: number;
  upstreamDelayMs: number;
}

/** A server that used less of its core was not the bottleneck. */
const fullyBusy = 0.9;

/** Read before this run adds to it. */
const [othersLoad = 0] = loadavg();

export function renderReport(
  results: Result[],
  workloads: Workload[],
  setting: Setting,
  markdown: boolean,
) {
  const render = markdown ? renderMarkdown : renderText;
  const limit = results.find(({ contestant }) => contestant.name === 'limit');
  const header = (unit: string) => [unit, ...workloads.map(({ id, title }) => `${id} ${title}`)];
  const perWorkload = (cell: (samples: Sample[], workload: Workload) => string) =>
    results.map(({ contestant, samples }) => [
      contestant.title,
      ...workloads.map((workload) => {
        const taken = samples.get(workload) ?? [];
        return taken.length === 0 ? '–' : cell(taken, workload);
      }),
    ]);

  const sharesOf = (toRate: (sample: Sample) => number) =>
    perWorkload((samples, workload) => {
      const whole = limit?.samples.get(workload)?.map(toRate) ?? [];
      const ratios = samples.map((sample, round) => toRate(sample) / (whole[round] ?? Number.NaN));
      return whole.length === 0 ? '–' : spread(ratios, 2);
    });
  const isBound = (samples: Sample[]) => median(samples.map(({ busy }) => busy)) < fullyBusy;
  const shares = sharesOf(({ rate }) => rate);
  const cpuShares = sharesOf(({ cpuMicroseconds }) => 1 / cpuMicroseconds);
  const rates = perWorkload(
    (samples) => `${spread(samples.map(({ rate }) => rate))}${isBound(samples) ? ' *' : ''}`,
  );
  const costs = perWorkload((samples) => spread(samples.map((sample) => sample.cpuMicroseconds)));
  const calls = perWorkload((samples) => median(samples.map((sample) => sample.calls)).toFixed(2));
  const others = results.map(({ contestant, addedMs, residentMiB, startMs }) => [
    contestant.title,
    spread(addedMs, 2),
    residentMiB.toFixed(0),
    spread(startMs),
  ]);
  const otherHeader = [
    'Sequential',
    `added to a ${setting.upstreamDelayMs} ms call (ms)`,
    'memory after load (MiB)',
    'start to first answer (ms)',
  ];
  return [
    describe(setting),
    render(header('CPU per operation (µs)'), costs),
    ...(limit
      ? [
          render(header('Share of the limit, by CPU per operation'), cpuShares),
          render(header('The same by operations per second'), shares),
        ]
      : []),
    render(header('Operations per second'), rates),
    render(header('Upstream calls per operation'), calls),
    render(otherHeader, others),
  ].join('\n\n');
}

function describe({ pinned, rounds, seconds, connections }: Setting) {
  const [cpu] = cpus();
  return [
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node},`,
    `${cpus().length} cores of ${cpu?.model ?? 'an unknown CPU'};`,
    pinned ? 'server on one core, load and upstream on another;' : 'NOT pinned to cores;',
    `${connections} connections, ${rounds} rounds of ${seconds} s in turn, median (min–max).`,
    `Load average before the run ${othersLoad.toFixed(1)}, others' work included.`,
    `* = the server used less than ${fullyBusy * 100} % of its core: the load was the bottleneck.`,
  ].join(' ');
}

export function median(values: number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

function spread(values: number[], digits = 0) {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const range = `${min.toFixed(digits)}–${max.toFixed(digits)}`;
  return values.length > 1
    ? `${median(values).toFixed(digits)} (${range})`
    : median(values).toFixed(digits);
}

function renderMarkdown(header: string[], rows: string[][]) {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function renderText(header: string[], rows: string[][]) {
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    line(header),
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...rows.map(line),
  ].join('\n');
}
