import { setTimeout as delay } from 'node:timers/promises';
import { AggregatorRegistry, Counter, Registry } from 'prom-client';
import type { MetricsSource } from '../edge/metrics-server.ts';
import { createDroppedLines } from '../observability/metrics.ts';

/** The metrics of one process, in prom-client's JSON form. */
export type Figures = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

export interface MetricsSum extends MetricsSource {
  /** Adds a worker. @returns call it when the worker has ended */
  join(read: () => Promise<Figures>): () => void;
  countRestart(): void;
  /** Log lines that this process has lost. */
  countDroppedLines(lines: number): void;
}

/** Time limit for a worker to report; after it, its last report counts. */
const REPORT_TIMEOUT_MS = 1_000;

/** Sums the metrics of all workers, including those that have ended: Prometheus would read a falling sum as a restart. */
export function createMetricsSum(): MetricsSum {
  const own = new Registry();
  const restarts = new Counter({
    name: 'worker_restarts_total',
    help: 'Only with several workers: workers that exited unexpectedly and were replaced.',
    registers: [own],
  });
  const droppedLines = createDroppedLines(own);
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
        delay(REPORT_TIMEOUT_MS, undefined, { ref: false }),
      ]);
      const restarted = await own.getMetricsAsJSON();
      const figures = [...[...present].map(({ last }) => last), past, restarted];
      return AggregatorRegistry.aggregate(figures).metrics();
    },
  };
}

function add(figures: Figures[]): Figures {
  // The metrics of an aggregated registry do have values, contrary to their type.
  return AggregatorRegistry.aggregate(figures).getMetricsAsArray() as Figures;
}

/** Counters outlive their process; gauges do not. */
function isCounted({ type }: Figures[number]): boolean {
  // Declared as a number, but a string at run time.
  return String(type) !== 'gauge';
}
