import { expect, test } from 'vitest';
import { parseRecipients, sendable } from '../../../client/src/recipients.ts';

test.each([
  ['lines', 'a@example.com\nb@example.com'],
  ['commas and spaces', 'a@example.com, b@example.com'],
  ['semicolons', 'a@example.com;b@example.com'],
  [
    'the format that mail programs copy',
    'Ada Lovelace <a@example.com>, "Babbage, Charles" <b@example.com>',
  ],
  ['a CSV file', 'name,email\n"Lovelace, Ada",a@example.com\nCharles Babbage,b@example.com'],
  ['cells of a spreadsheet', 'Email\tTeam\na@example.com\tblue team\nb@example.com\tred'],
  ['a table without headings', 'Ada Lovelace,a@example.com\nCharles Babbage,b@example.com'],
])('reads recipients from %s', (_form, text) => {
  expect(sendable(parseRecipients(text))).toEqual(['a@example.com', 'b@example.com']);
});

test('separates addresses, user names and invalid entries', () => {
  expect(
    parseRecipients('grace, a@example.com, not@an@address, @, x@').map(({ kind }) => kind),
  ).toEqual(['username', 'email', 'invalid', 'invalid', 'invalid']);
});

test('marks duplicates regardless of case, and keeps the first spelling', () => {
  const list = parseRecipients('Ada@example.com ada@example.com');
  expect(list.map(({ isDuplicate }) => isDuplicate)).toEqual([false, true]);
  expect(sendable(list)).toEqual(['Ada@example.com']);
});

test('finds no recipients in white space', () => {
  expect(parseRecipients(' \n ,;\t')).toEqual([]);
});
