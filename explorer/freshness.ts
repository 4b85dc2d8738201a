// Checks that explorer/built is up to date: `node explorer/freshness.ts` compares a digest of the build's
// inputs with the digest stored by the build, without installing anything.
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const DIGEST_FILE = 'built-from.sha256';

const INPUTS = [
  'package-lock.json',
  'vite.config.ts',
  'index.html',
  'tabs.ts',
  '../operations/*.graphql',
  'src/**/*.{ts,tsx,css}',
];

export function digestInputs(): string {
  const hash = createHash('sha256');
  for (const path of globSync(INPUTS, { cwd: import.meta.dirname }).sort()) {
    hash.update(`${path}\n`).update(readFileSync(join(import.meta.dirname, path)));
  }
  return `${hash.digest('hex')}\n`;
}

if (import.meta.main) {
  const noted = readFileSync(join(import.meta.dirname, 'built', DIGEST_FILE), 'utf8');
  if (noted !== digestInputs()) {
    console.error('explorer/built is out of date: run npm ci && npm run build in explorer/.');
    process.exitCode = 1;
  }
}
