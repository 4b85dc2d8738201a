import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launch } from '../support/launch.ts';
import { startStack } from '../support/stack.ts';

const DOCS = readFileSync(join(import.meta.dirname, '../../docs/metrics.md'), 'utf8');

describe('docs/metrics.md', () => {
  it('lists exactly the metrics of /metrics, with the same types and meanings', async () => {
    // Metrics appear even if Redis is not reachable.
    const { url, emulator } = await startStack({ env: { REDIS_URL: 'redis://127.0.0.1:1' } });
    const workers = await launch({ WORKERS: '2', TILEDB_REST_URL: emulator.url });
    const served = [...(await readServed(url)), ...(await readServed(workers.url))];
    expect(readDocumented()).toEqual([...new Set(served.map(({ name }) => name))].sort());
    for (const row of readOwn()) expect(served).toContainEqual(row);
  });
});

/** The service's own metrics, with their types and meanings. */
function readOwn(): readonly Metric[] {
  const rows = [...DOCS.matchAll(/^\| `(?<name>\w+)` \| (?<type>\w+) \|[^|]*\| (?<help>.*) \|$/gm)];
  expect(rows.length).toBeGreaterThan(10);
  return rows.map(({ groups: { name = '', type = '', help = '' } = {} }) => ({
    name,
    type,
    help: withoutBackticks(help),
  }));
}

function withoutBackticks(text: string): string {
  return text.replaceAll('`', '');
}

/** The names in the first column of the tables. */
function readDocumented(): string[] {
  return DOCS.split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)])
    .map(([, name]) => name ?? '')
    .sort();
}

interface Metric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
}

async function readServed(url: string): Promise<readonly Metric[]> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return [...text.matchAll(/^# HELP (\w+) (.*)\n# TYPE \w+ (\w+)$/gm)].map(
    ([, name = '', help = '', type = '']) => ({ name, type, help: withoutBackticks(help) }),
  );
}
