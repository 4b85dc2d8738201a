import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createWorld } from '../../emulator/src/builders.ts';
import { type Emulator, type Fault, startEmulator } from '../../emulator/src/emulator.ts';
import { addUser } from '../../emulator/src/world.ts';
import { startRedisProcess } from './redis-process.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';

export interface KeySoakReport {
  /** A violation: a key with two effects or two outcomes. */
  readonly mistakes: readonly string[];
  /** The number of clicks by their final result. */
  readonly endings: Readonly<Record<string, number>>;
  readonly clicks: number;
  readonly requests: number;
  readonly replays: number;
  readonly instancesKilled: number;
  readonly redisKilled: number;
  readonly redisHung: number;
}

const INSTANCES = 3;
const CLICKERS = 24;
const OPERATION_TIMEOUT_MS = 2_000;
/** Long enough to outlast the lease of an instance that was killed. */
const MAX_REPEATS = 60;

const INVITE = `mutation ($input: InviteToArrayInput!) {
  inviteToArray(input: $input) { __typename }
}`;

/**
 * Clients send mutations and repeat unanswered ones while instances and Redis are killed, upstream is slow and responses
 * are lost. Each click invites a different address, so upstream's journal shows how often it was carried out.
 */
export async function soakKeys(seconds: number): Promise<KeySoakReport> {
  const world = createWorld();
  const { key: credential } = addUser(world, 'ada');
  const emulator = await startEmulator({ world });
  const redis = await startRedisProcess();
  const env = {
    TILEDB_REST_URL: emulator.url,
    REDIS_URL: redis.url,
    REDIS_TIMEOUT_MS: '500',
    LOG_LEVEL: 'silent',
    OPERATION_TIMEOUT_MS: String(OPERATION_TIMEOUT_MS),
    RATE_LIMIT_OPERATIONS_PER_MINUTE: '0',
    RATE_LIMIT_EMAILS_PER_HOUR: '0',
    BREAKER_MINIMUM_RPS: '100000',
  };
  const instances = await Promise.all(
    Array.from({ length: INSTANCES }, () => startServiceProcess(env)),
  );
  const endsAt = performance.now() + seconds * 1_000;
  const isOver = () => performance.now() >= endsAt;
  const counts = {
    clicks: 0,
    requests: 0,
    replays: 0,
    instancesKilled: 0,
    redisKilled: 0,
    redisHung: 0,
  };
  const endings: Record<string, number> = {};
  const mistakes: string[] = [];
  /** The responses to each click, for debugging a violation. */
  const history = new Map<string, string>();

  const breaking = [killInstances(), breakRedis(), loseAnswers(emulator, isOver)];
  await Promise.all(Array.from({ length: CLICKERS }, clickOnAndOn));
  await Promise.all(breaking);
  const arrivals = countArrivals(emulator);
  for (const [address, count] of arrivals) {
    if (count > 1) mistakes.push(`${address} was invited ${count} times: ${history.get(address)}`);
  }
  await Promise.all(instances.map((instance) => instance.kill()));
  await redis.stop();
  await emulator.stop();
  return { mistakes, endings, ...counts };

  async function clickOnAndOn(): Promise<void> {
    while (!isOver()) {
      counts.clicks += 1;
      await click(`click${counts.clicks}@example.com`);
    }
  }

  /** One click: sent twice in parallel, and repeated until there is a response. */
  async function click(address: string): Promise<void> {
    const idempotencyKey = randomUUID();
    const outcomes = new Set<string>();
    let isUnknown = false;
    for (let repeat = 0; repeat < MAX_REPEATS; repeat += 1) {
      const answers = await Promise.all([
        ask(address, idempotencyKey),
        ask(address, idempotencyKey),
      ]);
      for (const { outcome, isReplay } of answers) {
        history.set(address, `${history.get(address) ?? ''} ${outcome}`);
        if (outcome === 'InvitationOutcomeUnknown') continue;
        if (outcome.startsWith('Invitation')) outcomes.add(outcome);
        if (isUnknown && outcome.startsWith('Invitation'))
          mistakes.push(`${address}: ${outcome} after unknown`);
        if (isReplay) counts.replays += 1;
      }
      isUnknown ||= answers.some(({ outcome }) => outcome === 'InvitationOutcomeUnknown');
      if (outcomes.size > 1) mistakes.push(`${address}: ${[...outcomes].join(' and ')}`);
      const [final] = answers.filter(({ outcome }) => outcome.startsWith('Invitation'));
      if (final !== undefined) {
        endings[final.outcome] = (endings[final.outcome] ?? 0) + 1;
        // Occasionally a click is repeated later.
        if (Math.random() < 0.8) return;
      }
      await pause(100);
    }
    if (!isUnknown && outcomes.size === 0) mistakes.push(`${address}: never answered`);
  }

  async function ask(address: string, idempotencyKey: string) {
    counts.requests += 1;
    const { url } = instances[Math.floor(Math.random() * INSTANCES)] as ServiceProcess;
    const input = {
      namespace: 'ada',
      array: 'a',
      emails: [address],
      actions: ['READ'],
      idempotencyKey,
    };
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-tiledb-rest-api-key': credential },
        body: JSON.stringify({ query: INVITE, variables: { input } }),
      });
      const { data, errors } = (await response.json()) as {
        data?: { inviteToArray: { __typename: string } | null };
        errors?: { extensions: { code: string } }[];
      };
      return {
        outcome: data?.inviteToArray?.__typename ?? errors?.[0]?.extensions.code ?? 'nothing',
        isReplay: response.headers.get('idempotent-replayed') === 'true',
      };
    } catch {
      return { outcome: 'no answer', isReplay: false };
    }
  }

  function note(what: string): void {
    for (const [address, before] of history) history.set(address, `${before} [${what}]`);
  }

  async function killInstances(): Promise<void> {
    while (!isOver()) {
      await pause(2_000 + Math.random() * 3_000);
      if (isOver()) return;
      const at = Math.floor(Math.random() * INSTANCES);
      await instances[at]?.kill();
      counts.instancesKilled += 1;
      note('an instance was killed');
      instances[at] = await startServiceProcess(env);
    }
  }

  async function breakRedis(): Promise<void> {
    while (!isOver()) {
      await pause(3_000 + Math.random() * 4_000);
      if (isOver()) return;
      if (Math.random() < 0.5) {
        await redis.kill();
        note('Redis was killed');
        counts.redisKilled += 1;
        await pause(Math.random() * 1_000);
        await redis.restart();
      } else {
        redis.hang();
        note('Redis hung');
        counts.redisHung += 1;
        await pause(Math.random() * 1_500);
        redis.goOn();
      }
    }
  }
}

/** Upstream carries out requests, but one response in three is late or lost. */
async function loseAnswers(emulator: Emulator, isOver: () => boolean): Promise<void> {
  for (let seen = -1; !isOver(); await pause(10)) {
    // One at a time, for the next one to arrive.
    if (emulator.journal.length === seen) continue;
    seen = emulator.journal.length;
    const fault = drawFault(Math.random());
    if (fault !== null) emulator.inject({ times: 1, ...fault });
  }
}

function drawFault(chance: number): Fault | null {
  if (chance < 0.05) return { behaviour: { kind: 'cut', when: 'after-handling' } };
  if (chance < 0.08) return { behaviour: { kind: 'hang' } };
  if (chance < 0.13) return { behaviour: { kind: 'answer', status: 500, afterHandling: true } };
  return chance < 0.33 ? { delayMs: Math.random() * OPERATION_TIMEOUT_MS } : null;
}

function countArrivals({ journal }: Emulator): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { body } of journal) {
    const address = /click\d+@example\.com/.exec(body)?.[0];
    if (address !== undefined) counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  return counts;
}
