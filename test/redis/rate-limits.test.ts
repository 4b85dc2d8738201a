import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { LIST } from '../support/operations.ts';
import type { GraphQLRequest, Stack } from '../support/stack.ts';
import { startInstance, startTwoInstances, untilRedis } from './instances.ts';
import { describeWithRedis, type RedisServer, startRedisServer } from './redis-server.ts';

const TYPENAME: GraphQLRequest = { query: '{ __typename }' };
const BEARER: GraphQLRequest = { ...TYPENAME, key: null, headers: { authorization: 'Bearer x' } };
const NOBODY_THERE = 'http://127.0.0.1:1';

function invite(...emails: string[]): GraphQLRequest {
  return {
    query: `mutation ($emails: [EmailAddress!]!) {
      inviteToArray(input: { namespace: "ada", array: "quarterly", emails: $emails, actions: [READ] }) { __typename }
    }`,
    variables: { emails },
  };
}

async function use(stack: Stack, request: GraphQLRequest, times = 1): Promise<void> {
  for (let n = 0; n < times; n += 1) expect((await stack.send(request)).errors).toBeUndefined();
}

async function readCode(stack: Stack, request: GraphQLRequest): Promise<unknown> {
  return (await stack.send(request)).errors?.[0]?.extensions['code'];
}

describeWithRedis('the operations of instances that share a Redis', () => {
  const env = { RATE_LIMIT_OPERATIONS_PER_MINUTE: '4' };

  it('are counted together', async () => {
    const [one, other] = await startTwoInstances(await startRedisServer(), env);
    await use(one, LIST, 2);
    await use(other, LIST, 2);
    for (const stack of [one, other]) {
      const { errors } = await stack.send(LIST);
      expect(errors?.[0]?.extensions['code']).toBe('RATE_LIMITED');
      expect(errors?.[0]?.extensions['retryAfter']).toBeGreaterThanOrEqual(1);
      expect(errors?.[0]?.extensions['retryAfter']).toBeLessThanOrEqual(60);
    }
    expect(one.emulator.journal).toHaveLength(4);
    await use(other, { ...LIST, key: 'demo-key-grace' }, 4);
  });

  it('never exceed the limit, however many come at once', async () => {
    const instances = await startTwoInstances(await startRedisServer(), env);
    const answers = await Promise.all(
      instances.flatMap((stack) => Array.from({ length: 20 }, () => stack.send(TYPENAME))),
    );
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(4);
  });

  it('are available again when their window ends', async () => {
    const redis = await startRedisServer();
    const [one, other] = await startTwoInstances(redis, env);
    await use(one, LIST, 4);
    expect(await readCode(other, LIST)).toBe('RATE_LIMITED');
    for (const key of await redis.readKeys()) {
      if (!key.includes('operations')) continue;
      await redis.ask('PEXPIRE', key, '1');
      while ((await redis.ask('EXISTS', key)) === 1) await pause(1);
    }
    await use(other, LIST, 4);
    expect(await readCode(one, LIST)).toBe('RATE_LIMITED');
  });

  it('are not taken from one credential when another has none left', async () => {
    const [one, other] = await startTwoInstances(await startRedisServer(), {
      ...env,
      TRUST_PROXY: '1',
    });
    // Each from a different address, so that only the credentials count.
    let address = 0;
    const from = (request: GraphQLRequest): GraphQLRequest => {
      address += 1;
      const headers = { ...request.headers, 'x-forwarded-for': `192.0.2.${address}` };
      return { ...request, headers };
    };
    for (let n = 0; n < 4; n += 1) await use(one, from(BEARER));
    for (let n = 0; n < 5; n += 1) {
      expect(await readCode(other, from({ ...BEARER, key: DEMO_KEY }))).toBe('RATE_LIMITED');
    }
    for (let n = 0; n < 4; n += 1) await use(one, from(TYPENAME));
  });
});

describeWithRedis('the e-mails of instances that share a Redis', () => {
  const env = { RATE_LIMIT_EMAILS_PER_HOUR: '5' };

  it('are counted together, either all recipients of an invitation or none', async () => {
    const [one, other] = await startTwoInstances(await startRedisServer(), env);
    await use(one, invite('a@example.com', 'b@example.com', 'c@example.com'));
    expect(await readCode(other, invite('d@example.com', 'e@example.com', 'f@example.com'))).toBe(
      'RATE_LIMITED',
    );
    await use(other, invite('d@example.com', 'e@example.com'));
    expect(await readCode(one, invite('f@example.com'))).toBe('RATE_LIMITED');
    expect(one.emulator.journal).toHaveLength(2);
  });

  it('are refunded on all instances when nothing was sent', async () => {
    const redis = await startRedisServer();
    const one = await startInstance(redis, env);
    const cutOff = await startInstance(redis, { ...env, TILEDB_REST_URL: NOBODY_THERE });
    for (let n = 0; n < 5; n += 1) {
      expect(await readCode(cutOff, invite('a@example.com', 'b@example.com'))).toBe(
        'UPSTREAM_UNAVAILABLE',
      );
    }
    await use(one, invite('a@example.com', 'b@example.com', 'c@example.com', 'd@example.com'));
  });

  it.each([
    ['do not restore a window that has ended', ['DEL'], null],
    ['never exceed the points that were taken', ['SET', '1', 'KEEPTTL'], null],
  ])('that are refunded late %s', async (_title, [command = '', ...args], left) => {
    const redis = await startRedisServer();
    const upstream = await startSilentServer();
    const stack = await startInstance(redis, { ...env, TILEDB_REST_URL: upstream.url });
    const code = readCode(stack, invite('a@example.com', 'b@example.com'));
    const [connection] = await upstream.connected;
    const key = await findKey(redis, 'e-mails');
    await redis.ask(command, key, ...args);
    connection.destroy();
    expect(await code).toBe('UPSTREAM_UNAVAILABLE');
    expect(await redis.ask('GET', key)).toBe(left);
  });
});

/** Accepts a connection and never responds, so nothing leaves through TLS. */
async function startSilentServer() {
  const server = createServer();
  const connected = once(server, 'connection') as Promise<[Socket]>;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, connected };
}

async function findKey(redis: RedisServer, word: string): Promise<string> {
  const key = (await redis.readKeys()).find((name) => name.includes(word));
  return key ?? findKey(redis, word);
}

/** Leaves no room for anything new in Redis. */
async function fill(redis: RedisServer): Promise<void> {
  await redis.ask('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
  await redis.ask('CONFIG', 'SET', 'maxmemory', '1');
}

describeWithRedis('a full Redis', () => {
  const env = { RATE_LIMIT_OPERATIONS_PER_MINUTE: '4' };

  it('still limits callers who had used up their limit before it was full', async () => {
    const redis = await startRedisServer();
    const [one, other] = await startTwoInstances(redis, env);
    await use(one, LIST, 4);
    await fill(redis);
    for (const { url } of [one, other]) await untilRedis(url, 'full');
    for (let n = 0; n < 5; n += 1) {
      expect(await readCode(one, LIST)).toBe('RATE_LIMITED');
      expect(await readCode(other, LIST)).toBe('RATE_LIMITED');
    }
  });

  it('continues a window that it holds, in each instance', async () => {
    const redis = await startRedisServer();
    const [one, other] = await startTwoInstances(redis, env);
    await use(one, LIST, 3);
    await fill(redis);
    for (const stack of [one, other]) {
      await use(stack, LIST, 1);
      expect(await readCode(stack, LIST)).toBe('RATE_LIMITED');
    }
  });

  it('is used again when it has room', async () => {
    const redis = await startRedisServer();
    const stack = await startInstance(redis, env);
    await fill(redis);
    await untilRedis(stack.url, 'full');
    await redis.ask('CONFIG', 'SET', 'maxmemory', '0');
    await untilRedis(stack.url, 'up');
  });
});

describeWithRedis('a counter in Redis', () => {
  it('has a prefix, expires automatically, and reveals no credential', async () => {
    const redis = await startRedisServer();
    const stack = await startInstance(redis);
    await use(stack, LIST);
    await use(stack, invite('a@example.com'));
    await stack.send({ ...TYPENAME, headers: { authorization: 'Bearer secret-token' } });
    const keys = await redis.readKeys();
    expect(keys.length).toBeGreaterThanOrEqual(3);
    for (const key of keys) {
      expect(key).toMatch(/^tiledb-invitations:/);
      expect(await redis.ask('PTTL', key)).toBeGreaterThan(0);
    }
    const text = JSON.stringify([
      keys,
      ...(await Promise.all(keys.map((key) => redis.ask('GET', key)))),
    ]);
    expect(text).not.toMatch(/demo-key|secret-token|example\.com/);
  });
});
