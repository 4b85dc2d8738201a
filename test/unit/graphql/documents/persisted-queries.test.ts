import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPersistedQueries } from '../../../../src/graphql/documents/persisted-queries.ts';

const toKey = (text: string) => `apq:${createHash('sha256').update(text).digest('hex')}`;
/** @returns a document of 32,000 characters, which are counted as 64,500 bytes */
const toDocument = (n: number) => `{ __typename } #${n}`.padEnd(32_000, 'x');

function createCache() {
  const options = createPersistedQueries(null);
  if (options === false || options.cache === undefined) throw new Error('There is no cache.');
  return options.cache;
}

describe('persisted queries', () => {
  it('are found by their hash', async () => {
    const cache = createCache();
    await cache.set(toKey('{ a }'), '{ a }');
    expect(await cache.get(toKey('{ a }'))).toBe('{ a }');
    expect(await cache.get(toKey('{ b }'))).toBeUndefined();
  });

  it('take at most 8 MB, and the least recent one makes room', async () => {
    const cache = createCache();
    const documents = Array.from({ length: 131 }, (_, n) => toDocument(n));
    for (const text of documents) await cache.set(toKey(text), text);
    const kept = await Promise.all(documents.map((text) => cache.get(toKey(text))));
    expect(kept.map((text) => text !== undefined)).toEqual(documents.map((_, n) => n > 0));
  });

  it('are not kept when they are longer than 32 KB', async () => {
    const cache = createCache();
    const long = 'x'.repeat(32_769);
    await cache.set(toKey(long), long);
    expect(await cache.get(toKey(long))).toBeUndefined();
  });
});
