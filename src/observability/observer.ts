import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from './log.ts';
import type { Metrics, OperationResult } from './metrics.ts';
import type { CallTrace, OperationTrace, Tracing } from './tracing.ts';

/** Observes operations from start to end, for the log, the metrics and the trace. */
export interface Observer {
  startOperation(request: ObservedRequest, listener?: OperationListener): OperationWatch;
}

/** Learns the outcomes of an operation's calls while it runs. */
export interface OperationListener {
  /** @param outcome the HTTP status, the kind of failure without one, or `not-sent` */
  onCallEnd(outcome: number | string): void;
}

export interface ObservedRequest {
  readonly requestId: string;
  readonly headers: IncomingHttpHeaders;
}

export interface OperationWatch {
  /** Call when an attempt at an upstream call begins. */
  startCall(operationId: string, retriesMade: number): CallWatch;
  /** Logs something that went wrong during the operation. */
  fault(fault: ObservedFault): void;
  end(result: OperationResult): void;
}

export interface CallWatch {
  /** W3C trace context to send along. */
  readonly traceHeaders: Readonly<Record<string, string>>;
  /** @param outcome the HTTP status, the kind of failure without one, or `not-sent` */
  end(outcome: number | string): void;
}

export interface ObservedFault {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export function createObserver(log: Logger, metrics: Metrics, tracing: Tracing): Observer {
  const observers = { log, metrics, tracing };
  return { startOperation: (request, listener) => new Operation(observers, request, listener) };
}

interface Observers {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
}

/** A class, like `Call`, so that an operation allocates no closures. */
class Operation implements OperationWatch {
  readonly #observers: Observers;
  readonly #requestId: string;
  readonly #trace: OperationTrace;
  readonly #startedAt = performance.now();
  #upstreamCalls = 0;
  #upstreamMs = 0;
  #faults = 0;
  readonly #listener: OperationListener | undefined;

  constructor(
    observers: Observers,
    { requestId, headers }: ObservedRequest,
    listener: OperationListener | undefined,
  ) {
    this.#observers = observers;
    this.#listener = listener;
    this.#requestId = requestId;
    this.#trace = observers.tracing.startOperation(headers);
  }

  startCall(operationId: string, retriesMade: number): CallWatch {
    const trace = this.#trace.startCall(operationId, retriesMade);
    return new Call(trace, (outcome, durationMs) => {
      this.#listener?.onCallEnd(outcome);
      if (outcome !== NOT_SENT) {
        this.#upstreamCalls += 1;
        this.#upstreamMs += durationMs;
      }
      const call = { operationId, outcome, durationMs, retriesMade };
      afterResponses(() => this.#observers.metrics.upstreamCall(call));
    });
  }

  fault({ level, message, facts }: ObservedFault): void {
    this.#faults += 1;
    if (this.#faults > MAX_FAULT_LINES) return;
    const { traceId } = this.#trace;
    this.#observers.log[level]({ ...facts, requestId: this.#requestId, traceId }, message);
  }

  end(result: OperationResult): void {
    const durationMs = performance.now() - this.#startedAt;
    this.#trace.end(result, this.#requestId);
    afterResponses(() => this.#record(result, durationMs));
  }

  #record(result: OperationResult, durationMs: number): void {
    this.#observers.metrics.operation(result, durationMs);
    this.#observers.log.info(
      {
        name: result.name,
        type: result.type,
        fields: result.fields,
        outcomes: result.outcomes.map(({ outcome }) => outcome),
        codes: result.codes,
        ...(result.keySteps.length > 0 && { idempotency: result.keySteps }),
        durationMs: toTenths(durationMs),
        upstreamCalls: this.#upstreamCalls,
        upstreamMs: toTenths(this.#upstreamMs),
        ...(this.#faults > MAX_FAULT_LINES && {
          faultsNotLogged: this.#faults - MAX_FAULT_LINES,
        }),
        requestId: this.#requestId,
        traceId: this.#trace.traceId,
      },
      'operation',
    );
  }
}

class Call implements CallWatch {
  readonly #trace: CallTrace;
  readonly #onEnd: (outcome: number | string, durationMs: number) => void;
  readonly #startedAt = performance.now();

  constructor(trace: CallTrace, onEnd: (outcome: number | string, durationMs: number) => void) {
    this.#trace = trace;
    this.#onEnd = onEnd;
  }

  get traceHeaders() {
    return this.#trace.headers;
  }

  end(outcome: number | string): void {
    this.#trace.end(outcome);
    this.#onEnd(outcome, performance.now() - this.#startedAt);
  }
}

/** Defers logging until pending responses are flushed; batching is also cheaper. */
const afterResponses: (task: () => void) => void = setImmediate;

/** Maximum fault lines per operation, so that one request cannot flood the log. */
const MAX_FAULT_LINES = 10;

/** Outcome of a call that was given up before it was made. */
const NOT_SENT = 'not-sent';

function toTenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
