import { hash } from 'node:crypto';
import type { ApolloServerOptions } from '@apollo/server';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { Context } from '../context.ts';

/** Longer documents are rare, and a comment makes any document long. */
const LONGEST_BYTES = 32_768;
const EXPIRY_MS = 24 * 3_600_000;

/** What Apollo Server asks for: any text that a client has sent for a hash. */
const KEY = /^apq:([\da-f]{64})$/;

/**
 * Where texts are kept for all instances; a store that is out of reach reads null and writes nothing. What it is sent is
 * kept for a short time at first, and for `expiryMs` once it was asked for again.
 */
export interface SharedTexts {
  read(key: string, maxBytes: number): Promise<string | null>;
  write(key: string, text: string, expiryMs: number): Promise<void>;
}

/** Each text costs its characters, and about this much more for its key and its place in the store. */
const BYTES_A_TEXT = 500;
const MOST_OWN_BYTES = 8 * 2 ** 20;

/**
 * Automatic persisted queries: a client sends a document once, and its hash from then on. A long one is not persisted;
 * its clients send it each time.
 *
 * @param texts lets every instance know what clients have persisted on one of them; null if there is nothing to share
 */
export function createPersistedQueries(
  texts: SharedTexts | null,
): NonNullable<ApolloServerOptions<Context>['persistedQueries']> {
  const own = new InMemoryLRUCache<string>({
    maxSize: MOST_OWN_BYTES,
    sizeCalculation: (text) => BYTES_A_TEXT + 2 * text.length,
  });
  return {
    cache: {
      async get(key) {
        return (await own.get(key)) ?? (await fetch(key));
      },
      async set(key, text) {
        if (Buffer.byteLength(text) > LONGEST_BYTES) return;
        // Some clients send their documents every time.
        if ((await own.get(key)) === text) return;
        await own.set(key, text);
        await texts?.write(key, text, EXPIRY_MS);
      },
      delete: (key) => own.delete(key),
    },
  };

  /** Who can write to Redis must not choose what is run here, nor how much memory it takes to find out. */
  async function fetch(key: string): Promise<string | undefined> {
    const wanted = KEY.exec(key)?.[1];
    if (texts === null || wanted === undefined) return undefined;
    const text = await texts.read(key, LONGEST_BYTES);
    // Redis has no other word for what is not there.
    if (text === null || text === '' || hash('sha256', text) !== wanted) return undefined;
    await own.set(key, text);
    return text;
  }
}
