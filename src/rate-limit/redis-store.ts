import type { Redis } from '../redis/redis.ts';
import { createScript } from '../redis/script.ts';
import type { RateLimit, RateLimitStore } from './store.ts';

/** Value and expiry are written as one, so that no window stays for ever. */
const TAKE = createScript(`
local points, most, windowMs = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local used = redis.call('GET', KEYS[1])
local resetMs = used and redis.call('PTTL', KEYS[1]) or windowMs
if (tonumber(used) or 0) + points > most then
  return { 0, resetMs }
end
if used then
  redis.call('INCRBY', KEYS[1], points)
else
  redis.call('SET', KEYS[1], points, 'PX', windowMs)
end
return { 1, resetMs }
`);

const GIVE_BACK = createScript(`
local used = tonumber(redis.call('GET', KEYS[1]) or 0)
if used == 0 then
  return 0
end
return redis.call('DECRBY', KEYS[1], math.min(used, tonumber(ARGV[1])))
`);

/**
 * Counts for all copies of the service in one place.
 *
 * @param fallback counts while Redis cannot be asked: a caller may then use more, but not without end. Points that are
 *   given back while one takes over from the other may go to the wrong one, which is too rare to keep account of.
 */
export function createRedisStore(redis: Redis, fallback: RateLimitStore): RateLimitStore {
  return {
    async take(limit, key, points) {
      const reply = await redis.run(TAKE, toKey(limit, key), points, limit.points, limit.windowMs);
      if (!Array.isArray(reply)) return fallback.take(limit, key, points);
      const [isTaken, resetMs] = reply;
      return { isTaken: isTaken === 1, resetMs: Number(resetMs) };
    },
    async giveBack(limit, key, points) {
      const reply = await redis.run(GIVE_BACK, toKey(limit, key), points);
      if (reply === null) await fallback.giveBack(limit, key, points);
    },
  };
}

function toKey({ name }: RateLimit, key: string): string {
  return `rate-limit:${name}:${key}`;
}
