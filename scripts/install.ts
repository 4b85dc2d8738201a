/**
 * `node scripts/install.ts FOLDER…`: installs the packages of folders that have a separate lockfile. Says what it installs
 * and why; does nothing if a folder's packages already match its lockfile.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A lockfile, or the hidden one in node_modules that lists what npm has installed. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  /** Whether npm skips it on a different `os` or `cpu`. */
  readonly optional?: boolean;
}

/** Whether exactly the packages in the lockfile are installed. */
export function isInstalled(wanted: Lock, installed: Lock): boolean {
  const isSame = (path: string) =>
    installed.packages[path]?.version === wanted.packages[path]?.version &&
    installed.packages[path]?.integrity === wanted.packages[path]?.integrity;
  const isMissing = ([path, { optional = false }]: [string, LockedPackage]) =>
    path !== '' && !optional && installed.packages[path] === undefined;
  return (
    Object.keys(installed.packages).every(isSame) &&
    !Object.entries(wanted.packages).some(isMissing)
  );
}

/** @returns whether the folder's packages are now installed */
export function install(folder: string): boolean {
  const wanted: Lock = readJson(join(folder, 'package-lock.json'));
  if (isInstalled(wanted, readInstalled(folder))) return true;
  const { description } = readJson<{ description: string }>(join(folder, 'package.json'));
  const count = Object.keys(wanted.packages).length.toLocaleString('en');
  console.log(
    `Installing about ${count} packages in ${folder}, once, until its lockfile changes. ${description}`,
  );
  const { status } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder],
    { stdio: 'inherit', shell: process.platform === 'win32' },
  );
  return status === 0;
}

/**
 * The packages that npm has installed in a folder, without those deleted since and links whose target has moved. None if
 * npm has never finished.
 */
export function readInstalled(folder: string): Lock {
  const present = Object.entries(readList(folder).packages).filter(([path]) =>
    existsSync(join(folder, path)),
  );
  return { packages: Object.fromEntries(present) };
}

function readList(folder: string): Lock {
  try {
    return readJson(join(folder, 'node_modules', '.package-lock.json'));
  } catch {
    return { packages: {} };
  }
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8'));
}

if (import.meta.main && !process.argv.slice(2).every(install)) process.exitCode = 1;
