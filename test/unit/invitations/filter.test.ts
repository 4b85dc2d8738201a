import { describe, expect, it } from 'vitest';
import { toConditions } from '../../../src/invitations/filter.ts';

const at = (text: string) => new Date(text);

describe('toConditions', () => {
  it('passes names and enum values through unchanged', () => {
    const filter = { organization: 'acme', array: 's3://a b', group: 'weather' } as const;
    expect(toConditions({ ...filter, type: 'ARRAY_SHARE', status: 'PENDING' })).toMatchObject({
      ...filter,
      type: 'ARRAY_SHARE',
      status: 'PENDING',
    });
  });

  it.each(['organization', 'array', 'group'])(
    'rejects an empty %s, which would list everything',
    (name) => {
      expect(() => toConditions({ [name]: '' })).toThrow(`\`${name}\` must not be empty`);
    },
  );

  it('rounds start down and end up to whole seconds', () => {
    const start = at('2026-01-01T00:00:00.999Z');
    const end = at('2026-01-01T00:00:01.001Z');
    expect(toConditions({ start, end })).toMatchObject({ start: 1767225600, end: 1767225602 });
  });

  it('accepts the first moment of 1970, and nothing earlier', () => {
    expect(toConditions({ start: at('1970-01-01T00:00:00Z') }).start).toBe(0);
    expect(() => toConditions({ start: at('1969-12-31T23:59:59Z') })).toThrow('before 1970');
    expect(() => toConditions({ end: at('1969-12-31T23:59:59.999Z') })).toThrow('before 1970');
  });

  it('accepts an end equal to its start, and nothing earlier', () => {
    const start = at('2026-01-01T00:00:00Z');
    expect(toConditions({ start, end: start })).toMatchObject({ start: 1767225600 });
    expect(() => toConditions({ start, end: at('2025-12-31T23:59:59Z') })).toThrow(
      '`end` must not be before',
    );
  });

  it('omits times that are null or missing', () => {
    expect(toConditions({ start: null })).toMatchObject({ start: null, end: null });
  });
});
