import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { FastifyInstance } from 'fastify';
import { createUnavailable } from './refusal.ts';

export interface LoadLimits {
  /** Mean delay of the event loop, over a second, above which requests are refused. 0 refuses none. */
  readonly maxEventLoopDelayMs: number;
  /** Share of the heap's limit, in percent, above which requests are refused. 100 refuses none. */
  readonly maxHeapPercent: number;
}

export interface LoadSheddingOptions extends LoadLimits {
  readonly onShed: (reason: ShedReason) => void;
}

export type ShedReason = 'event-loop-delay' | 'heap';

const SAMPLE_INTERVAL_MS = 1_000;
/** One long pause is over when it is seen: loading at the start, a large garbage collection, a machine that slept. */
const SAMPLES_IN_A_ROW = 2;

/**
 * Refuses requests before their bodies are read while the process has more to do than it can. Without it, a queue grows
 * until clients time out and repeat, or until the heap is full and every running operation is lost.
 *
 * @fastify/under-pressure was tried: it sheds for a second after any single pause, and takes a second without a sample
 * for an infinite delay, so that a start on a busy machine refused its first requests.
 *
 * @param scope holds the routes that are refused; /healthz and the like stay outside and are always answered
 */
export function shedLoad(scope: FastifyInstance, options: LoadSheddingOptions): void {
  const judge = createLoadJudge(options);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  let reason: ShedReason | null = null;
  const timer = setInterval(() => {
    reason = judge({ eventLoopDelayMs: delay.mean / 1e6, heapPercent: readHeapPercent() });
    delay.reset();
  }, SAMPLE_INTERVAL_MS).unref();
  scope.addHook('onClose', async () => {
    clearInterval(timer);
    delay.disable();
  });
  scope.addHook('onRequest', (_request, _reply, done) => {
    if (reason === null) return done();
    options.onShed(reason);
    throw createUnavailable('This instance is overloaded. Retry the request.');
  });
}

function readHeapPercent(): number {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return (used / limit) * 100;
}

export interface LoadSample {
  /** NaN for an interval in which the event loop did not turn. */
  readonly eventLoopDelayMs: number;
  readonly heapPercent: number;
}

/** Looks at one sample after the other. @returns why load is to be shed until the next; null when it is not */
export function createLoadJudge(limits: LoadLimits): (sample: LoadSample) => ShedReason | null {
  let samplesAbove = 0;
  return (sample) => {
    const reason = toReason(limits, sample);
    samplesAbove = reason === null ? 0 : samplesAbove + 1;
    return samplesAbove >= SAMPLES_IN_A_ROW ? reason : null;
  };
}

function toReason(limits: LoadLimits, sample: LoadSample): ShedReason | null {
  const { maxEventLoopDelayMs, maxHeapPercent } = limits;
  if (maxHeapPercent < 100 && sample.heapPercent > maxHeapPercent) return 'heap';
  if (maxEventLoopDelayMs > 0 && sample.eventLoopDelayMs > maxEventLoopDelayMs) {
    return 'event-loop-delay';
  }
  return null;
}
