import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readMetric } from '../../support/metrics.ts';
import { LIST, MUTATIONS, OPERATIONS } from '../../support/operations.ts';
import { startStack } from '../../support/stack.ts';

/** The parts of a request other than its path. */
interface Carried {
  readonly method: string | undefined;
  readonly target: string | undefined;
  readonly key: unknown;
  readonly requestId: unknown;
  readonly type: unknown;
  readonly body: string;
}

const INVALID = { code: 'UPSTREAM_INVALID_RESPONSE', retryable: false };

describe('a redirect to a region', () => {
  it.each([301, 302, 307, 308] as const)(
    'with status %i is followed for every operation',
    async (redirect) => {
      const stack = await startStack({ emulator: { redirect } });
      for (const operation of OPERATIONS) {
        const { errors } = await stack.send({ ...operation, headers: { 'x-request-id': 'r-1' } });
        expect(errors).toBeUndefined();
      }
      const ways = ({
        method,
        target,
        headers,
        body,
      }: (typeof stack.emulator.journal)[number]) => ({
        method,
        target,
        body,
        key: headers['x-tiledb-rest-api-key'],
        requestId: headers['x-request-id'],
      });
      expect(stack.emulator.journal).toHaveLength(OPERATIONS.length);
      expect(stack.emulator.journal.map(ways)).toEqual(stack.emulator.redirected.map(ways));
      expect(await readMetric(stack.url, 'upstream_redirects_total', { outcome: 'followed' })).toBe(
        OPERATIONS.length,
      );
    },
  );

  it('carries out a write once, even when the region’s response is lost', async () => {
    const stack = await startStack({ emulator: { redirect: 307 } });
    stack.emulator.inject({ behaviour: { kind: 'cut', when: 'after-handling' } });
    for (const [index, operation] of MUTATIONS.entries()) {
      const { errors } = await stack.send(operation);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        retryable: false,
      });
      expect(errors?.[0]?.message).toContain('may have been carried out');
      expect(stack.emulator.journal).toHaveLength(index + 1);
    }
  });

  it.each(OPERATIONS)(
    'leaves $name retryable when the region is unreachable',
    async (operation) => {
      const front = await startFront(() => 'http://127.0.0.1:1');
      const stack = await startStack({
        env: { TILEDB_REST_URL: front.url, TILEDB_REDIRECT_HOSTS: '127.0.0.1:1' },
      });
      const { errors } = await stack.send(operation);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        retryable: true,
      });
      expect(errors?.[0]?.message).not.toContain('carried out');
    },
  );
});

describe('a redirect that is not followed', () => {
  it.each(OPERATIONS)('sends nothing of $name to an unlisted host', async (operation) => {
    const foreign = await startFront(() => '');
    const front = await startFront(() => foreign.url);
    const stack = await startStack({
      env: { TILEDB_REST_URL: front.url, TILEDB_REDIRECT_HOSTS: 'region.example' },
    });
    const { errors, data } = await stack.send(operation);
    expect(data).toEqual({ [operation.name]: null });
    expect(errors?.[0]?.extensions).toMatchObject(INVALID);
    expect(errors?.[0]?.message).not.toContain('carried out');
    expect(JSON.stringify(errors)).not.toContain('127.0.0.1');
    expect(foreign.carried).toEqual([]);
    expect(front.carried).toHaveLength(1);
    expect(await readMetric(stack.url, 'upstream_redirects_total', { outcome: 'refused' })).toBe(1);
  });

  it.each(OPERATIONS)('ends a loop after two redirects: $name', async (operation) => {
    const front = await startFront((url) => url);
    const stack = await startStack({ env: { TILEDB_REST_URL: front.url } });
    const { errors } = await stack.send(operation);
    expect(errors?.[0]?.extensions).toMatchObject(INVALID);
    expect(errors?.[0]?.message).not.toContain('carried out');
    expect(front.carried).toHaveLength(3);
    expect(front.carried[2]).toEqual(front.carried[0]);
  });

  it.each([300, 303, 304, 305])('is one with status %i', async (status) => {
    const stack = await startStack();
    stack.emulator.inject({
      behaviour: {
        kind: 'answer',
        status,
        headers: { location: '/v1/invitations?page=1&per_page=2' },
      },
    });
    for (const operation of [LIST, ...MUTATIONS]) {
      const { errors } = await stack.send(operation);
      expect(errors?.[0]?.extensions).toMatchObject(INVALID);
      expect(errors?.[0]?.message).not.toContain('carried out');
    }
    expect(stack.emulator.journal).toHaveLength(1 + MUTATIONS.length);
  });
});

/** A server that redirects everything to the same path and query of another origin. */
async function startFront(toOrigin: (own: string) => string) {
  const carried: Carried[] = [];
  const server = createServer(async (request, response) => {
    carried.push(await readCarried(request));
    response.writeHead(307, { location: `${toOrigin(url)}${request.url}` }).end('redirected');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url, carried };
}

async function readCarried(request: IncomingMessage): Promise<Carried> {
  const { method, url: target, headers } = request;
  return {
    method,
    target,
    key: headers['x-tiledb-rest-api-key'],
    requestId: headers['x-request-id'],
    type: headers['content-type'],
    body: await text(request),
  };
}
