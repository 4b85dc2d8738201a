import { describe, expect, it, onTestFinished } from 'vitest';
import { createRestClient, judgeUpstream } from '../../../../src/rest/calls/client.ts';
import { startDeadline } from '../../../../src/rest/calls/deadline.ts';
import { createGuard } from '../../../../src/rest/calls/guard.ts';
import type { Caller } from '../../../../src/rest/calls/request.ts';
import {
  TransportError,
  type TransportResponse,
} from '../../../../src/rest/transport/transport.ts';

const DONE: TransportResponse = { status: 204, headers: {}, body: Buffer.alloc(0) };

function createClient(send: () => Promise<TransportResponse>) {
  return createRestClient({
    baseUrl: 'https://api.tiledb.com',
    redirectHosts: [],
    namespaces: 'namespaces',
    transport: { send, close: async () => {} },
    guard: createGuard(
      {
        maxConcurrent: 10,
        maxQueued: 10,
        breakerMinimumRps: 100,
        breakerOpenMs: 1,
        now: () => 0,
      },
      judgeUpstream,
    ),
    maxResponseBytes: 1_000,
    sharedReadTimeoutMs: 600_000,
    onStrangeValue() {},
    onRedirect() {},
  });
}

function createCaller(): Caller {
  const deadline = startDeadline(600_000);
  onTestFinished(() => deadline.end());
  return {
    credential: { kind: 'given', headers: { 'x-tiledb-rest-api-key': 'key' } },
    deadline,
    requestId: 'r-1',
    watch: { startCall: () => ({ traceHeaders: {}, end() {} }) },
  };
}

const ACCEPT = { operationId: 'acceptInvitation', method: 'POST', path: '/invitations/x' } as const;

describe('a write', () => {
  it.each([
    ['succeeds', async () => DONE],
    ['fails', () => Promise.reject(new TransportError('cut', true, new Error('closed')))],
  ])('lets no later read join one that started before it, even when it %s', async (_how, send) => {
    const client = createClient(send);
    const page = Promise.withResolvers<never>();
    let begun = 0;
    const read = () => {
      begun += 1;
      return page.promise;
    };
    const reads = [client.sharedPages.read(createCaller(), 'page', read)];
    await client.write(ACCEPT, createCaller()).catch(() => {});
    reads.push(client.sharedPages.read(createCaller(), 'page', read));
    expect(begun).toBe(2);
    page.reject(new Error('over'));
    await Promise.allSettled(reads);
  });

  it.each([
    ['may have been carried out when its connection broke', 'cut', true],
    ['has not left when it got no connection', 'unreachable', false],
    ['has not left when it was aborted before it had one', 'aborted', false],
  ] as const)('%s', async (_what, kind, mayHaveLeft) => {
    const client = createClient(() =>
      Promise.reject(new TransportError(kind, mayHaveLeft, new Error('closed'))),
    );
    await expect(client.write(ACCEPT, createCaller())).rejects.toMatchObject({
      facts: { mayHaveLeft },
    });
  });
});
