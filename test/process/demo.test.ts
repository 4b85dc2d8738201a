import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useNpmStart } from './npm-start.ts';

describe('the demo', () => {
  /** With the default settings. */
  const demo = useNpmStart();
  const other = useNpmStart({
    LOG_LEVEL: 'trace',
    LOG_FORMAT: 'json',
    EXPLORER: 'off',
    HOST: '0.0.0.0',
    TILEDB_RESTURL: 'https://api.tiledb.com',
  });

  it('prints plain text, and writes the log to standard error', () => {
    const { lines } = other();
    const own = lines.slice(lines.findIndex((line) => line.startsWith('This is the demo')));
    expect(own.length).toBeGreaterThan(4);
    for (const line of own) {
      expect(line).not.toMatch(/^\{/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
      expect(line).not.toMatch(/\u001b/);
    }
  });

  it('prints the explorer’s address before the last line, or nothing of it when EXPLORER is off', () => {
    const { lines, url } = demo();
    expect(lines.at(-2)).toBe(`Explorer: ${url} (open in a browser)`);
    expect(other().lines.filter((line) => line.startsWith('Explorer'))).toEqual([]);
  });

  it('prints each line that docs/explorer.md refers to', () => {
    const { lines } = demo();
    const page = readFileSync(new URL('../../docs/explorer.md', import.meta.url), 'utf8');
    const labels = [...page.matchAll(/after "([^"]+)" that `npm start` prints/g)];
    expect(labels).not.toHaveLength(0);
    for (const [, label] of labels) {
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${label}: http://`)));
    }
  });

  it('reports a misspelled setting', () => {
    expect(other().lines.join('\n')).toContain('TILEDB_RESTURL is set, but it is not a setting');
  });

  it('prints a first query that works as it is', async () => {
    const { lines, url } = demo();
    const command = lines.find((line) => line.startsWith('curl ')) ?? '';
    const [, address] = /^curl (\S+)/.exec(command) ?? [];
    const headers = [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(
      ([, name = '', value = '']): [string, string] => [name, value],
    );
    const [, body = ''] = /-d '([^']+)'/.exec(command) ?? [];
    expect(address).toBe(url);
    const response = await fetch(url, { method: 'POST', headers, body });
    const { data, errors } = (await response.json()) as {
      data: { invitations: { totalCount: number; nodes: object[] } };
      errors?: unknown;
    };
    expect(errors).toBeUndefined();
    expect(data.invitations.totalCount).toBeGreaterThan(3);
    expect(data.invitations.nodes).toHaveLength(3);
  });

  it('listens only on the loopback interface unless HOST is set', async () => {
    const { url } = demo();
    expect(new URL(url).hostname).toBe('127.0.0.1');
    const { port } = new URL(other().url);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.2:${port}/healthz`).catch(() => null))?.status).toBe(200);
  });
});
