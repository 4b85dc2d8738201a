import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPageNumber, toWindow, writeCursor } from '../../../src/invitations/paging.ts';

describe('toWindow', () => {
  it.each([
    [{}, { offset: 0, size: 25 }],
    [{ page: 1 }, { offset: 0, size: 25 }],
    [{ page: 3 }, { offset: 50, size: 25 }],
    [
      { page: 3, perPage: 10 },
      { offset: 20, size: 10 },
    ],
    [{ perPage: 1 }, { offset: 0, size: 1 }],
    [{ perPage: 100 }, { offset: 0, size: 100 }],
    [{ first: 7 }, { offset: 0, size: 7 }],
    [
      { page: null, perPage: null, first: 7, after: null },
      { offset: 0, size: 7 },
    ],
    [{ after: writeCursor(0) }, { offset: 1, size: 25 }],
    [
      { first: 5, after: writeCursor(9) },
      { offset: 10, size: 5 },
    ],
  ])('reads %j as %j', (given, window) => {
    expect(toWindow(given)).toEqual(window);
  });

  it.each([
    [{ page: 0 }, 'page', 'must be at least 1: got 0'],
    [{ page: -1 }, 'page', 'must be at least 1: got -1'],
    [{ perPage: 0 }, 'perPage', 'must be from 1 to 100: got 0'],
    [{ perPage: 101 }, 'perPage', 'must be from 1 to 100: got 101'],
    [{ first: 0 }, 'first', 'must be from 1 to 100: got 0'],
    [{ first: 101 }, 'first', 'must be from 1 to 100: got 101'],
    [{ page: 1, first: 1 }, 'page', 'cannot be combined'],
    [{ perPage: 1, first: 1 }, 'perPage', 'cannot be combined'],
    [{ page: 1, after: writeCursor(1) }, 'page', 'cannot be combined'],
  ])('rejects %j and names the argument', (given, argument, reason) => {
    expect(() => toWindow(given)).toThrow(`\`${argument}\` ${reason}`);
  });

  it('rejects every cursor that it did not write', () => {
    const encode = (text: string) => Buffer.from(text).toString('base64url');
    const forged = [
      '',
      'x',
      encode('offset:1.0'),
      encode('offset: 7'),
      encode('offset:-1'),
      encode('offset:'),
      encode(`offset:${2 ** 31}`),
      encode('place:7'),
      `${writeCursor(7)}=`,
      `${writeCursor(7)} `,
    ];
    for (const after of forged) expect(() => toWindow({ after })).toThrow('must be a cursor');
  });

  it('reads back every cursor that it wrote', () => {
    const property = fc.property(fc.nat({ max: 2 ** 31 - 3 }), (offset) => {
      expect(toWindow({ after: writeCursor(offset) }).offset).toBe(offset + 1);
    });
    fc.assert(property);
  });
});

describe('toPageNumber', () => {
  it.each([
    [{ offset: 0, size: 10 }, 1],
    [{ offset: 9, size: 10 }, 1],
    [{ offset: 10, size: 10 }, 2],
    [{ offset: 25, size: 10 }, 3],
  ])('puts %j on page %i', (window, number) => {
    expect(toPageNumber(window)).toBe(number);
  });
});
