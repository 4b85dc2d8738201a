import { describe, expect, it } from 'vitest';
import { createSharedTexts } from '../../../src/redis/shared-texts.ts';

const DAY_MS = 24 * 3_600_000;
const FIRST_MS = 300_000;

/** A fake Redis that never expires texts, and records when each would expire. */
function start() {
  let time = 0;
  const texts = new Map<string, { text: string; expiryMs: number }>();
  const shared = createSharedTexts(
    {
      read: async (key) => texts.get(key)?.text ?? '',
      async run({ text: lua }, key, ...args) {
        if (lua.includes('PEXPIRE')) {
          const found = texts.get(key);
          if (found !== undefined) found.expiryMs = Number(args[0]);
          return 1;
        }
        if (texts.has(key)) return 0;
        texts.set(key, { text: String(args[0]), expiryMs: Number(args[1]) });
        return 1;
      },
    },
    () => time,
  );
  return {
    texts,
    shared,
    pass: (ms: number) => {
      time += ms;
    },
    size: () => [...texts.values()].reduce((sum, { text }) => sum + text.length, 0),
  };
}

const BIG = 'x'.repeat(30_000);

describe('a text shared through Redis', () => {
  it('is kept for five minutes at first, and for a day after it is read', async () => {
    const { texts, shared } = start();
    await shared.write('a', 'text');
    expect(texts.get('a')?.expiryMs).toBe(FIRST_MS);
    await shared.read('a', 100);
    expect(texts.get('a')?.expiryMs).toBe(DAY_MS);
  });

  it('is kept for a day after it is written a second time', async () => {
    const { texts, shared } = start();
    await shared.write('a', 'text');
    await shared.write('a', 'text');
    expect(texts.get('a')?.expiryMs).toBe(DAY_MS);
  });
});

describe('the amount that one instance writes', () => {
  it('is limited, however much clients send, and available again after a while', async () => {
    const { texts, shared, size, pass } = start();
    for (let n = 0; n < 1_000; n += 1) await shared.write(`a${n}`, BIG);
    expect(size()).toBeLessThanOrEqual(1_000_000);
    expect(size()).toBeGreaterThan(900_000);
    pass(FIRST_MS);
    await shared.write('later', BIG);
    expect(texts.has('later')).toBe(true);
  });

  it('is also limited for texts that are kept for a day', async () => {
    const { texts, shared, pass } = start();
    for (let n = 0; n < 1_000; n += 1) {
      pass(FIRST_MS / 20);
      await shared.write(`a${n}`, BIG);
      await shared.read(`a${n}`, 100_000);
    }
    const kept = [...texts.values()].filter(({ expiryMs }) => expiryMs === DAY_MS);
    expect(kept.length * BIG.length).toBeLessThanOrEqual(8_000_000);
    expect(kept.length * BIG.length).toBeGreaterThan(7_000_000);
  });
});
