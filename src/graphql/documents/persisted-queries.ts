import { hash } from 'node:crypto';
import type { ApolloServerOptions } from '@apollo/server';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { Context } from '../context.ts';

/** Longer documents are rare, and a comment could make any document long. */
const MAX_TEXT_BYTES = 32_768;

/** Apollo Server's key for a hash, which is whatever text a client has sent as one. */
const KEY = /^apq:([\da-f]{64})$/;

/**
 * Stores texts for all instances, for a limited time. While it is unreachable, it reads null and writes nothing.
 */
export interface SharedTexts {
  read(key: string, maxBytes: number): Promise<string | null>;
  write(key: string, text: string): Promise<void>;
}

/** Approximate memory per text in addition to its characters, for its key and its cache entry. */
const BYTES_PER_TEXT = 500;
const MAX_OWN_BYTES = 8 * 2 ** 20;

/**
 * Automatic persisted queries: a client sends a document once, and from then on only its hash. Long documents are not
 * persisted; clients send them each time.
 *
 * @param texts shares persisted documents among all instances; null keeps them in this process
 */
export function createPersistedQueries(
  texts: SharedTexts | null,
): NonNullable<ApolloServerOptions<Context>['persistedQueries']> {
  const own = new InMemoryLRUCache<string>({
    maxSize: MAX_OWN_BYTES,
    sizeCalculation: (text) => BYTES_PER_TEXT + 2 * text.length,
  });
  return {
    cache: {
      async get(key) {
        return (await own.get(key)) ?? (await fetch(key));
      },
      async set(key, text) {
        if (Buffer.byteLength(text) > MAX_TEXT_BYTES) return;
        // Some clients send the document with every request.
        if ((await own.get(key)) === text) return;
        await own.set(key, text);
        await texts?.write(key, text);
      },
      delete: (key) => own.delete(key),
    },
  };

  /** Checks hash and size, so that write access to Redis does not allow running other documents or filling the memory. */
  async function fetch(key: string): Promise<string | undefined> {
    const wanted = KEY.exec(key)?.[1];
    if (texts === null || wanted === undefined) return undefined;
    const text = await texts.read(key, MAX_TEXT_BYTES);
    // Redis returns an empty string for a missing key.
    if (text === null || text === '' || hash('sha256', text) !== wanted) return undefined;
    await own.set(key, text);
    return text;
  }
}
