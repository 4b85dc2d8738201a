import { describe, expect, it } from 'vitest';
import { deriveCallerName, deriveSecrets } from '../../../src/idempotency/secrets.ts';

const MINE = deriveSecrets(['x-tiledb-rest-api-key k', 'basic ada:secret'], 'click-1');

describe('the secrets derived from a credential and an idempotency key', () => {
  it('are the same for the same credential and key, whatever the order of the headers', () => {
    const again = deriveSecrets(['basic ada:secret', 'x-tiledb-rest-api-key k'], 'click-1');
    expect(again.record).toBe(MINE.record);
    expect(again.fingerprint('input')).toBe(MINE.fingerprint('input'));
    expect(again.unseal('slot', MINE.seal('slot', 'Grüße 🚀'))).toBe('Grüße 🚀');
  });

  it.each([
    ['another key', deriveSecrets(['x-tiledb-rest-api-key k', 'basic ada:secret'], 'click-2')],
    ['another credential', deriveSecrets(['x-tiledb-rest-api-key k'], 'click-1')],
    [
      'a different split between the two',
      deriveSecrets(['x-tiledb-rest-api-key k'], 'basic ada:secretclick-1'),
    ],
  ])('share no name, fingerprint or encryption key with those of %s', (_title, other) => {
    expect(other.record).not.toBe(MINE.record);
    expect(other.fingerprint('input')).not.toBe(MINE.fingerprint('input'));
    expect(other.unseal('slot', MINE.seal('slot', 'text'))).toBeNull();
  });

  it('name records and fingerprints by 256-bit HMACs', () => {
    expect(MINE.record).toMatch(/^[\w-]{43}$/);
    expect(MINE.fingerprint('input')).toMatch(/^[\w-]{43}$/);
  });
});

describe('the name of a caller', () => {
  it('is the same for each key, differs between identities, and does not contain them', () => {
    const name = deriveCallerName('basic ada:secret');
    expect(name).toMatch(/^[\w-]{43}$/);
    expect(deriveCallerName('basic ada:secret')).toBe(name);
    expect(deriveCallerName('basic ada:another')).not.toBe(name);
  });
});

describe('a sealed text', () => {
  it('reveals nothing of the text, and differs every time', () => {
    const sealed = MINE.seal('slot', 'ada@example.com');
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('ada');
    expect(MINE.seal('slot', 'ada@example.com')).not.toBe(sealed);
  });

  it('cannot be opened from another slot, or after a bit was changed', () => {
    const sealed = MINE.seal('slot', 'text');
    const bytes = Buffer.from(sealed, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8((changed.at(at) ?? 0) ^ 1, at);
      expect(MINE.unseal('slot', changed.toString('base64url'))).toBeNull();
    }
    expect(MINE.unseal('other slot', sealed)).toBeNull();
    expect(MINE.unseal('slot', '')).toBeNull();
  });
});
