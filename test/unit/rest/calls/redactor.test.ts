import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credential } from '../../../../src/rest/calls/credential.ts';
import { createRedactor } from '../../../../src/rest/calls/redactor.ts';

const KEY = 'Zk/9+a&b"<s3cret>\\é_x-Y';

function given(headers: Record<string, string>): Credential {
  return { kind: 'given', headers };
}

const apiKey = (key: string) => createRedactor(given({ 'x-tiledb-rest-api-key': key }));

const percent = (text: string) => encodeURIComponent(text);
const percentAll = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const html = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
const decimal = (text: string) => [...text].map((c) => `&#${c.codePointAt(0)};`).join('');
const hexEntities = (text: string) =>
  [...text].map((c) => `&#x${c.codePointAt(0)?.toString(16).toUpperCase()};`).join('');
const unicode = (text: string) =>
  [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64Inside = (text: string) => base64(`a${text}b`);

const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  'as it came': (text) => text,
  'in upper case': (text) => text.toUpperCase(),
  'in lower case': (text) => text.toLowerCase(),
  'percent-encoded': percent,
  'percent-encoded in every byte': percentAll,
  'percent-encoded twice': (text) => percent(percent(text)),
  'percent-encoded in lower case': (text) => percent(text).toLowerCase(),
  'form-encoded': (text) => new URLSearchParams({ text }).toString().slice('text='.length),
  'HTML-escaped': html,
  'HTML-escaped twice': (text) => html(html(text)),
  'in decimal entities': decimal,
  'in hexadecimal entities': hexEntities,
  '\\u-escaped': unicode,
  'as JSON': json,
  'as JSON within JSON': (text) => json(json(text)),
  'in base64': base64,
  'in base64 among others': base64Inside,
  'in base64url': (text) => Buffer.from(text).toString('base64url'),
  'in base64, percent-encoded': (text) => percent(base64(text)),
  'in hex': (text) => Buffer.from(text).toString('hex'),
  'HTML-escaped, then percent-encoded': (text) => percent(html(text)),
};

describe('a credential in a text', () => {
  it.each(Object.entries(SPELLINGS))('is redacted %s', (_name, spell) => {
    const text = apiKey(KEY)(`before ${spell(KEY)} after`);
    expect(text).toMatch(/^before .{0,2}\[redacted\].{0,8} after$/);
  });

  it.each(Object.entries(SPELLINGS))(
    'with a tab and a backslash is redacted %s',
    (_name, spell) => {
      const key = 's3cret\tof \\the\\team';
      expect(apiKey(key)(`before ${spell(key)} after`)).toMatch(
        /^before .{0,2}\[redacted\].{0,8} after$/,
      );
    },
  );

  it.each(['login', 'password', 'header', 'token'])(
    'is redacted when it is the %s of HTTP Basic',
    (part) => {
      const token = base64('grace:s3cret pass/word');
      const header = `Basic ${token}`;
      const parts = {
        login: 'grace:s3cret pass/word',
        password: 's3cret pass/word',
        header,
        token,
      };
      const redact = createRedactor(given({ authorization: header }));
      for (const spell of Object.values(SPELLINGS)) {
        expect(redact(`x ${spell(parts[part as keyof typeof parts])} y`)).toMatch(
          /^x .{0,3}\[redacted\].{0,8} y$/,
        );
      }
    },
  );

  it('is redacted at every position and every time it occurs', () => {
    const redact = apiKey('s3cret-key');
    expect(redact('s3cret-key,s3cret-keys3cret-key.')).toBe('[redacted],[redacted].');
  });

  it('is redacted when the text ends in the middle of it', () => {
    expect(apiKey('s3cret-key')('got s3cret-k')).toBe('got [redacted]');
    expect(apiKey('s3cret-key')('got s3%63re')).toBe('got [redacted]');
  });

  it('is not searched for beyond the length of any message', () => {
    expect(apiKey('s3cret-key')('x'.repeat(1_000_000))).toHaveLength(4_000);
    const cut = `${'x'.repeat(3_995)}s3cret-key`;
    expect(apiKey('s3cret-key')(cut)).not.toContain('s3cr');
  });

  it.each(['%', '%6', '&', '&#x6', '&am', '\\', '\\u00', '%2', '&amp'])(
    'is redacted when the text ends in it and in the start of an escape, %s',
    (start) => {
      expect(apiKey('s3cret-key')(`got s3cr${start}`)).toBe('got [redacted]');
    },
  );

  it.each(Object.entries(SPELLINGS))(
    'is redacted to the end of the text when it is thousands of characters long: %s',
    (_name, spell) => {
      const long = `${KEY}-${'0123456789%41"\\'.repeat(800)}`;
      const redacted = apiKey(long)(`before ${spell(long)} after`);
      expect(redacted).toMatch(/^before .{0,2}\[redacted\]$/);
    },
  );

  it('is redacted when it is thousands of characters long and upstream shortens it', () => {
    const long = '0123456789'.repeat(500);
    expect(apiKey(long)(`got ${long.slice(0, 1_500)}… and more`)).toBe('got [redacted]');
  });

  it('leaves the rest of the text unchanged', () => {
    const text = 'Caf\u00e9 100% &amp; "a\\b" %zz \\u12 &#; \ud83d\ude00 plus+minus-under_score';
    expect(apiKey('s3cret-key')(text)).toBe(text);
  });

  it('is not redacted if it is too short to be a secret', () => {
    expect(createRedactor(given({ authorization: 'Bearer abc' }))('abc')).toBe('abc');
    expect(createRedactor({ kind: 'missing' })('anything')).toBe('anything');
  });

  it('is redacted from any text, in any mixture of spellings', () => {
    const character = fc.constantFrom(...'abcXYZ019+/=&<>"\'\\%;:#-_ é');
    const spells = fc.array(
      fc.constantFrom(percentAll, decimal, hexEntities, unicode, html, percent),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(
        fc.string({ unit: character, minLength: 8, maxLength: 40 }),
        spells,
        (key, ways) => {
          // A space or a backslash at the edge reveals nothing, so it is not hidden.
          fc.pre(/^[^\\\s].*[^\\\s]$/.test(key));
          const mixed = [...key].map((c, index) => ways[index % ways.length]?.(c) ?? c).join('');
          expect(apiKey(key)(`~~${mixed}~~`)).toBe('~~[redacted]~~');
        },
      ),
      { numRuns: 300 },
    );
  });
});
