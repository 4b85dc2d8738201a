import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { createDrain } from '../../../src/edge/drain.ts';

/** Longer than any test. */
const NO_END = 600_000;

function start(options = { drainDelayMs: 0, drainTimeoutMs: NO_END }) {
  const server = new EventEmitter();
  const drain = createDrain(server as unknown as Server, options);
  return {
    drain,
    /** @returns a request on a connection that is opened now */
    connect(): FastifyRequest {
      const socket = {};
      server.emit('connection', socket);
      return { raw: { socket } } as unknown as FastifyRequest;
    },
    /** An operation that runs until it has ended and its answer is written. */
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
  it('is over at once when nothing is running', async () => {
    expect(await start().drain.run()).toBe(true);
  });

  it('waits until each operation has ended and its answer is written', async () => {
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

  it('says so when its time is over before all operations have ended', async () => {
    const { drain, begin } = start({ drainDelayMs: 0, drainTimeoutMs: 1 });
    begin();
    expect(await drain.run()).toBe(false);
  });

  it('does not take longer than its time for its delay', async () => {
    const { drain } = start({ drainDelayMs: NO_END, drainTimeoutMs: 1 });
    expect(await drain.run()).toBe(true);
  });

  it('refuses requests on connections that were opened after it began, and on no others', async () => {
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

  it('still serves new connections while its delay lasts', () => {
    const { drain, connect } = start({ drainDelayMs: 1_000, drainTimeoutMs: NO_END });
    drain.run();
    expect(drain.isTooLate(connect())).toBe(false);
  });
});
