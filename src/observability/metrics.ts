import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The service's metrics for Prometheus. No label value comes from a client's or upstream's text. */
export interface Metrics {
  operation(operation: OperationResult, durationMs: number): void;
  upstreamCall(call: {
    readonly operationId: string;
    readonly outcome: number | string;
    readonly durationMs: number;
    readonly retriesMade: number;
  }): void;
  strangeValue(kind: string): void;
  redirect(outcome: string): void;
  logLinesDropped(lines: number): void;
  /** Call when a request is rejected because of overload. */
  requestShed(reason: string): void;
  /** @param step a step of a mutation with an idempotency key */
  idempotencyStep(step: string): void;
  loaderRead(loader: string, isHit: boolean): void;
  /** Adds the metrics of Redis, which not every deployment has. @returns call it for every command */
  watchRedis(isUp: () => boolean): (outcome: string, durationMs: number) => void;
  readonly registry: Registry;
}

/** How an operation ended. */
export interface OperationResult {
  /** Its name, chosen by the client. */
  readonly name: string | null;
  readonly type: string | null;
  /** Its root fields by their schema names; empty for an invalid operation. */
  readonly fields: readonly string[];
  /** The outcome of each mutation. */
  readonly outcomes: readonly { readonly field: string; readonly outcome: string }[];
  /** The steps of its idempotency keys; empty without keys. */
  readonly keySteps: readonly string[];
  /** Codes of its errors; empty when there are none. */
  readonly codes: readonly string[];
}

/** Read whenever the metrics are scraped. */
export interface Gauges {
  readonly breakerState: () => 'closed' | 'half-open' | 'open';
  readonly callsInFlight: () => number;
  readonly callsQueued: () => number;
  readonly callersCutOff: () => number;
}

/** Seconds; from a call within one data centre to the default operation timeout. */
const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];
/** Seconds; a nearby Redis replies in a fraction of a millisecond. */
const REDIS_DURATION_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const operations = new Counter({
    name: 'graphql_operations_total',
    help: 'Operations, by root field and by code: `OK`, or that of the first error.',
    labelNames: ['operation', 'code'],
    registers,
  });
  const operationDurations = new Histogram({
    name: 'graphql_operation_duration_seconds',
    help: 'Time from the complete request to the complete response, by root field.',
    labelNames: ['operation'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const outcomes = new Counter({
    name: 'graphql_mutation_outcomes_total',
    help: 'Results of mutations, by type. An error that is data (`InvitationNotFound`) counts here, not among the codes.',
    labelNames: ['mutation', 'outcome'],
    registers,
  });
  const upstreamCalls = new Histogram({
    name: 'upstream_call_duration_seconds',
    help: 'Attempts at calls to TileDB, including time in the queue, by outcome: the HTTP status, the kind of failure (`unavailable`, `timeout`, …), or `not-sent`.',
    labelNames: ['operation_id', 'outcome'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const retries = new Counter({
    name: 'upstream_retries_total',
    help: 'Retries of failed reads.',
    labelNames: ['operation_id'],
    registers,
  });
  const reads = new Counter({
    name: 'loader_reads_total',
    help: 'Reads within an operation: a `hit` had already been read by the same operation, a `miss` had not. One field under several aliases may be one read.',
    labelNames: ['loader', 'result'],
    registers,
  });
  const strangeValues = new Counter({
    name: 'upstream_strange_values_total',
    help: "Unknown or malformed values in TileDB's responses, which were dropped.",
    labelNames: ['kind'],
    registers,
  });
  const droppedLines = createDroppedLines(registry);
  const shedRequests = new Counter({
    name: 'requests_shed_total',
    help: 'Requests rejected with 503 because the process was overloaded: `event-loop-delay` above `MAX_EVENT_LOOP_DELAY_MS`, or `heap` above `MAX_HEAP_PERCENT`.',
    labelNames: ['reason'],
    registers,
  });
  const redirects = new Counter({
    name: 'upstream_redirects_total',
    help: "Redirects by TileDB, `followed` or `refused`. If many are followed, set `TILEDB_REST_URL` to the region's host to save a round trip.",
    labelNames: ['outcome'],
    registers,
  });
  const idempotencySteps = new Counter({
    name: 'idempotency_steps_total',
    help: 'What happened to mutations with an idempotency key, and to the items of bulk mutations: `claimed` (to be sent), `replayed`, `waited` (for a request in flight), `unknown` (the result is `InvitationOutcomeUnknown`), `released` (nothing was carried out), `unsettled` (the outcome could not be stored), or rejected as `reused`, `in-use` or `unavailable`.',
    labelNames: ['step'],
    registers,
  });
  new Gauge({
    name: 'upstream_breaker_open',
    help: '1 while the circuit breaker is open, 0.5 while it is half-open, else 0; with several workers, the maximum.',
    aggregator: 'max',
    registers,
    collect() {
      this.set({ closed: 0, 'half-open': 0.5, open: 1 }[gauges.breakerState()]);
    },
  });
  new Gauge({
    name: 'upstream_callers_cut_off',
    help: 'Callers whose own circuit breaker is open because TileDB fails only for them.',
    registers,
    collect() {
      this.set(gauges.callersCutOff());
    },
  });
  new Gauge({
    name: 'upstream_calls_under_way',
    help: 'Calls to TileDB in flight.',
    registers,
    collect() {
      this.set(gauges.callsInFlight());
    },
  });
  new Gauge({
    name: 'upstream_calls_waiting',
    help: 'Calls to TileDB waiting for a free slot.',
    registers,
    collect() {
      this.set(gauges.callsQueued());
    },
  });

  return {
    operation({ fields, codes, outcomes: results }, durationMs) {
      const operation = toOperationLabel(fields);
      operations.inc({ operation, code: codes[0] ?? 'OK' });
      operationDurations.observe({ operation }, durationMs / 1000);
      for (const { field, outcome } of results) outcomes.inc({ mutation: field, outcome });
    },
    upstreamCall({ operationId, outcome, durationMs, retriesMade }) {
      const labels = { operation_id: operationId, outcome: String(outcome) };
      upstreamCalls.observe(labels, durationMs / 1000);
      if (retriesMade > 0) retries.inc({ operation_id: operationId });
    },
    strangeValue: (kind) => strangeValues.inc({ kind }),
    redirect: (outcome) => redirects.inc({ outcome }),
    idempotencyStep: (step) => idempotencySteps.inc({ step }),
    loaderRead: (loader, isHit) => reads.inc({ loader, result: isHit ? 'hit' : 'miss' }),
    logLinesDropped: (lines) => droppedLines.inc(lines),
    requestShed: (reason) => shedRequests.inc({ reason }),
    watchRedis(isUp) {
      new Gauge({
        name: 'redis_up',
        help: 'Only with `REDIS_URL`: 1 while Redis responds, else 0; with several workers, the minimum.',
        aggregator: 'min',
        registers,
        collect() {
          this.set(isUp() ? 1 : 0);
        },
      });
      const commands = new Histogram({
        name: 'redis_command_duration_seconds',
        help: 'Only with `REDIS_URL`: Redis commands of operations, by `ok`, `failed`, `timeout`, or `not-sent` while Redis is known to be down. After any outcome but `ok`, the service carried on without Redis.',
        labelNames: ['outcome'],
        buckets: REDIS_DURATION_BUCKETS,
        registers,
      });
      return (outcome, durationMs) => commands.observe({ outcome }, durationMs / 1000);
    },
    registry,
  };
}

/** Counts the log lines that this process has lost; the primary of several workers has a log of its own. */
export function createDroppedLines(registry: Registry): Counter {
  return new Counter({
    name: 'log_lines_dropped_total',
    help: 'Log lines lost because standard error could not be written (full disk, closed pipe), or not fast enough.',
    registers: [registry],
  });
}

/** Labels an operation by its root field, since its name is the client's text. */
function toOperationLabel(fields: readonly string[]): string {
  const [only, another] = fields;
  if (only === undefined) return 'none';
  return another === undefined ? only : 'several';
}
