import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the service counts, for Prometheus. No label ever comes from a client's or upstream's text. */
export interface Metrics {
  upstreamCall(call: {
    readonly operationId: string;
    readonly outcome: number | string;
    readonly durationMs: number;
    readonly retriesMade: number;
  }): void;
  strangeValue(kind: string): void;
  readonly contentType: string;
  /** In Prometheus' text format. */
  render(): Promise<string>;
}

/** Seconds; from a call within one machine room to the longest deadline. */
const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];

/** @param breakerState asked whenever the metrics are read */
export function createMetrics(breakerState: () => 'closed' | 'half-open' | 'open'): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const upstreamCalls = new Histogram({
    name: 'upstream_call_duration_seconds',
    help: 'Calls to TileDB, each attempt by itself; `outcome` is the HTTP status or why there is none.',
    labelNames: ['operation_id', 'outcome'],
    buckets: DURATION_BUCKETS,
    registers: [registry],
  });
  const retries = new Counter({
    name: 'upstream_retries_total',
    help: 'Calls to TileDB that repeat a failed read.',
    labelNames: ['operation_id'],
    registers: [registry],
  });
  const strangeValues = new Counter({
    name: 'upstream_strange_values_total',
    help: "Values in TileDB's answers that were left out, by what was strange about them.",
    labelNames: ['kind'],
    registers: [registry],
  });
  new Gauge({
    name: 'upstream_breaker_open',
    help: '1 while the circuit breaker lets no call through, 0.5 while it lets one try, else 0.',
    registers: [registry],
    collect() {
      this.set({ closed: 0, 'half-open': 0.5, open: 1 }[breakerState()]);
    },
  });

  return {
    upstreamCall({ operationId, outcome, durationMs, retriesMade }) {
      const labels = { operation_id: operationId, outcome: String(outcome) };
      upstreamCalls.observe(labels, durationMs / 1000);
      if (retriesMade > 0) retries.inc({ operation_id: operationId });
    },
    strangeValue: (kind) => strangeValues.inc({ kind }),
    contentType: registry.contentType,
    render: () => registry.metrics(),
  };
}
