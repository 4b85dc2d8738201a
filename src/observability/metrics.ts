import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the service counts, for Prometheus. No label ever comes from a client's or upstream's text. */
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
  /** A request was refused for overload. */
  requestShed(reason: string): void;
  /** @param step of a mutation with an idempotency key */
  idempotencyStep(step: string): void;
  loaderRead(loader: string, isHit: boolean): void;
  /** Counts for a Redis, which not every service has. @returns told of every command */
  watchRedis(isUp: () => boolean): (outcome: string, durationMs: number) => void;
  readonly registry: Registry;
}

/** What became of an operation. */
export interface OperationResult {
  /** The client's own name for it. */
  readonly name: string | null;
  readonly type: string | null;
  /** Its root fields, by the schema's names; none when it is no valid operation. */
  readonly fields: readonly string[];
  /** What each mutation came to. */
  readonly outcomes: readonly { readonly field: string; readonly outcome: string }[];
  /** What happened to its idempotency keys; empty without any. */
  readonly keySteps: readonly string[];
  /** Codes of its errors; empty when there are none. */
  readonly codes: readonly string[];
}

/** What is asked whenever the metrics are read. */
export interface Gauges {
  readonly breakerState: () => 'closed' | 'half-open' | 'open';
  readonly callsInFlight: () => number;
  readonly callsQueued: () => number;
  readonly callersCutOff: () => number;
}

/** Seconds; from a call within one machine room to the longest deadline. */
const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];
/** Seconds; a Redis next door answers in a fraction of a millisecond. */
const REDIS_DURATION_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const operations = new Counter({
    name: 'graphql_operations_total',
    help: 'Operations, by their root field and by OK or the code of their first error.',
    labelNames: ['operation', 'code'],
    registers,
  });
  const operationDurations = new Histogram({
    name: 'graphql_operation_duration_seconds',
    help: 'Time from the whole request to the whole answer, by root field.',
    labelNames: ['operation'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const outcomes = new Counter({
    name: 'graphql_mutation_outcomes_total',
    help: "What mutations came to, by the type of their result: an error there is not among an operation's codes.",
    labelNames: ['mutation', 'outcome'],
    registers,
  });
  const upstreamCalls = new Histogram({
    name: 'upstream_call_duration_seconds',
    help: 'Calls to TileDB, each attempt by itself, waiting for a place included; `outcome` is the HTTP status, why there is none, or `not-sent`.',
    labelNames: ['operation_id', 'outcome'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const retries = new Counter({
    name: 'upstream_retries_total',
    help: 'Calls to TileDB that repeat a failed read.',
    labelNames: ['operation_id'],
    registers,
  });
  const reads = new Counter({
    name: 'loader_reads_total',
    help: 'Reads that an operation asked for, by whether it had read the same before (`hit`).',
    labelNames: ['loader', 'result'],
    registers,
  });
  const strangeValues = new Counter({
    name: 'upstream_strange_values_total',
    help: "Values in TileDB's answers that were left out, by what was strange about them.",
    labelNames: ['kind'],
    registers,
  });
  const droppedLines = new Counter({
    name: 'log_lines_dropped_total',
    help: 'Log lines that were lost: standard error could not be written, or not fast enough.',
    registers,
  });
  const shedRequests = new Counter({
    name: 'requests_shed_total',
    help: 'Requests refused with 503 because the process was overloaded, by what was exceeded.',
    labelNames: ['reason'],
    registers,
  });
  const redirects = new Counter({
    name: 'upstream_redirects_total',
    help: "Redirects in TileDB's answers, by whether they were followed.",
    labelNames: ['outcome'],
    registers,
  });
  const idempotencySteps = new Counter({
    name: 'idempotency_steps_total',
    help: 'What happened to mutations with an idempotency key, and to items of such mutations.',
    labelNames: ['step'],
    registers,
  });
  new Gauge({
    name: 'upstream_breaker_open',
    help: '1 while the circuit breaker lets no call through, 0.5 while it lets one try, else 0; of several workers, the worst.',
    aggregator: 'max',
    registers,
    collect() {
      this.set({ closed: 0, 'half-open': 0.5, open: 1 }[gauges.breakerState()]);
    },
  });
  new Gauge({
    name: 'upstream_callers_cut_off',
    help: 'Callers whose own circuit breaker is open, since TileDB fails for them alone.',
    registers,
    collect() {
      this.set(gauges.callersCutOff());
    },
  });
  new Gauge({
    name: 'upstream_calls_under_way',
    help: 'Calls to TileDB that wait for their answer.',
    registers,
    collect() {
      this.set(gauges.callsInFlight());
    },
  });
  new Gauge({
    name: 'upstream_calls_waiting',
    help: 'Calls to TileDB that wait for a place among those under way.',
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
        help: '1 while Redis answers, else 0; of several workers, the worst.',
        aggregator: 'min',
        registers,
        collect() {
          this.set(isUp() ? 1 : 0);
        },
      });
      const commands = new Histogram({
        name: 'redis_command_duration_seconds',
        help: 'Commands to Redis; what is not `ok` was done without it.',
        labelNames: ['outcome'],
        buckets: REDIS_DURATION_BUCKETS,
        registers,
      });
      return (outcome, durationMs) => commands.observe({ outcome }, durationMs / 1000);
    },
    registry,
  };
}

/** The client's own name for an operation is a client's text, so an operation goes by what it asks for. */
function toOperationLabel(fields: readonly string[]): string {
  const [only, another] = fields;
  if (only === undefined) return 'none';
  return another === undefined ? only : 'several';
}
