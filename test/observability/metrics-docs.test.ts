import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launch } from '../support/launch.ts';
import { startStack } from '../support/stack.ts';

const DOCS = readFileSync(join(import.meta.dirname, '../../docs/metrics.md'), 'utf8');

describe('docs/metrics.md', () => {
  it('lists exactly the metrics of /metrics', async () => {
    // Metrics appear even if Redis is not reachable.
    const { url, emulator } = await startStack({ env: { REDIS_URL: 'redis://127.0.0.1:1' } });
    const workers = await launch({ WORKERS: '2', TILEDB_REST_URL: emulator.url });
    const served = new Set([...(await readServed(url)), ...(await readServed(workers.url))]);
    expect(readDocumented()).toEqual([...served].sort());
  });
});

/** The names in the first column of the tables. */
function readDocumented(): string[] {
  return DOCS.split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)])
    .map(([, name]) => name ?? '')
    .sort();
}

async function readServed(url: string): Promise<string[]> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name ?? '');
}
