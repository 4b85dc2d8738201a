import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildASTSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type ExplorerConfig, renderExplorerPage } from '../../explorer/page.ts';
import { READY_TABS } from '../../explorer/tabs.ts';

const CONFIG: ExplorerConfig = { endpoint: '/graphql', headers: {}, demo: false, variables: {} };
const built = readFileSync('explorer/built/index.html', 'utf8');

describe('the explorer page', () => {
  test('contains its configuration, whatever the values', () => {
    const headers = { 'X-TILEDB-REST-API-KEY': `</script><script>alert("$&")</script><!--` };
    const page = renderExplorerPage(built, { ...CONFIG, headers });
    const json = /id="explorer-config">(.*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(json)).toEqual({ ...CONFIG, headers });
    expect(page.match(/<script/g)).toEqual(built.match(/<script/g));
  });

  test('loads its files from where they are served', () => {
    const page = renderExplorerPage(built, CONFIG, '/some/where/');
    expect(page).toContain('src="/some/where/assets/');
    expect(page).toContain('href="/some/where/assets/');
    expect(page).not.toContain('"./');
  });

  test('has nothing that a policy without inline scripts would block', () => {
    expect(built).not.toMatch(/<script(?![^>]*(src=|application\/json))/);
    expect(built).not.toMatch(/<style| style=| on\w+=/);
  });

  test('is rejected without a place for its configuration', () => {
    expect(() => renderExplorerPage('<html></html>', CONFIG)).toThrow('#explorer-config');
  });

  test('is built from the current sources', () => {
    execFileSync(process.execPath, ['explorer/freshness.ts']);
  });

  test.each(READY_TABS)('has a valid tab $name whose title is its name', ({ name, query }) => {
    const schema = buildASTSchema(parse(readFileSync('schema.graphql', 'utf8')), {
      assumeValidSDL: true,
    });
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    expect(document.definitions[0]).toMatchObject({ name: { value: name } });
  });
});
