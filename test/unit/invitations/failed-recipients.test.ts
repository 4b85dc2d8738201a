import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNamed } from '../../../src/invitations/failed-recipients.ts';

const ASKED = ['Grace@Example.com', 'zoë@example.com', 'linus@xn--bcher-kva.example', 'ada', 'Åsa'];

describe('an entry of failed_recipients', () => {
  it.each([
    ['the recipient as requested', 'Grace@Example.com', 'Grace@Example.com'],
    ['another case', 'GRACE@EXAMPLE.COM', 'Grace@Example.com'],
    ['spaces around', '\tgrace@example.com\n', 'Grace@Example.com'],
    ['a display name', 'Grace Hopper <grace@example.com>', 'Grace@Example.com'],
    ['a quoted display name', '"Hopper, Grace" <grace@example.com>', 'Grace@Example.com'],
    ['a display name and a reason', 'Grace <grace@example.com>: full', 'Grace@Example.com'],
    ['a bare pair of brackets', '<grace@example.com>', 'Grace@Example.com'],
    ['quotes', '"grace@example.com"', 'Grace@Example.com'],
    ['mailto:', 'mailto:grace@example.com', 'Grace@Example.com'],
    ['MAILTO: with a subject', 'MAILTO:grace@example.com?subject=hi', 'Grace@Example.com'],
    ['percent-encoding', 'grace%40example.com', 'Grace@Example.com'],
    ['percent-encoding, twice', 'grace%2540example%252ecom', 'Grace@Example.com'],
    ['mailto: and percent-encoding', 'mailto:grace%40example.com', 'Grace@Example.com'],
    ['a final dot', 'grace@example.com.', 'Grace@Example.com'],
    ['a reason after it', 'grace@example.com: mailbox full', 'Grace@Example.com'],
    ['a reason in brackets', 'grace@example.com (no such user)', 'Grace@Example.com'],
    ['a reason in front', '550 no such user: grace@example.com', 'Grace@Example.com'],
    ['full-width letters', 'ｇｒａｃｅ@example.com', 'Grace@Example.com'],
    ['decomposed Unicode', 'zoe\u0308@example.com', 'zoë@example.com'],
    ['percent-encoded, decomposed Unicode', 'zoe%CC%88@example.com', 'zoë@example.com'],
    ['a domain in Unicode', 'linus@bücher.example', 'linus@xn--bcher-kva.example'],
    ['a domain in decomposed Unicode', 'linus@bu\u0308cher.example', 'linus@xn--bcher-kva.example'],
    ['a user name', 'ada', 'ada'],
    ['a user name and a reason', 'ADA: no such user', 'ada'],
    ['a user name in brackets', 'Countess of Lovelace <ada>', 'ada'],
    ['a decomposed user name', 'A\u030asa', 'Åsa'],
  ])('matches a recipient despite %s', (_title, entry, expected) => {
    expect(findNamed(ASKED, [entry])).toEqual({ named: [expected], hasStrangers: false });
  });

  it.each([
    ['another address', 'eve@example.com'],
    ['an address that starts like a requested one', 'grace@example.com.evil.example'],
    ['an address that ends like a requested one', 'disgrace@example.com'],
    ['a user name that starts like a requested one', 'adams'],
    ['a word that is a user name, but not in front', 'unknown user ada'],
    ['nothing', ''],
    ['white space', ' '],
    ['something that is no text', null],
    ['a long text', `${'grace@example.com '.repeat(1_000)}`],
  ])('matches no recipient when it is %s', (_title, entry) => {
    expect(findNamed(ASKED, [entry])).toEqual({ named: [], hasStrangers: true });
  });

  it('matches every recipient that it may refer to', () => {
    expect(findNamed(ASKED, ['grace@example.com, zoë@example.com']).named).toEqual([
      'Grace@Example.com',
      'zoë@example.com',
    ]);
    expect(findNamed(['a%40b@example.com', 'a@b@example.com'], ['A@B@example.com']).named).toEqual([
      'a%40b@example.com',
      'a@b@example.com',
    ]);
  });

  it.each([
    ['dots', `x${'.'.repeat(45_000)}x`],
    ['combining marks', `x${'\u0301\u0323'.repeat(11_000)}`],
    ['upper-case letters', 'X'.repeat(501)],
  ])('matches a recipient of far too many %s only verbatim', (_what, long) => {
    expect(findNamed([long], [long.toLowerCase().normalize()])).toMatchObject({
      hasStrangers: true,
    });
    const verbatim = findNamed(['X'.repeat(501)], ['X'.repeat(501)]);
    expect(verbatim).toEqual({ named: ['X'.repeat(501)], hasStrangers: false });
  });

  it('matches the longest user name that it starts with', () => {
    const { named } = findNamed(['grace', 'grace hopper'], ['Grace Hopper: no such user']);
    expect(named).toEqual(['grace hopper']);
  });
});

const letter = fc.constantFrom('a', 'b', 'z', 'é', 'ß', 'ö', 'ø', '1', '-', '_', '+');
const word = fc.string({ unit: letter, minLength: 1, maxLength: 8 }).map((text) => `u${text}`);
const domain = fc.constantFrom('example.com', 'xn--bcher-kva.example', 'xn--n3h.example');
const recipient = fc.oneof(
  word,
  fc.tuple(word, domain).map(([local, host]) => `${local}@${host}`),
);

/** Ways in which a server may spell a recipient. */
const SPELLINGS: readonly ((recipient: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.normalize('NFD'),
  (text) => encodeURIComponent(text),
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => `mailto:${text}`,
  (text) => `<${text}>`,
  (text) => `Some Body <${text}>`,
  (text) => `  ${text}\n`,
  (text) => `${text}: mailbox is full`,
  (text) => text.replace('xn--bcher-kva', 'bücher').replace('xn--n3h', '☃'),
];
const respelled = (text: string) =>
  fc
    .array(fc.constantFrom(...SPELLINGS), { maxLength: 1 })
    .chain((first) =>
      fc
        .constantFrom(...SPELLINGS.slice(0, 3))
        .map((second) => [...first, second].reduce((spelled, change) => change(spelled), text)),
    );

describe('matching of arbitrary spellings', () => {
  it('names every failed recipient in request order, and no strangers', () => {
    fc.assert(
      fc.property(
        fc
          .uniqueArray(recipient, {
            minLength: 1,
            maxLength: 8,
            selector: (one) => one.toLowerCase(),
          })
          .chain((asked) =>
            fc.tuple(
              fc.constant(asked),
              fc.subarray(asked).chain((failed) =>
                fc.tuple(
                  fc.constant(failed),
                  fc
                    .shuffledSubarray(failed, { minLength: failed.length })
                    .chain((shuffled) => fc.tuple(...shuffled.map(respelled))),
                ),
              ),
            ),
          ),
        ([asked, [failed, entries]]) => {
          const { named, hasStrangers } = findNamed(asked, entries);
          expect(hasStrangers).toBe(false);
          expect(named).toEqual(failed);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('names no recipient for entries that contain none', () => {
    fc.assert(
      fc.property(
        fc.array(recipient, { minLength: 1, maxLength: 5 }),
        fc.array(
          fc.oneof(
            fc.constant(null),
            word.map((text) => `someone-else-${text}@other.example`),
          ),
          {
            maxLength: 5,
          },
        ),
        (asked, entries) => {
          expect(findNamed(asked, entries)).toEqual({
            named: [],
            hasStrangers: entries.length > 0,
          });
        },
      ),
      { numRuns: 200 },
    );
  });
});
