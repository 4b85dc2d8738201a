import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { FastifyInstance } from 'fastify';
import { createUnavailable } from './refusal.ts';

export interface LoadLimits {
  /** Maximum mean event loop delay over one second; 0 sets no limit. */
  readonly maxEventLoopDelayMs: number;
  /** Maximum use of the heap limit in percent; 100 sets no limit. */
  readonly maxHeapPercent: number;
}

export interface LoadSheddingOptions extends LoadLimits {
  readonly onShed: (reason: ShedReason) => void;
}

export type ShedReason = 'event-loop-delay' | 'heap';

const SAMPLE_INTERVAL_MS = 1_000;
/** A single long pause is already over when it is measured: start-up, a large garbage collection, a machine that slept. */
const SAMPLES_IN_A_ROW = 2;

/**
 * Rejects requests before their bodies are read while the process is overloaded. Without it, a queue would grow until
 * clients time out and retry, or until the heap is full and every running operation is lost.
 *
 * @fastify/under-pressure was tried: it sheds load for a second after any single pause and treats a second without a sample
 * as an infinite delay, so that after a start on a busy machine it rejected the first requests.
 *
 * @param scope the routes to protect; /healthz and the like stay outside and always respond
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
  /** NaN for an interval without a sample. */
  readonly eventLoopDelayMs: number;
  readonly heapPercent: number;
}

/** @returns a function that takes each sample and returns why to shed load until the next one, or null */
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
