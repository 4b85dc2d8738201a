import { setTimeout as pause } from 'node:timers/promises';
import { type Stack, startStack } from '../support/stack.ts';
import type { RedisServer } from './redis-server.ts';

/** Long enough for any machine: these tests are not about a failing Redis. */
const PATIENT = { REDIS_TIMEOUT_MS: '60000' };

/** Two instances of the service with one upstream and a shared Redis. */
export async function startTwoInstances(
  redis: RedisServer,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly [Stack, Stack]> {
  const one = await startInstance(redis, env);
  return [one, await startInstance(redis, { TILEDB_REST_URL: one.emulator.url, ...env })];
}

export async function startInstance(
  redis: RedisServer,
  env: Readonly<Record<string, string>> = {},
): Promise<Stack> {
  const stack = await startStack({ env: { ...PATIENT, REDIS_URL: redis.url, ...env } });
  await untilRedis(stack.url, 'up');
  return stack;
}

/** Waits until an instance reports this state of its Redis. */
export async function untilRedis(serviceUrl: string, state: 'up' | 'full' | 'down'): Promise<void> {
  while ((await readReadiness(serviceUrl)).redis !== state) await pause(POLL_MS);
}

const POLL_MS = 10;

/** @throws unless the service reports ready */
async function readReadiness(serviceUrl: string): Promise<{ redis?: string }> {
  const response = await fetch(`${serviceUrl}/readyz`);
  if (response.status !== 200) throw new Error(`/readyz is ${response.status}`);
  return (await response.json()) as { redis?: string };
}
