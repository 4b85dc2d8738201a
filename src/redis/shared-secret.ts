import { hkdfSync } from 'node:crypto';

/**
 * A secret that all instances with the same REDIS_URL share without asking each other: derived from its login, so that who
 * reads Redis' memory or its dump does not have it. The host is left out, since instances may reach one Redis by
 * several names. Without a login it is no secret, and keys are as good as bare hashes.
 *
 * @param purpose keeps secrets for different uses apart
 */
export function toSharedSecret(redisUrl: string, purpose: string): Buffer {
  const { username, password } = new URL(redisUrl);
  return Buffer.from(hkdfSync('sha256', `${username}:${password}`, '', purpose, 32));
}
