import { describe, expect, it } from 'vitest';
import { boundLine, MAX_LINE_BYTES } from '../../../src/observability/bound-line.ts';
import { hideEmails } from '../../../src/observability/hide-emails.ts';

describe('an e-mail address in a log line', () => {
  it.each([
    ['{"msg":"ada@example.com is gone"}', '{"msg":"[e-mail] is gone"}'],
    // The preceding characters may belong to it: RFC 5322 allows `?`, `=` and `&` in an address.
    ['{"url":"/v1?email=ada%40example.com"}', '{"url":"/[e-mail]"}'],
    ['{"url":"ADA%40EXAMPLE.COM"}', '{"url":"[e-mail]"}'],
    ['{"a":"x@example.com","b":"y%40example.com"}', '{"a":"[e-mail]","b":"[e-mail]"}'],
    ['{"to":"Ada <ada@example.com>"}', '{"to":"Ada <[e-mail]>"}'],
  ])('is hidden: %s', (line, hidden) => {
    expect(hideEmails(line)).toBe(hidden);
  });

  it.each([
    '{"error":"at node_modules/@apollo/server/dist/x.js"}',
    '{"msg":"%40"}',
    '{"msg":"at @ sign"}',
  ])('is not reported in a line that has none: %s', (line) => {
    expect(hideEmails(line)).toBe(line);
  });
});

describe('a log line', () => {
  const line = (facts: object) => `${JSON.stringify({ level: 'info', msg: 'x', ...facts })}\n`;

  it('is unchanged up to its maximum size', () => {
    const longest = line({ error: 'x'.repeat(MAX_LINE_BYTES - line({ error: '' }).length) });
    expect(longest).toHaveLength(MAX_LINE_BYTES);
    expect(boundLine(longest)).toBe(longest);
  });

  it.each([
    ['a text', { error: 'x'.repeat(1_000_000) }],
    ['a text of multi-byte characters', { error: '🧬'.repeat(3_000) }],
    ['a list', { causes: Array.from({ length: 5_000 }, () => 'cause') }],
    ['a list of texts', { causes: Array.from({ length: 50 }, () => 'x'.repeat(50_000)) }],
    [
      'the number of facts',
      Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`f${n}`, n])),
    ],
    ['a nested value', { facts: { body: { text: 'x'.repeat(100_000) } } }],
  ])('remains valid JSON within its maximum size when %s is too long', (_title, facts) => {
    const bounded = boundLine(line(facts));
    expect(Buffer.byteLength(bounded)).toBeLessThanOrEqual(MAX_LINE_BYTES);
    expect(bounded.endsWith('\n')).toBe(true);
    expect(JSON.parse(bounded)).toMatchObject({ level: 'info' });
  });

  it('reports how much was cut, and keeps the rest', () => {
    const facts = { error: 'x'.repeat(9_000), requestId: 'an-id' };
    expect(JSON.parse(boundLine(line(facts)))).toEqual({
      level: 'info',
      msg: 'x',
      error: `${'x'.repeat(1_000)}… (8000 more characters)`,
      requestId: 'an-id',
    });
  });
});
