import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toQueryString } from '../../../src/rest/query.ts';

describe('toQueryString', () => {
  it('returns an empty text without parameters', () => {
    expect(toQueryString({})).toBe('');
    expect(toQueryString({ organization: null, array: undefined })).toBe('');
  });

  it('keeps the order, omits null and undefined, and keeps zero and empty texts', () => {
    const parameters = { page: 1, organization: null, array: '', start: 0, per_page: 25 };
    expect(toQueryString(parameters)).toBe('?page=1&array=&start=0&per_page=25');
  });

  it('encodes each value so that it remains one parameter', () => {
    const value = fc.string({ unit: 'grapheme' });
    const property = fc.property(value, value, (organization, group) => {
      const { searchParams } = new URL(`http://x/${toQueryString({ organization, group })}`);
      expect([...searchParams]).toEqual([
        ['organization', organization],
        ['group', group],
      ]);
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it('rejects a value with a lone surrogate and names its parameter', () => {
    expect(() => toQueryString({ organization: '\udc00' })).toThrow(/organization.*well-formed/);
  });
});
