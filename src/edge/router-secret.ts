import { createHash, timingSafeEqual } from 'node:crypto';

/** Apollo's name for the header in which a gateway sends its secret, so that existing configurations work. */
export const ROUTER_SECRET_HEADER = 'router-authorization';

/** Creates a check of a header against the secret, in constant time. */
export function createSecretCheck(secret: string): (header: unknown) => boolean {
  const expected = digest(secret);
  // timingSafeEqual needs equal lengths, which digests have; they also hide the secret's length.
  return (header) => typeof header === 'string' && timingSafeEqual(digest(header), expected);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
