import { hkdfSync } from 'node:crypto';

/**
 * Derives a secret that all instances with the same REDIS_URL share. It comes from the login, so that Redis' memory or a
 * dump does not reveal it, and not from the host, since instances may use several names for one Redis. Without a login it
 * is not secret, and keys are no better than plain hashes.
 *
 * @param purpose separates secrets for different uses
 */
export function toSharedSecret(redisUrl: string, purpose: string): Buffer {
  const { username, password } = new URL(redisUrl);
  return Buffer.from(hkdfSync('sha256', `${username}:${password}`, '', purpose, 32));
}
