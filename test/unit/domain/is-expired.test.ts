import { describe, expect, it } from 'vitest';
import { isExpired } from '../../../src/domain/is-expired.ts';

const NOW = Date.parse('2026-03-10T12:00:00Z');

describe('an invitation', () => {
  it.each([
    ['PENDING', '2026-03-10T11:59:59.999Z', true],
    ['PENDING', '2026-03-10T12:00:00Z', false],
    ['PENDING', '2026-03-10T12:00:00.000000001Z', false],
    ['PENDING', '2026-03-11T00:00:00Z', false],
    ['PENDING', null, false],
    ['ACCEPTED', '2026-03-01T00:00:00Z', false],
    [null, '2026-03-01T00:00:00Z', false],
  ] as const)('with status %s and expiry %s has isExpired %s', (status, expiresAt, expected) => {
    expect(isExpired({ status, expiresAt }, NOW)).toBe(expected);
  });
});
