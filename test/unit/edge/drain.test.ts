import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { createDrain } from '../../../src/edge/drain.ts';

/** Longer than any test runs. */
const NO_END = 600_000;

function start(options = { drainDelayMs: 0, drainTimeoutMs: NO_END }) {
  const server = new EventEmitter();
  const drain = createDrain(server as unknown as Server, options);
  return {
    drain,
    /** @returns a request on a newly opened connection */
    connect(): FastifyRequest {
      const socket = {};
      server.emit('connection', socket);
      return { raw: { socket } } as unknown as FastifyRequest;
    },
    /** An operation that runs until it has ended and its response is written. */
    begin() {
      const raw = new EventEmitter();
      return {
        end: drain.follow({ raw } as unknown as FastifyReply),
        close: () => raw.emit('close'),
      };
    },
  };
}

describe('a shutdown', () => {
  it('completes at once when nothing is running', async () => {
    expect(await start().drain.run()).toBe(true);
  });

  it('waits until every operation has ended and its response is written', async () => {
    const { drain, begin } = start();
    const operations = [begin(), begin()];
    let isOver = false;
    const running = drain.run().then((isDrained) => {
      isOver = true;
      return isDrained;
    });
    for (const { end } of operations) end();
    for (const { close } of operations) {
      await new Promise(setImmediate);
      expect(isOver).toBe(false);
      close();
    }
    expect(await running).toBe(true);
  });

  it('reports when its time limit passes before all operations have ended', async () => {
    const { drain, begin } = start({ drainDelayMs: 0, drainTimeoutMs: 1 });
    begin();
    expect(await drain.run()).toBe(false);
  });

  it('does not exceed its time limit, even if its delay would', async () => {
    const { drain } = start({ drainDelayMs: NO_END, drainTimeoutMs: 1 });
    expect(await drain.run()).toBe(true);
  });

  it('rejects requests on connections opened after it began, and on no others', async () => {
    const { drain, connect, begin } = start();
    const before = connect();
    begin();
    expect(drain.hasBegun).toBe(false);
    drain.run();
    expect(drain.hasBegun).toBe(true);
    const after = connect();
    while (!drain.isTooLate(after)) await new Promise(setImmediate);
    expect(drain.isTooLate(before)).toBe(false);
  });

  it('still serves new connections during its delay', () => {
    const { drain, connect } = start({ drainDelayMs: 1_000, drainTimeoutMs: NO_END });
    drain.run();
    expect(drain.isTooLate(connect())).toBe(false);
  });
});
