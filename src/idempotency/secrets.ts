import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/**
 * Everything stored for a key is named, compared or encrypted with secrets that only a request with the same credential
 * and key can derive. Reading the store reveals only how many keys there are and how large their outcomes.
 */
export interface Secrets {
  /** Name of the key's record. */
  readonly record: string;
  /** Equal texts give equal fingerprints. */
  fingerprint(text: string): string;
  /** Encrypts a text. @param slot the slot that will hold it; it can only be decrypted for that slot */
  seal(slot: string, text: string): string;
  /** @returns null for anything that `seal` did not create for this slot */
  unseal(slot: string, sealed: string): string | null;
}

const SECRET_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Change it whenever the stored format changes. */
const SALT = 'tiledb-invitations-graphql idempotency 1';

/** An opaque name for an identity of a caller, the same for all keys. Unlike the secrets, it is only kept in memory. */
export function deriveCallerName(identity: string): string {
  return hash('sha256', `${SALT} ${identity}`, 'base64url');
}

/** @param identities the caller's proven identities; see `toIdentities` */
export function deriveSecrets(identities: readonly string[], key: string): Secrets {
  const material = JSON.stringify([[...identities].sort(), key]);
  const derived = Buffer.from(hkdfSync('sha256', material, SALT, '', 3 * SECRET_BYTES));
  const [nameSecret, fingerprintSecret, sealSecret] = [0, 1, 2].map((part) =>
    createSecretKey(derived.subarray(part * SECRET_BYTES, (part + 1) * SECRET_BYTES)),
  ) as [KeyObject, KeyObject, KeyObject];

  return {
    record: createHmac('sha256', nameSecret).update('record').digest('base64url'),
    fingerprint: (text) => createHmac('sha256', fingerprintSecret).update(text).digest('base64url'),
    seal(slot, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealSecret, nonce).setAAD(Buffer.from(slot));
      const encrypted = [cipher.update(text, 'utf8'), cipher.final()];
      return Buffer.concat([nonce, ...encrypted, cipher.getAuthTag()]).toString('base64url');
    },
    unseal(slot, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      const decipher = createDecipheriv('aes-256-gcm', sealSecret, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(slot))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
