import type { Redis } from '../redis/redis.ts';
import { createScript } from '../redis/script.ts';
import {
  type Claim,
  type ClaimReply,
  HOLD,
  type IdempotencyStore,
  type OpenReply,
  toHold,
} from './store.ts';

/** In place of a sealed outcome that is not known. */
const UNKNOWN = '-';

/*
 * A record is a hash: the field `input` holds its fingerprint, every other field is a slot, as one of
 *   claimed <claimedAt> <leaseEndsAt> <owner>
 *   settled <claimedAt> <sealed outcome, or UNKNOWN>
 */
const COMMON = `
local record = KEYS[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

local function split(text)
  local words = {}
  for word in string.gmatch(text, '%S+') do
    words[#words + 1] = word
  end
  return words
end

local function isHold(slot)
  return string.sub(slot, 1, ${HOLD.length}) == '${HOLD}'
end

local function isFree(fingerprint)
  local bound = redis.call('HGET', record, 'input')
  if not bound or bound == fingerprint then
    return true
  end
  local fields = redis.call('HGETALL', record)
  for index = 1, #fields, 2 do
    local slot = fields[index]
    if slot ~= 'input' and not (isHold(slot) and tonumber(split(fields[index + 1])[3]) <= now) then
      return false
    end
  end
  redis.call('DEL', record)
  return true
end

local function hold(slot, fingerprint, owner, leaseMs, keepMs)
  local leaseEndsAt = now + leaseMs
  redis.call('HSET', record, 'input', fingerprint, slot,
    string.format('claimed %.0f %.0f %s', now, leaseEndsAt, owner))
  if redis.call('PTTL', record) < leaseMs + keepMs then
    redis.call('PEXPIRE', record, leaseMs + keepMs)
  end
end

local function findOwn(slot, owner)
  local words = split(redis.call('HGET', record, slot) or '')
  if words[1] == 'claimed' and words[4] == owner and tonumber(words[3]) > now then
    return words
  end
end
`;

const CLAIM = createScript(`${COMMON}
local slot, fingerprint, owner = ARGV[1], ARGV[2], ARGV[3]
if not isFree(fingerprint) then
  return { 'reused' }
end
local found = redis.call('HGET', record, slot)
if not found then
  hold(slot, fingerprint, owner, tonumber(ARGV[4]), tonumber(ARGV[5]))
  return { 'claimed' }
end
local words = split(found)
if words[1] == 'settled' then
  return { 'settled', words[2], words[3] }
end
if tonumber(words[3]) > now then
  return { 'busy' }
end
return { 'settled', words[2], '${UNKNOWN}' }
`);

const SETTLE = createScript(`${COMMON}
local slot, fingerprint, owner, sealed = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local claimedAt = string.format('%.0f', now)
if not isFree(fingerprint) then
  return 0
end
if redis.call('HEXISTS', record, slot) == 1 then
  local own = findOwn(slot, owner)
  if not own then
    return 0
  end
  claimedAt = own[2]
end
redis.call('HSET', record, 'input', fingerprint, slot, 'settled ' .. claimedAt .. ' ' .. sealed)
if redis.call('HLEN', record) == 2 then
  redis.call('PEXPIRE', record, ARGV[5])
end
return 1
`);

const RELEASE = createScript(`${COMMON}
if not findOwn(ARGV[1], ARGV[2]) then
  return 0
end
redis.call('HDEL', record, ARGV[1])
if redis.call('HLEN', record) == 1 then
  redis.call('DEL', record)
end
return 1
`);

const OPEN = createScript(`${COMMON}
local slot, fingerprint, owner = ARGV[1], ARGV[2], ARGV[3]
if not isFree(fingerprint) then
  return { 'reused' }
end
hold(slot, fingerprint, owner, tonumber(ARGV[4]), tonumber(ARGV[5]))
local reply = { 'open' }
local fields = redis.call('HGETALL', record)
for index = 1, #fields, 2 do
  local words = split(fields[index + 1])
  if words[1] == 'settled' and words[3] ~= '${UNKNOWN}' then
    reply[#reply + 1] = fields[index]
    reply[#reply + 1] = words[3]
  end
end
return reply
`);

/** Keeps keys in Redis, where all instances of the service share them; uses Redis' clock. */
export function createRedisStore(redis: Redis): IdempotencyStore {
  return {
    async claim(record, claim) {
      return toClaimReply(await redis.run(CLAIM, toKey(record), ...toArgs(claim)));
    },
    async settle(record, { slot, fingerprint, owner, sealed, keepMs }) {
      const args = [slot, fingerprint, owner, sealed ?? UNKNOWN, keepMs];
      return toDone(await redis.run(SETTLE, toKey(record), ...args));
    },
    async release(record, { slot, owner }) {
      return toDone(await redis.run(RELEASE, toKey(record), slot, owner));
    },
    async open(record, lease) {
      return toOpenReply(await redis.run(OPEN, toKey(record), ...toArgs(toHold(lease))));
    },
  };
}

function toKey(record: string): string {
  return `idempotency:${record}`;
}

function toArgs({ slot, fingerprint, owner, leaseMs, keepMs }: Claim): (string | number)[] {
  return [slot, fingerprint, owner, leaseMs, keepMs];
}

function toDone(reply: unknown): boolean | null {
  return typeof reply === 'number' ? reply === 1 : null;
}

function toClaimReply(reply: unknown): ClaimReply {
  const [kind, claimedAt, sealed] = toTexts(reply);
  switch (kind) {
    case 'claimed':
    case 'busy':
    case 'reused':
      return { kind };
    case 'settled':
      return {
        kind,
        claimedAt: Number(claimedAt),
        sealed: sealed === undefined || sealed === UNKNOWN ? null : sealed,
      };
    default:
      return { kind: 'unavailable' };
  }
}

function toOpenReply(reply: unknown): OpenReply {
  const [kind, ...rest] = toTexts(reply);
  switch (kind) {
    case 'open':
      return { kind, settled: toPairs(rest).map(([slot, sealed]) => ({ slot, sealed })) };
    case 'reused':
      return { kind };
    default:
      return { kind: 'unavailable' };
  }
}

function toTexts(reply: unknown): string[] {
  return Array.isArray(reply) ? reply.map(String) : [];
}

function toPairs(texts: readonly string[]): [string, string][] {
  return Array.from({ length: texts.length / 2 }, (_, pair) => [
    texts[2 * pair] ?? '',
    texts[2 * pair + 1] ?? '',
  ]);
}
