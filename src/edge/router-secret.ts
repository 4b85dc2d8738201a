import { createHash, timingSafeEqual } from 'node:crypto';

/** Where a gateway proves that it is one; Apollo's name for it, so that existing configurations fit. */
export const ROUTER_SECRET_HEADER = 'router-authorization';

/** Makes the check of a header against the secret; how long it takes tells nothing about the secret. */
export function createSecretCheck(secret: string): (header: unknown) => boolean {
  const expected = digest(secret);
  // Digests are of one length, which timingSafeEqual asks for and which hides the secret's own.
  return (header) => typeof header === 'string' && timingSafeEqual(digest(header), expected);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
