import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Graceful shutdown in three phases: report not ready (/readyz) but keep serving, so that load balancers notice; reject
 * requests on new connections while serving those that were open; close once idle.
 */
export interface Drain {
  readonly hasBegun: boolean;
  /** Whether a request must be rejected because it arrived on a new connection during the shutdown. */
  isTooLate(request: FastifyRequest): boolean;
  /**
   * Counts an operation as running until it has ended and its response is closed. Both are needed, since the operation may
   * outlive its client's connection.
   *
   * @returns call it when the operation has ended
   */
  follow(reply: FastifyReply): () => void;
  /** Drains. @returns whether everything that was running ended in time */
  run(): Promise<boolean>;
}

export interface DrainOptions {
  /** How long the service keeps serving everything after /readyz reports not ready. */
  readonly drainDelayMs: number;
  /** Time limit for the whole shutdown, the delay included. */
  readonly drainTimeoutMs: number;
}

export function createDrain(server: Server, options: DrainOptions): Drain {
  let running = 0;
  let onIdle: () => void = () => {};
  let hasBegun = false;
  let isRejecting = false;
  const newConnections = new WeakSet<Socket>();
  server.on('connection', (socket) => {
    if (hasBegun) newConnections.add(socket);
  });

  return {
    get hasBegun() {
      return hasBegun;
    },
    isTooLate: ({ raw: { socket } }) => isRejecting && newConnections.has(socket),
    follow(reply) {
      running += 2;
      reply.raw.on('close', end);
      return end;
    },
    async run() {
      hasBegun = true;
      const timeout = AbortSignal.timeout(options.drainTimeoutMs);
      try {
        await delay(options.drainDelayMs, undefined, { signal: timeout });
      } catch {
        // The delay took the whole time limit.
      }
      isRejecting = true;
      return running === 0 || untilIdle(timeout);
    },
  };

  function end(): void {
    running -= 1;
    if (running === 0) onIdle();
  }

  function untilIdle(timeout: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      if (timeout.aborted) resolve(false);
      timeout.addEventListener('abort', () => resolve(false));
      onIdle = () => resolve(true);
    });
  }
}
