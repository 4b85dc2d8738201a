import type { Redis } from '../redis/redis.ts';
import { createScript } from '../redis/script.ts';
import type { MemoryStore } from './memory-store.ts';
import type { RateLimit, RateLimitStore } from './store.ts';

const TAKEN = 1;
/** Redis is full and could not count the points. */
const NOT_COUNTED = 2;

/**
 * Writes value and expiry in one step, so that no window lasts forever. A full Redis rejects writes but still serves reads;
 * the script then returns what was used, so that the fallback continues the window.
 */
const TAKE = createScript(`
local points, max, windowMs = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local used = redis.call('GET', KEYS[1])
local resetMs = used and redis.call('PTTL', KEYS[1]) or windowMs
if (tonumber(used) or 0) + points > max then
  return { 0, resetMs }
end
local written
if used then
  written = redis.pcall('INCRBY', KEYS[1], points)
else
  written = redis.pcall('SET', KEYS[1], points, 'PX', windowMs)
end
if type(written) == 'table' and written.err then
  return { ${NOT_COUNTED}, resetMs, tonumber(used) or 0 }
end
return { ${TAKEN}, resetMs }
`);

/** Deletes an empty window: even a full Redis allows DEL, which makes room. */
const GIVE_BACK = createScript(`
local left = tonumber(redis.call('GET', KEYS[1]) or 0) - tonumber(ARGV[1])
if left <= 0 then
  return redis.call('DEL', KEYS[1])
end
return redis.call('DECRBY', KEYS[1], ARGV[1])
`);

/**
 * Counts in Redis, for all instances of the service.
 *
 * @param fallback counts while Redis cannot: limits are then looser but still bounded. Points that are given back during a
 *   switch-over may go to the wrong store, which is too rare to matter.
 */
export function createRedisStore(redis: Redis, fallback: MemoryStore): RateLimitStore {
  return {
    async take(limit, counted, points) {
      const key = toKey(limit, counted.key);
      const reply = await redis.run(TAKE, key, points, limit.points, limit.windowMs);
      if (!Array.isArray(reply)) return fallback.take(limit, counted, points);
      const [outcome, resetMs, used] = reply.map(Number);
      if (outcome === NOT_COUNTED && resetMs !== undefined) {
        fallback.adopt(limit, counted, used ?? 0, resetMs);
        return fallback.take(limit, counted, points);
      }
      return { isTaken: outcome === TAKEN, resetMs: resetMs ?? limit.windowMs };
    },
    async giveBack(limit, key, points) {
      const reply = await redis.run(GIVE_BACK, toKey(limit, key), points);
      if (reply === null) await fallback.giveBack(limit, key, points);
    },
    accept: fallback.accept,
  };
}

function toKey({ name }: RateLimit, key: string): string {
  return `rate-limit:${name}:${key}`;
}
