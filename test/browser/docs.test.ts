import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildASTSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';

const DOCS = [
  'docs/deploy.md',
  'docs/explorer.md',
  'docs/frontend.md',
  'docs/scaling.md',
  'explorer/README.md',
];

describe.each(DOCS)('%s', (path) => {
  const text = readFileSync(path, 'utf8');

  test('shows operations that are valid', () => {
    const schema = buildASTSchema(parse(readFileSync('schema.graphql', 'utf8')), {
      assumeValidSDL: true,
    });
    for (const [, operation = ''] of text.matchAll(/```graphql\n(.*?)```/gs)) {
      expect(validate(schema, parse(operation))).toEqual([]);
    }
  });

  test('links to files that are there', () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(dirname(path), link)))).toEqual([]);
  });
});
