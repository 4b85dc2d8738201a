import { expect, it } from 'vitest';
import { SECURITY_HEADERS } from '../../../src/edge/security-headers.ts';

it('forbids caches to store any response, since it belongs to one caller', () => {
  expect(SECURITY_HEADERS['cache-control']).toBe('no-store');
});
