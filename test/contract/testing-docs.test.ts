/** The tests shown in docs/testing.md, run as they are. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { BOUNCING_DOMAIN } from '../../emulator/src/emulator.ts';
import { SCENARIOS } from '../../emulator/src/scenarios.ts';
import { CHROMIUM, describeInBrowser } from '../browser/browser.ts';
import { toPath } from '../support/program.ts';
import { startStack } from '../support/stack.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const page = read('docs/testing.md');
const blocks = [...page.matchAll(/```js\n([\s\S]+?)```/g)].map((match) => match[1] ?? '');

/** Runs a block with Node's test runner inside this project, so that its imports resolve. */
async function run(code: string, env: Record<string, string>): Promise<string> {
  const { emulator, url } = await startStack({ emulator: { control: true } });
  const folder = await mkdtemp(join(ROOT, 'node_modules', '.cache', 'docs-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'docs.test.mjs');
  await writeFile(file, code);
  const { stdout } = await promisify(execFile)(process.execPath, ['--test-reporter=tap', file], {
    env: {
      PATH: process.env['PATH'],
      CONTROL: emulator.controlUrl ?? '',
      GRAPHQL: `${url}/graphql`,
      PAGE: `${url}/graphql`,
      ...env,
    },
  });
  return stdout;
}

test('has code with fetch that passes', async () => {
  expect(await run(blocks[0] ?? '', {})).toContain('# pass 2\n# fail 0');
});

describeInBrowser('docs/testing.md', () => {
  test('has code with Playwright that passes', async () => {
    const env = { CHROMIUM: toPath(CHROMIUM) };
    expect(await run(blocks[1] ?? '', env)).toContain('# pass 2\n# fail 0');
  });
});

test('names every scenario', () => {
  for (const { name } of SCENARIOS) expect(page).toContain(`\`${name}\``);
});

test('has a README of the emulator that names its people and where mail bounces', async () => {
  const readme = read('emulator/README.md');
  const { emulator } = await startStack();
  expect(readme).toContain(`@${BOUNCING_DOMAIN}`);
  for (const { username, key } of emulator.world.users) {
    expect(readme).toMatch(new RegExp(`\\| \`${username}\` \\| \`${key}\``));
  }
  for (const [, file = ''] of readme.matchAll(/`(src\/[\w/.]+)`/g)) {
    expect(() => read(`emulator/${file}`)).not.toThrow(/ENOENT/);
  }
});
