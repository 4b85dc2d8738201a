/** Writes the table of settings into docs/configuration.md; with --check, fails if it is out of date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { renderSettingsTable } from '../src/config/help.ts';

const PAGE = new URL('../docs/configuration.md', import.meta.url);
const PLACE = /(<!-- settings:start -->)[\s\S]*(<!-- settings:end -->)/;

const current = readFileSync(PAGE, 'utf8');
const updated = current.replace(
  PLACE,
  (_all, start: string, end: string) => `${start}\n${renderSettingsTable()}\n${end}`,
);
if (process.argv.includes('--check')) {
  if (updated !== current) {
    process.stderr.write(
      'docs/configuration.md: the table of settings is out of date; run `npm run settings`.\n',
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(PAGE, updated);
}
