import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isInstalled, readInstalled } from '../../../scripts/install.ts';

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

describe('readInstalled', () => {
  const LINK = 'node_modules/linked';
  const PACKAGES = {
    ...ESSENTIAL,
    target: { version: '1.0.0' },
    [LINK]: { resolved: 'target', link: true },
  };

  function createFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'install-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const path of ['node_modules/a', 'target'])
      mkdirSync(join(folder, path), { recursive: true });
    symlinkSync('../target', join(folder, LINK));
    writeFileSync(
      join(folder, 'node_modules/.package-lock.json'),
      JSON.stringify({ packages: PACKAGES }),
    );
    return folder;
  }

  it('returns what npm has installed', () => {
    expect(readInstalled(createFolder()).packages).toEqual(PACKAGES);
  });

  it('returns nothing before npm has installed anything', () => {
    const folder = createFolder();
    rmSync(join(folder, 'node_modules'), { recursive: true });
    expect(readInstalled(folder).packages).toEqual({});
  });

  it.each(['node_modules/a', LINK])('omits %s when it has been deleted', (path) => {
    const folder = createFolder();
    rmSync(join(folder, path), { recursive: true });
    expect(Object.keys(readInstalled(folder).packages)).not.toContain(path);
  });

  it('omits a link whose target has been moved', () => {
    const folder = createFolder();
    renameSync(join(folder, 'target'), join(folder, 'elsewhere'));
    expect(Object.keys(readInstalled(folder).packages)).toEqual(['node_modules/a']);
  });
});
