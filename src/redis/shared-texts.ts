import type { Redis } from './redis.ts';
import { createScript } from './script.ts';

/** Texts that all instances share. A text that cannot be read or written counts as missing, which is not an error. */
interface SharedTexts {
  /** @returns the first bytes of a text, `''` if there is none; null when Redis is unreachable */
  read(key: string, maxBytes: number): Promise<string | null>;
  write(key: string, text: string): Promise<void>;
}

/** How long a text is kept until its second use: a read by another instance, or a client that sends it again. */
const FIRST_EXPIRY_MS = 5 * 60_000;
/** How long it is kept after that. */
const EXPIRY_MS = 24 * 3_600_000;
/** Any client can send texts, so each instance may use only 18 MB of Redis' memory (two windows of each limit). */
const MAX_NEW_BYTES = 1_000_000;
const MAX_KEPT_BYTES = 8_000_000;

const WRITE_NEW = createScript(`
if redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX') then
  return 1
end
return 0
`);

const KEEP = createScript(`return redis.call('PEXPIRE', KEYS[1], ARGV[1])`);

/** @param now milliseconds on a monotonic clock */
export function createSharedTexts(
  redis: Pick<Redis, 'read' | 'run'>,
  now: () => number = () => performance.now(),
): SharedTexts {
  const newBytes = createBudget(MAX_NEW_BYTES, FIRST_EXPIRY_MS, now);
  const keptBytes = createBudget(MAX_KEPT_BYTES, EXPIRY_MS, now);

  return {
    async read(key, maxBytes) {
      const text = await redis.read(key, maxBytes);
      if (text) await keep(key, text);
      return text;
    },
    async write(key, text) {
      if (!newBytes.take(Buffer.byteLength(text))) return;
      const isNew = await redis.run(WRITE_NEW, key, text, FIRST_EXPIRY_MS);
      if (isNew === 0) await keep(key, text);
    },
  };

  async function keep(key: string, text: string): Promise<void> {
    if (keptBytes.take(Buffer.byteLength(text))) await redis.run(KEEP, key, EXPIRY_MS);
  }
}

interface Budget {
  /** @returns whether the current window had enough left */
  take(amount: number): boolean;
}

function createBudget(max: number, windowMs: number, now: () => number): Budget {
  let used = 0;
  let endsAt = Number.NEGATIVE_INFINITY;
  return {
    take(amount) {
      const time = now();
      if (time >= endsAt) {
        used = 0;
        endsAt = time + windowMs;
      }
      if (used + amount > max) return false;
      used += amount;
      return true;
    },
  };
}
