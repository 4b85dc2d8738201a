import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { readMetric } from '../support/metrics.ts';
import type { Stack } from '../support/stack.ts';
import { startInstance, startTwoInstances, untilRedis } from './instances.ts';
import { describeWithRedis, startRedisServer } from './redis-server.ts';

const LIST = 'query List { invitations(perPage: 1) { totalCount } }';
const ACCEPT = 'mutation { acceptInvitation(input: { invitationId: "x" }) { __typename } }';
const LISTED = { data: { invitations: { totalCount: 235 } }, code: undefined };
const NOT_FOUND = { data: undefined, code: 'PERSISTED_QUERY_NOT_FOUND' };

const toHash = (text: string) => createHash('sha256').update(text).digest('hex');
const toKey = (text: string) => `tiledb-invitations:apq:${toHash(text)}`;

/** Sends a document's hash, with or without its text. */
async function post(stack: Stack, sha256Hash: string, query?: string) {
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tiledb-rest-api-key': DEMO_KEY },
    body: JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
  });
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: { extensions: { code: string } }[];
  };
  return { data, code: errors?.[0]?.extensions.code };
}

describeWithRedis('a document that a client has persisted on one instance', () => {
  it('is found by another, which then keeps it in memory', async () => {
    const redis = await startRedisServer();
    const [one, other] = await startTwoInstances(redis);
    expect(await post(other, toHash(LIST))).toEqual(NOT_FOUND);
    expect(await post(one, toHash(LIST), LIST)).toEqual(LISTED);
    while ((await redis.ask('EXISTS', toKey(LIST))) === 0);
    expect(await post(other, toHash(LIST))).toEqual(LISTED);
    await redis.ask('FLUSHALL');
    expect(await post(other, toHash(LIST))).toEqual(LISTED);
  });

  it('is removed from Redis within five minutes, unless it is requested a second time', async () => {
    const redis = await startRedisServer();
    const [one, other] = await startTwoInstances(redis);
    const readExpiry = async () => Number(await redis.ask('TTL', toKey(LIST)));
    await post(one, toHash(LIST), LIST);
    expect(await readExpiry()).toBeGreaterThan(0);
    expect(await readExpiry()).toBeLessThanOrEqual(300);
    await post(other, toHash(LIST));
    expect(await readExpiry()).toBeGreaterThan(300);
    expect(await readExpiry()).toBeLessThanOrEqual(86_400);
  });

  it('is kept for a day when it is sent to a second instance too', async () => {
    const redis = await startRedisServer();
    const [one, other] = await startTwoInstances(redis);
    await post(one, toHash(LIST), LIST);
    await post(other, toHash(LIST), LIST);
    expect(await redis.ask('TTL', toKey(LIST))).toBeGreaterThan(300);
  });

  it('is requested from the client again while Redis is down', async () => {
    const redis = await startRedisServer();
    const [one, other] = await startTwoInstances(redis);
    await post(one, toHash(LIST), LIST);
    await redis.kill();
    await untilRedis(other.url, 'down');
    expect(await post(other, toHash(LIST))).toEqual(NOT_FOUND);
    expect(await post(other, toHash(LIST), LIST)).toEqual(LISTED);
    expect(await post(other, toHash(LIST))).toEqual(LISTED);
  });
});

describeWithRedis('a foreign value in Redis', () => {
  const long = `${LIST}${' '.repeat(32_768)}`;

  it.each([
    ['another document', toHash(LIST), ACCEPT],
    ['a document above the maximum size of shared documents', toHash(long), long],
    ['an empty text', toHash(''), ''],
  ])('is not executed when it is %s', async (_title, hash, text) => {
    const redis = await startRedisServer();
    const stack = await startInstance(redis);
    await redis.ask('SET', `tiledb-invitations:apq:${hash}`, text);
    expect(await post(stack, hash)).toEqual(NOT_FOUND);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('is ignored when it is not a string', async () => {
    const redis = await startRedisServer();
    const stack = await startInstance(redis);
    await redis.ask('LPUSH', toKey(LIST), LIST);
    expect(await post(stack, toHash(LIST))).toEqual(NOT_FOUND);
    expect(await post(stack, toHash(LIST), LIST)).toEqual(LISTED);
    expect(await post(stack, toHash(LIST))).toEqual(LISTED);
    await untilRedis(stack.url, 'up');
  });

  it('is not executed in trusted-documents mode', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const manifest = join(folder, 'manifest.json');
    await writeFile(
      manifest,
      JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: [] }),
    );
    const redis = await startRedisServer();
    const stack = await startInstance(redis, {
      TRUSTED_DOCUMENTS: 'required',
      TRUSTED_DOCUMENTS_MANIFEST: manifest,
    });
    await redis.ask('SET', toKey(LIST), LIST);
    expect(await post(stack, toHash(LIST))).toEqual(NOT_FOUND);
  });
});

describeWithRedis('Redis is not used', () => {
  it.each(['x', 'constructor', `${toHash(LIST)}0`, toHash(LIST).toUpperCase(), '*'])(
    'for %j, which is not a hash',
    async (id) => {
      const stack = await startInstance(await startRedisServer(), {
        RATE_LIMIT_OPERATIONS_PER_MINUTE: '0',
      });
      expect(await post(stack, id)).toEqual(NOT_FOUND);
      expect(await readMetric(stack.url, 'redis_command_duration_seconds_count')).toBe(0);
    },
  );

  it('to store a very long document', async () => {
    const stack = await startInstance(await startRedisServer(), {
      RATE_LIMIT_OPERATIONS_PER_MINUTE: '0',
    });
    const long = `${LIST}${' '.repeat(32_768)}`;
    expect(await post(stack, toHash(long), long)).toEqual(LISTED);
    expect(await readMetric(stack.url, 'redis_command_duration_seconds_count')).toBe(0);
    expect(await post(stack, toHash(long))).toEqual(NOT_FOUND);
  });
});
