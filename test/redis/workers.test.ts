import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { launch } from '../support/launch.ts';
import { readMetric } from '../support/metrics.ts';
import { sendRaw } from '../support/raw-http.ts';
import { describeWithRedis, startRedisServer } from './redis-server.ts';

const LIMIT = 4;

/** On a separate connection: workers get connections in turn. */
async function readCode(url: string): Promise<string | null> {
  const { json } = await sendRaw(url, {
    headers: [
      ['content-type', 'application/json'],
      ['x-tiledb-rest-api-key', 'demo-key-ada'],
    ],
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  return json.errors?.[0]?.extensions.code ?? null;
}

describeWithRedis('workers that share a Redis', () => {
  it('count operations together, and separately while it fails', async () => {
    const redis = await startRedisServer();
    const { url } = await launch({
      WORKERS: '2',
      REDIS_URL: redis.url,
      // A slow machine must not look like a hanging Redis.
      REDIS_TIMEOUT_MS: '60000',
      RATE_LIMIT_OPERATIONS_PER_MINUTE: String(LIMIT),
    });
    // The worst state of both workers.
    while ((await readMetric(url, 'redis_up')) < 1) await pause(10);
    const together = [];
    for (let n = 0; n < 2 * LIMIT; n += 1) together.push(await readCode(url));
    expect(together).toEqual([...Array(LIMIT).fill(null), ...Array(LIMIT).fill('RATE_LIMITED')]);

    await redis.kill();
    const apart = [];
    for (let n = 0; n < 2 * LIMIT; n += 1) apart.push(await readCode(url));
    expect(apart).toEqual(Array(2 * LIMIT).fill(null));
  });
});
