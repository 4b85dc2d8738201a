/** Writes the table of settings into the README; with --check, fails when it is stale. */
import { readFileSync, writeFileSync } from 'node:fs';
import { renderSettingsTable } from '../src/config/help.ts';

const README = new URL('../README.md', import.meta.url);
const PLACE = /(<!-- settings:start -->)[\s\S]*(<!-- settings:end -->)/;

const current = readFileSync(README, 'utf8');
const updated = current.replace(
  PLACE,
  (_all, start: string, end: string) => `${start}\n${renderSettingsTable()}\n${end}`,
);
if (process.argv.includes('--check')) {
  if (updated !== current) {
    process.stderr.write('README.md: the table of settings is stale; run `npm run settings`.\n');
    process.exitCode = 1;
  }
} else {
  writeFileSync(README, updated);
}
