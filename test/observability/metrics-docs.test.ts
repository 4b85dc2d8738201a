import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startStack } from '../support/stack.ts';

const DOCS = readFileSync(join(import.meta.dirname, '../../docs/metrics.md'), 'utf8');

describe('docs/metrics.md', () => {
  it('lists what /metrics has, and nothing else', async () => {
    // Nobody need be there for its metrics to be.
    const { url } = await startStack({ env: { REDIS_URL: 'redis://127.0.0.1:1' } });
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(readDocumented()).toEqual(readServed(text));
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

function readServed(text: string): string[] {
  return [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name ?? '').sort();
}
