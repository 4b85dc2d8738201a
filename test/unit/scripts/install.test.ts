import { describe, expect, it } from 'vitest';
import { isInstalled } from '../../../scripts/install.ts';

const ROOT = { '': { version: '1.0.0' } };
const ESSENTIAL = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } };
const FOR_ANOTHER_SYSTEM = {
  'node_modules/b': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};
const WANTED = { packages: { ...ROOT, ...ESSENTIAL, ...FOR_ANOTHER_SYSTEM } };

describe('isInstalled', () => {
  it.each([
    ['everything is installed', { ...ESSENTIAL, ...FOR_ANOTHER_SYSTEM }, true],
    ['only a package for another system is missing', ESSENTIAL, true],
    ['nothing is installed', {}, false],
    ['a package is missing', FOR_ANOTHER_SYSTEM, false],
    ['a package has another version', { 'node_modules/a': { version: '2.0.0' } }, false],
    [
      'a package has another checksum',
      { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-z' } },
      false,
    ],
    [
      'there is a package that the lockfile no longer names',
      { ...ESSENTIAL, 'node_modules/c': { version: '1.0.0' } },
      false,
    ],
  ])('returns, when %s, %3$s', (_when, packages, expected) => {
    expect(isInstalled(WANTED, { packages })).toBe(expected);
  });
});
