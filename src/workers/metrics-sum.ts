import { setTimeout as delay } from 'node:timers/promises';
import { AggregatorRegistry, Counter, Registry } from 'prom-client';
import type { MetricsSource } from '../edge/metrics-server.ts';

/** The metrics of one process, as prom-client hands them over. */
export type Figures = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

export interface MetricsSum extends MetricsSource {
  /** A worker counts from now on. @returns what to call when it has ended */
  join(read: () => Promise<Figures>): () => void;
  countRestart(): void;
  /** Log lines that this process has lost. */
  countDroppedLines(lines: number): void;
}

/** A worker that is silent for longer is taken to be where it was when it last answered. */
const LONGEST_SILENCE_MS = 1_000;

/** What all workers have counted together, those that have ended included: a sum that fell would be taken for a restart. */
export function createMetricsSum(): MetricsSum {
  const own = new Registry();
  const restarts = new Counter({
    name: 'worker_restarts_total',
    help: 'Workers that ended by themselves and were replaced.',
    registers: [own],
  });
  const droppedLines = new Counter({
    name: 'log_lines_dropped_total',
    help: 'Log lines that were lost: standard error could not be written, or not fast enough.',
    registers: [own],
  });
  const present = new Set<{ readonly read: () => Promise<Figures>; last: Figures }>();
  let past: Figures = [];

  return {
    contentType: own.contentType,
    countRestart: () => restarts.inc(),
    countDroppedLines: (lines) => droppedLines.inc(lines),
    join(read) {
      const worker = { read, last: [] };
      present.add(worker);
      return () => {
        present.delete(worker);
        past = add([worker.last.filter(isCounted), past]);
      };
    },
    async metrics() {
      const reading = [...present].map(async (worker) => {
        worker.last = await worker.read();
      });
      await Promise.race([
        Promise.allSettled(reading),
        delay(LONGEST_SILENCE_MS, undefined, { ref: false }),
      ]);
      const restarted = await own.getMetricsAsJSON();
      const figures = [...[...present].map(({ last }) => last), past, restarted];
      return AggregatorRegistry.aggregate(figures).metrics();
    },
  };
}

function add(figures: Figures[]): Figures {
  // Its registry's metrics do have their values, whatever their type says.
  return AggregatorRegistry.aggregate(figures).getMetricsAsArray() as Figures;
}

/** A gauge goes with its process; what was counted has happened. */
function isCounted({ type }: Figures[number]): boolean {
  // prom-client declares a number, and gives a word.
  return String(type) !== 'gauge';
}
