import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/src/emulator.ts';
import { launch } from '../support/launch.ts';
import { readMetric } from '../support/metrics.ts';
import { INVITATIONS, SENDING } from '../support/operations.ts';
import { type GraphQLAnswer, type Stack, send, startStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';
import { startInstance, startTwoInstances, untilRedis } from './instances.ts';
import { describeWithRedis, type RedisServer, startRedisServer } from './redis-server.ts';

const [INVITE] = SENDING as [(typeof SENDING)[0]];
/** It loses nothing when it is killed. */
const DURABLE = { args: ['--appendonly', 'yes'] };
/** A slow machine must not look like a hanging Redis. */
const PATIENT = { REDIS_TIMEOUT_MS: '60000' };

interface Sent {
  readonly key?: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly credential?: string;
}

function invite({ url }: { readonly url: string }, { key, input, credential }: Sent) {
  return send(url, {
    query: INVITE.query.replace(
      '__typename',
      '__typename ... on InvitationOutcomeUnknown { attemptedAt }',
    ),
    variables: { input: { ...INVITE.input, ...input, idempotencyKey: key } },
    ...(credential && { key: credential }),
  });
}

const typeOf = ({ data }: GraphQLAnswer) => data[INVITE.name]?.__typename;
const codeOf = ({ errors }: GraphQLAnswer) => errors?.[0]?.extensions['code'];
const isReplay = ({ headers }: GraphQLAnswer) => headers.get('idempotent-replayed') === 'true';

async function startUpstream(options: EmulatorOptions = quiet(...INVITATIONS)): Promise<Emulator> {
  const emulator = await startEmulator(options);
  onTestFinished(emulator.stop);
  return emulator;
}

/** In this process: starting another is much more work. */
function startBehind(
  { url }: Emulator,
  redis: RedisServer,
  env: Readonly<Record<string, string>> = {},
): Promise<Stack> {
  return startInstance(redis, { TILEDB_REST_URL: url, ...env });
}

/** Lets upstream carry out the next write, and holds its response back. */
function holdNext(emulator: Emulator): () => void {
  const held = Promise.withResolvers<void>();
  emulator.inject({ behaviour: { kind: 'hold', until: held.promise }, times: 1 });
  onTestFinished(() => held.resolve());
  return held.resolve;
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue()));
}

describeWithRedis('idempotency keys in Redis', () => {
  it('give every instance the outcome of a request to another', async () => {
    const redis = await startRedisServer();
    const [one, other] = await startTwoInstances(redis);
    const key = randomUUID();
    const first = await invite(one, { key });
    const repeat = await invite(other, { key });
    expect(typeOf(first)).toBe('InvitationsSent');
    expect(repeat.data).toEqual(first.data);
    expect([isReplay(first), isReplay(repeat)]).toEqual([false, true]);
    expect(one.emulator.journal).toHaveLength(1);
    expect(codeOf(await invite(other, { key, input: { role: 'ADMIN' } }))).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  it('let only one of many requests to all instances through, while the others wait', async () => {
    const redis = await startRedisServer();
    const [one, other] = await startTwoInstances(redis);
    const key = randomUUID();
    const release = holdNext(one.emulator);
    const running = Array.from({ length: 10 }, (_, at) =>
      invite(at % 2 === 0 ? one : other, { key }),
    );
    await one.emulator.arrived(1);
    const waited = async (url: string) =>
      readMetric(url, 'idempotency_steps_total', { step: 'waited' });
    await until(async () => (await waited(one.url)) + (await waited(other.url)) === 9);
    release();
    const answers = await Promise.all(running);
    expect(answers.map(typeOf)).toEqual(Array.from({ length: 10 }, () => 'InvitationsSent'));
    expect(answers.filter(isReplay)).toHaveLength(9);
    expect(one.emulator.journal).toHaveLength(1);
  });

  it('are reported as in use when the deadline of a repeat precedes the outcome', async () => {
    const redis = await startRedisServer();
    const emulator = await startUpstream();
    const one = await startBehind(emulator, redis, { OPERATION_TIMEOUT_MS: '60000' });
    const hasty = await startBehind(emulator, redis, { OPERATION_TIMEOUT_MS: '500' });
    const key = randomUUID();
    const release = holdNext(emulator);
    const first = invite(one, { key });
    await emulator.arrived(1);
    const repeat = await invite(hasty, { key });
    expect(repeat.data).toEqual({ [INVITE.name]: null });
    expect(repeat.errors?.[0]?.extensions).toMatchObject({
      code: 'IDEMPOTENCY_KEY_IN_USE',
      retryable: true,
    });
    release();
    expect(typeOf(await first)).toBe('InvitationsSent');
    expect(isReplay(await invite(hasty, { key }))).toBe(true);
    expect(emulator.journal).toHaveLength(1);
  });

  it('answer InvitationOutcomeUnknown when the instance was killed after sending', async () => {
    const redis = await startRedisServer();
    const emulator = await startUpstream();
    const env = { OPERATION_TIMEOUT_MS: '1000' };
    const addresses = { TILEDB_REST_URL: emulator.url, REDIS_URL: redis.url };
    const killed = await launch({ ...addresses, ...PATIENT, ...env });
    const other = await startBehind(emulator, redis, env);
    const key = randomUUID();
    holdNext(emulator);
    const lost = expect(invite(killed, { key })).rejects.toThrow();
    await emulator.arrived(1);
    killed.process.kill('SIGKILL');
    await lost;
    expect(codeOf(await invite(other, { key }))).toBe('IDEMPOTENCY_KEY_IN_USE');
    let repeat = await invite(other, { key });
    while (codeOf(repeat) === 'IDEMPOTENCY_KEY_IN_USE') repeat = await invite(other, { key });
    expect(typeOf(repeat)).toBe('InvitationOutcomeUnknown');
    expect(typeOf(await invite(other, { key }))).toBe('InvitationOutcomeUnknown');
    expect(emulator.journal).toHaveLength(1);
  });

  it('do not report the outcome of a request whose settlement fails a second time', async () => {
    const redis = await startRedisServer(DURABLE);
    const emulator = await startUpstream();
    const service = await startBehind(emulator, redis, { OPERATION_TIMEOUT_MS: '2000' });
    const key = randomUUID();
    const release = holdNext(emulator);
    const first = invite(service, { key });
    await emulator.arrived(1);
    await redis.kill();
    release();
    expect(typeOf(await first)).toBe('InvitationsSent');
    await redis.restart();
    await untilRedis(service.url, 'up');
    let repeat = await invite(service, { key });
    while (codeOf(repeat) === 'IDEMPOTENCY_KEY_IN_USE') repeat = await invite(service, { key });
    expect(typeOf(repeat)).toBe('InvitationOutcomeUnknown');
    expect(emulator.journal).toHaveLength(1);
  });

  it('reject mutations with a key while Redis is down, before anything is sent; others are served', async () => {
    const redis = await startRedisServer(DURABLE);
    const emulator = await startUpstream();
    const service = await startBehind(emulator, redis);
    const kept = randomUUID();
    await invite(service, { key: kept });
    await redis.kill();
    await untilRedis(service.url, 'down');
    for (const key of [kept, randomUUID()]) {
      const refused = await invite(service, { key });
      expect(refused.data).toEqual({ [INVITE.name]: null });
      expect(refused.errors?.[0]?.extensions).toMatchObject({
        code: 'IDEMPOTENCY_UNAVAILABLE',
        retryable: true,
      });
    }
    expect(emulator.journal).toHaveLength(1);
    expect(typeOf(await invite(service, {}))).toBe('InvitationsSent');
    await redis.restart();
    await untilRedis(service.url, 'up');
    expect(isReplay(await invite(service, { key: kept }))).toBe(true);
    expect(emulator.journal).toHaveLength(2);
  });

  it('can be used as soon as the service reports ready', async () => {
    const redis = await startRedisServer();
    const service = await startStack({ env: { REDIS_URL: redis.url, ...PATIENT } });
    expect(typeOf(await invite(service, { key: randomUUID() }))).toBe('InvitationsSent');
  });

  it('store no credential, key, recipient, target or upstream text in the clear', async () => {
    const redis = await startRedisServer();
    const [one] = await startTwoInstances(redis, {
      RATE_LIMIT_OPERATIONS_PER_MINUTE: '0',
      RATE_LIMIT_EMAILS_PER_HOUR: '0',
    });
    const body = JSON.stringify({ code: 17, message: 'secret words', request_id: 'up-secret' });
    const key = `secret-key-${randomUUID()}`;
    one.emulator.inject({ behaviour: { kind: 'answer', status: 409, body }, times: 1 });
    await invite(one, {
      key,
      input: { emails: ['secret@example.com'], organization: 'secret-org' },
    });
    const failed = JSON.stringify({ failed_recipients: ['secret@example.com'] });
    one.emulator.inject({ behaviour: { kind: 'answer', status: 207, body: failed }, times: 1 });
    await invite(one, {
      key: `${key}-2`,
      input: { emails: ['secret@example.com', 'b@example.com'] },
    });
    const names = (await redis.readKeys()).filter((name) => name.includes('idempotency'));
    expect(names).toHaveLength(2);
    const kept = await Promise.all(names.map((name) => redis.ask('HGETALL', name)));
    const text = JSON.stringify([names, kept]);
    // The fingerprint, and one slot with its state, a time and sealed data.
    expect(text).toMatch(/settled \d{13} [\w-]+/);
    expect(text).not.toMatch(/secret|demo-key|ada|example|b@|up-|acme|READ/);
    expect(text).not.toContain(Buffer.from('secret').toString('base64url'));
  });
});
