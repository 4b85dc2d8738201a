import { expect, it } from 'vitest';
import { describeWithRedis } from '../redis/redis-server.ts';
import { soakKeys } from './key-soak.ts';

/** Redis fails for the first time after at most seven. */
const SECONDS = 8;

describeWithRedis('idempotency keys, while instances and Redis are killed', () => {
  it('have one effect and one outcome each', { timeout: 180_000 }, async () => {
    const { mistakes, clicks, redisKilled, redisHung } = await soakKeys(SECONDS);
    expect(mistakes).toEqual([]);
    expect(clicks).toBeGreaterThan(0);
    expect(redisKilled + redisHung).toBeGreaterThan(0);
  });
});
