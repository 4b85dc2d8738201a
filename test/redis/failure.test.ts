import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Emulator, startEmulator } from '../../emulator/src/emulator.ts';
import { CERTIFICATE } from '../support/certificate.ts';
import { type Launched, type LogLine, launch } from '../support/launch.ts';
import { readMetric } from '../support/metrics.ts';
import { type GraphQLAnswer, type GraphQLRequest, send, startStack } from '../support/stack.ts';
import { startInstance, startTwoInstances, untilRedis } from './instances.ts';
import { describeWithRedis, startRedisServer } from './redis-server.ts';

const LIST: GraphQLRequest = { query: '{ invitations(perPage: 1) { totalCount } }' };
const LISTED = { invitations: { totalCount: 235 } };
const NO_LIMIT = { RATE_LIMIT_OPERATIONS_PER_MINUTE: '1000000' };
/** A slow machine must not look like a hanging Redis. */
const PATIENT = { REDIS_TIMEOUT_MS: '60000' };

async function startUpstream(): Promise<Emulator> {
  const emulator = await startEmulator();
  onTestFinished(emulator.stop);
  return emulator;
}

async function start(
  redisUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Launched> {
  const { url } = await startUpstream();
  return launch({ TILEDB_REST_URL: url, REDIS_URL: redisUrl, ...env });
}

/** Sends requests repeatedly, several at once, until it is stopped. */
function keepAsking({ url }: Launched): () => Promise<readonly GraphQLAnswer[]> {
  const answers: GraphQLAnswer[] = [];
  let isOver = false;
  const askers = Array.from({ length: 4 }, async () => {
    while (!isOver) answers.push(await send(url, LIST));
  });
  return async () => {
    isOver = true;
    await Promise.all(askers);
    return answers;
  };
}

const isAbout = (words: string) => (line: LogLine) => String(line['msg']).startsWith(words);

function readLog({ errorLines }: Launched, words: string): LogLine[] {
  return errorLines.map((line): LogLine => JSON.parse(line)).filter(isAbout(words));
}

/** The number of operations of one caller that are answered before the first rejection. */
async function useUp({ url }: { readonly url: string }): Promise<number> {
  for (let used = 0; ; used += 1) {
    const { errors } = await send(url, LIST);
    if (errors?.[0]?.extensions['code'] === 'RATE_LIMITED') return used;
    expect(errors).toBeUndefined();
  }
}

describeWithRedis('a Redis that is killed under load', () => {
  it('costs no response, is reported once, and is used again when it is back', async () => {
    const redis = await startRedisServer();
    const { url } = await startUpstream();
    const env = { ...NO_LIMIT, ...PATIENT, TILEDB_REST_URL: url, REDIS_URL: redis.url };
    const instances = await Promise.all([launch(env), launch(env)]);
    const untilAll = (state: 'up' | 'down') =>
      Promise.all(instances.map((instance) => untilRedis(instance.url, state)));
    await untilAll('up');
    const stopAsking = instances.map(keepAsking);
    await redis.kill();
    await untilAll('down');
    for (const instance of instances) expect(await readMetric(instance.url, 'redis_up')).toBe(0);
    await redis.restart();
    await untilAll('up');
    for (const instance of instances) expect(await readMetric(instance.url, 'redis_up')).toBe(1);
    const answers = (await Promise.all(stopAsking.map((stop) => stop()))).flat();

    expect(answers.length).toBeGreaterThan(8);
    expect(answers.filter(({ status, data }) => status !== 200 || !data)).toEqual([]);
    for (const { data, errors } of answers) expect({ data, errors }).toEqual({ data: LISTED });
    for (const instance of instances) {
      expect(await instance.end()).toBe(0);
      const told = readLog(instance, 'Redis is');
      // A slow start-up may need a second connection.
      expect(told.slice(told.findIndex(isAbout('Redis is up')))).toMatchObject([
        { msg: expect.stringContaining('is up') },
        { msg: expect.stringContaining('is down'), level: 'warn', reason: expect.any(String) },
        { msg: expect.stringContaining('is up') },
      ]);
    }
  });

  it('still limits each instance separately, and both together afterwards', async () => {
    const redis = await startRedisServer();
    const [one, other] = await startTwoInstances(redis, { RATE_LIMIT_OPERATIONS_PER_MINUTE: '6' });
    const untilBoth = (state: 'up' | 'down') =>
      Promise.all([untilRedis(one.url, state), untilRedis(other.url, state)]);
    expect((await useUp(one)) + (await useUp(other))).toBe(6);
    await redis.kill();
    await untilBoth('down');
    expect([await useUp(one), await useUp(other)]).toEqual([6, 6]);
    await redis.restart();
    await untilBoth('up');
    expect((await useUp(one)) + (await useUp(other))).toBe(6);
  });
});

describeWithRedis('a Redis that hangs', () => {
  it('delays no operation, and is used again when it resumes', async () => {
    const redis = await startRedisServer();
    const service = await start(redis.url, NO_LIMIT);
    await untilRedis(service.url, 'up');
    redis.hang();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(service.url, LIST)));
    expect(answers.map(({ data }) => data)).toEqual(answers.map(() => LISTED));
    await untilRedis(service.url, 'down');
    expect(await service.logged(isAbout('Redis is down'))).toMatchObject({
      reason: expect.stringContaining('200 ms'),
    });
    const notSent = await readMetric(service.url, ...COMMANDS_NOT_SENT);
    expect((await send(service.url, LIST)).data).toEqual(LISTED);
    expect(await readMetric(service.url, ...COMMANDS_NOT_SENT)).toBe(notSent + 1);
    redis.goOn();
    await untilRedis(service.url, 'up');
    expect((await send(service.url, LIST)).data).toEqual(LISTED);
  });

  it('is detected without traffic', async () => {
    const redis = await startRedisServer();
    const service = await startStack({ env: { REDIS_URL: redis.url } });
    await untilRedis(service.url, 'up');
    redis.hang();
    await untilRedis(service.url, 'down');
  });

  it('does not delay the shutdown of the service', async () => {
    const redis = await startRedisServer();
    const service = await start(redis.url, PATIENT);
    await untilRedis(service.url, 'up');
    redis.hang();
    expect(await service.end()).toBe(0);
  });
});

const COMMANDS_NOT_SENT = [
  'redis_command_duration_seconds_count',
  { outcome: 'not-sent' },
] as const;

describeWithRedis('a Redis that starts after the service', () => {
  it('is used as soon as it is there', async () => {
    const redis = await startRedisServer();
    await redis.kill();
    const service = await startStack({ env: { REDIS_URL: redis.url } });
    expect((await send(service.url, LIST)).data).toEqual(LISTED);
    await untilRedis(service.url, 'down');
    await redis.restart();
    await untilRedis(service.url, 'up');
    expect((await send(service.url, LIST)).data).toEqual(LISTED);
    expect(await redis.readKeys()).toContainEqual(expect.stringContaining('operations'));
  });
});

describeWithRedis('a Redis that rejects', () => {
  it('every write counts as down, and costs no response', async () => {
    const replica = await startRedisServer({ args: ['--replicaof', '127.0.0.1 1'] });
    const service = await start(replica.url);
    expect(await service.logged(isAbout('Redis is down'))).toMatchObject({ reason: 'READONLY' });
    expect((await send(service.url, LIST)).data).toEqual(LISTED);
  });

  it('some commands only is bypassed for those commands', async () => {
    const redis = await startRedisServer({ args: ['--rename-command', 'PTTL', ''] });
    const service = await start(redis.url, PATIENT);
    await untilRedis(service.url, 'up');
    for (let n = 0; n < 2; n += 1) expect((await send(service.url, LIST)).data).toEqual(LISTED);
    expect(
      await readMetric(service.url, 'redis_command_duration_seconds_count', { outcome: 'failed' }),
    ).toBe(1);
    expect(readLog(service, 'Redis is down')).toEqual([]);
  });
});

describe('an unreachable Redis', () => {
  it('prevents the service neither from serving nor from shutting down', async () => {
    const service = await start('redis://127.0.0.1:1', { RATE_LIMIT_OPERATIONS_PER_MINUTE: '6' });
    expect(await useUp(service)).toBe(6);
    expect(await service.logged(isAbout('Redis is down'))).toMatchObject({
      level: 'warn',
      reason: expect.stringContaining('ECONNREFUSED'),
    });
    expect(await service.end()).toBe(0);
    expect(readLog(service, 'Redis is down')).toHaveLength(1);
  });

  it('is given up even when something else accepts the connection and says nothing', async () => {
    const silent = await listen(createServer());
    const service = await start(`redis://user:password@127.0.0.1:${silent}`);
    expect((await send(service.url, LIST)).data).toEqual(LISTED);
    expect(await service.logged(isAbout('Redis is down'))).toMatchObject({
      reason: expect.stringContaining('no reply'),
    });
    expect(await service.end()).toBe(0);
  });
});

describe('the password of a Redis', () => {
  const SECRET = 'a-secret-of-redis';

  it.each([
    ['a Redis with another password', `-WRONGPASS no ${SECRET}`, 'WRONGPASS'],
    ['a Redis that repeats it', `-ERR unknown command 'AUTH', with args: '${SECRET}'`, 'ERR'],
    ['a server that is not Redis', `HTTP/1.1 400 ${SECRET}`, expect.any(String)],
  ])('is not logged when it is sent to %s', async (_title, answer, reason) => {
    const port = await listen(
      createServer((socket) => {
        socket.on('error', () => {});
        socket.on('data', () => socket.write(`${answer}\r\n`));
      }),
    );
    const service = await start(`redis://user:${SECRET}@127.0.0.1:${port}`, { LOG_LEVEL: 'trace' });
    expect(await service.logged(isAbout('Redis is down'))).toMatchObject({ reason });
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    const readiness = await (await fetch(`${service.url}/readyz`)).text();
    await service.end();
    expect([...service.errorLines, metrics, readiness].join('\n')).not.toContain(SECRET);
  });
});

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

describeWithRedis('a Redis with a password', () => {
  it('is used with the password', async () => {
    const redis = await startRedisServer({ args: ['--requirepass', 'pass@word'] });
    await startInstance(redis, { REDIS_URL: redis.url.replace('//', '//:pass%40word@') });
  });
});

describeWithRedis('a Redis over TLS', () => {
  it('is trusted when its certificate is signed by a configured authority', async () => {
    const { url, certificate } = await startOverTls();
    const service = await start(url, { NODE_EXTRA_CA_CERTS: certificate });
    await untilRedis(service.url, 'up');
    expect((await send(service.url, LIST)).data).toEqual(LISTED);
  });

  it('is not trusted when its certificate authority is unknown', async () => {
    const { url } = await startOverTls();
    const service = await start(url);
    expect(await service.logged(isAbout('Redis is down'))).toMatchObject({
      reason: expect.stringContaining('self-signed certificate'),
    });
  });
});

async function startOverTls() {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [certificate, key] = [join(folder, 'redis.crt'), join(folder, 'redis.key')];
  await writeFile(certificate, CERTIFICATE.cert);
  await writeFile(key, CERTIFICATE.key);
  const { port } = await startRedisServer({
    args: ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-auth-clients', 'no'],
    isTls: true,
  });
  return { url: `rediss://127.0.0.1:${port}`, certificate };
}
