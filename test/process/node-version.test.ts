import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const CHECK = join(ROOT, 'scripts', 'node-version.cjs');

it('ends with one sentence on a Node.js that is too old: what is needed, what was found and where, what to do', () => {
  const { status, stdout, stderr } = runWithVersion('v20.20.2');
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toBe(
    `This project needs Node 24 or later, but ${process.execPath} is Node 20.20.2. Run "npm ci" to install Node 24 into the project (Linux, macOS, Windows x64), or install it from https://nodejs.org.\n`,
  );
});

it.each(['v24.0.0', 'v26.10.0', 'v100.0.0'])('accepts Node.js %s silently', (version) => {
  expect(runWithVersion(version)).toMatchObject({ status: 0, stdout: 'started', stderr: '' });
});

/** The check as a preload, in a process that reports another Node.js version. */
function runWithVersion(version: string) {
  const folder = mkdtempSync(join(tmpdir(), 'node-version-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const disguise = join(folder, 'disguise.cjs');
  writeFileSync(disguise, `Object.defineProperty(process, 'version', { value: '${version}' });`);
  const args = ['--require', disguise, '--require', CHECK, '-e', 'process.stdout.write("started")'];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}
