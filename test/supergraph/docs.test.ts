import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('docs/platform.md', () => {
  it.each(['test/peers/gateways/apollo.mjs', 'test/peers/gateways/hive.config.mjs'])(
    'shows the file that the tests run: %s',
    (program) => {
      const tested = /\/\/ docs: [^\n]*\n([\s\S]*?)\/\/ docs: end/.exec(read(program))?.[1]?.trim();
      expect(tested).toContain('FORWARDED');
      expect(read('docs/platform.md')).toContain(tested);
    },
  );
});
