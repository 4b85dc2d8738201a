import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * How the service takes its leave. First it only says so (/readyz), and whoever sends it work has time to hear it;
 * then it turns new connections' work away, while those that were open are still answered; then, when nothing
 * is running any more, it can be closed.
 */
export interface Drain {
  readonly hasBegun: boolean;
  /** Whether a request came too late to be begun. */
  isTooLate(request: FastifyRequest): boolean;
  /**
   * Counts an operation until it has ended and its answer is written; its client may be gone long before.
   *
   * @returns to be called when the operation has ended
   */
  follow(reply: FastifyReply): () => void;
  /** @returns whether everything that was running ended in time */
  run(): Promise<boolean>;
}

export interface DrainOptions {
  /** How long everything goes on after /readyz has turned. */
  readonly drainDelayMs: number;
  /** How long it may take as a whole. */
  readonly drainTimeoutMs: number;
}

export function createDrain(server: Server, options: DrainOptions): Drain {
  let running = 0;
  let onNone: () => void = () => {};
  let hasBegun = false;
  let isTurningAway = false;
  const newcomers = new WeakSet<Socket>();
  server.on('connection', (socket) => {
    if (hasBegun) newcomers.add(socket);
  });

  return {
    get hasBegun() {
      return hasBegun;
    },
    isTooLate: ({ raw: { socket } }) => isTurningAway && newcomers.has(socket),
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
        // The delay is part of the whole time, and was all of it.
      }
      isTurningAway = true;
      return running === 0 || untilNone(timeout);
    },
  };

  function end(): void {
    running -= 1;
    if (running === 0) onNone();
  }

  function untilNone(timeout: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      if (timeout.aborted) resolve(false);
      timeout.addEventListener('abort', () => resolve(false));
      onNone = () => resolve(true);
    });
  }
}
