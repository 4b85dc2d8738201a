import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidArgument } from '../../../src/domain/invalid-argument.ts';
import { path } from '../../../src/rest/path.ts';

/** Names that proxies and routers are known to misread, and arbitrary Unicode. */
const hostileName = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('.', '..', '%2e', '%2E%2e', '../x', 'a/../../b', 'a/b?c#d', '//host/x', '\\..\\'),
  fc
    .array(fc.constantFrom('.', '/', '%', '2', 'e', '?', '#', '\\', ' ', ':', '@', 'é', '日'), {
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
);

const share = (invitationId: string, array: string) =>
  path`/invitations/${{ invitationId }}/${{ array }}/share`;

function refusal(build: () => string): string {
  try {
    return build();
  } catch (error) {
    if (error instanceof InvalidArgument) return error.message;
    throw error;
  }
}

describe('path', () => {
  it('writes each value as exactly one segment, which decodes to the same value', () => {
    const property = fc.property(hostileName, hostileName, (id, array) => {
      const built = refusal(() => share(id, array));
      if (!built.startsWith('/')) return;
      const { pathname, search, hash } = new URL(built, 'http://upstream');
      expect(pathname + search + hash).toBe(built);
      const segments = built.split('/').map(decodeURIComponent);
      expect(segments).toEqual(['', 'invitations', id, array, 'share']);
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it.each([
    ['', 'must not be empty'],
    ['.', 'must be a name, not a relative path: got "."'],
    ['..', 'must be a name, not a relative path: got ".."'],
    ['%2e', 'must be a name, not a relative path: got "%2e"'],
    ['%2E.', 'must be a name, not a relative path: got "%2E."'],
    ['a\u0000b', 'must not contain control characters'],
    ['a\nb', 'must not contain control characters'],
    ['a\u0085b', 'must not contain control characters'],
    ['\ud800', 'must be well-formed Unicode: it has a lone surrogate'],
    ['x'.repeat(4_001), 'must have at most 4000 characters once percent-encoded: got 4001'],
  ])('rejects %j as a segment and names its argument', (value, reason) => {
    const message = refusal(() => share('id', value));
    expect(message).toContain('array');
    expect(message).toContain(reason);
  });

  it.each(['...', '%2e%2e%2e', '.a', 'x'.repeat(4_000), 's3://bucket/a b'])(
    'accepts %j as a segment',
    (value) => {
      expect(share('id', value)).toBe(`/invitations/id/${encodeURIComponent(value)}/share`);
    },
  );

  it('rejects the longest value of a path that is too long as a whole', () => {
    const message = refusal(
      () =>
        path`/${{ namespace: 'n'.repeat(3_000) }}/${{ array: 'a'.repeat(3_500) }}/${{ group: 'g'.repeat(2_000) }}`,
    );
    expect(message).toContain('array');
    expect(message).toContain('8503 characters');
  });
});
