import { getHeapStatistics } from 'node:v8';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { createUnavailable } from './refusal.ts';

export interface LoadSheddingOptions {
  /** Mean delay of the event loop, over a second, above which requests are refused. 0 refuses none. */
  readonly maxEventLoopDelayMs: number;
  /** Share of the heap's limit, in percent, above which requests are refused. 100 refuses none. */
  readonly maxHeapPercent: number;
  readonly onShed: (reason: ShedReason) => void;
}

export type ShedReason = 'event-loop-delay' | 'heap';

/**
 * Refuses requests before their bodies are read while the process has more to do than it can. Without it, a queue grows
 * until clients time out and repeat, or until the heap is full and every running operation is lost.
 *
 * @param scope holds the routes that are refused; /healthz and the like stay outside and are always answered
 */
export async function shedLoad(
  scope: FastifyInstance,
  { maxEventLoopDelayMs, maxHeapPercent, onShed }: LoadSheddingOptions,
): Promise<void> {
  const heapLimit = getHeapStatistics().heap_size_limit;
  await scope.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    maxHeapUsedBytes: maxHeapPercent < 100 ? (heapLimit * maxHeapPercent) / 100 : 0,
    pressureHandler(_request, _reply, type) {
      onShed(type === underPressure.TYPE_HEAP_USED_BYTES ? 'heap' : 'event-loop-delay');
      throw createUnavailable('This instance is overloaded. Retry the request.');
    },
  });
}
