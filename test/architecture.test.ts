import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * What each room under src/ may import, apart from itself. This table is the design: `graphql: ['invitations', 'domain',
 * 'http']` is the line that keeps GraphQL ignorant of REST.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  main: ['demo', 'workers', 'service', 'config', 'exit'],
  // The emulator is a separate package, next to src/.
  demo: ['service', 'config', '..'],
  workers: ['service', 'edge', 'idempotency', 'observability', 'exit'],
  service: [
    'operation',
    'config',
    'edge',
    'graphql',
    'rest',
    'rate-limit',
    'idempotency',
    'redis',
    'observability',
  ],
  operation: [
    'graphql',
    'invitations',
    'rest',
    'rate-limit',
    'idempotency',
    'observability',
    'http',
    'domain',
  ],
  config: [],
  exit: ['config'],
  // The explorer's page is a separate package, next to src/.
  edge: ['http', '..'],
  graphql: ['invitations', 'domain', 'http'],
  invitations: ['domain', 'concurrency'],
  rest: ['domain', 'concurrency'],
  'rate-limit': ['redis', 'domain'],
  idempotency: ['redis', 'domain'],
  redis: [],
  observability: [],
  http: [],
  concurrency: [],
  domain: [],
};

const SOURCE = join(import.meta.dirname, '..', 'src');
const files = globSync('**/*.ts', { cwd: SOURCE });

describe('the rooms of src/', () => {
  it('are all listed', () => {
    expect(new Set(files.map(toLayer))).toEqual(new Set(Object.keys(ALLOWED)));
  });

  it.each(files)('import only what their room allows: %s', (file) => {
    const layer = toLayer(file);
    const upwards = readImports(file).filter((imported) => {
      const target = toLayer(imported);
      return target !== layer && !ALLOWED[layer]?.includes(target);
    });
    expect(upwards).toEqual([]);
  });

  it('have no import cycles', () => {
    expect(findCircle()).toBeNull();
  });
});

/** The folder directly under src/, or the name of a file directly in it. */
function toLayer(file: string): string {
  return (file.split(sep)[0] ?? '').replace(/\.ts$/, '');
}

/** Relative imports of a file, static and dynamic, including types, as paths under src/. */
function readImports(file: string): string[] {
  const text = readFileSync(join(SOURCE, file), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) =>
    normalize(join(dirname(file), match[1] ?? '')),
  );
}

function findCircle(): string[] | null {
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const imported of readImports(file)) {
      const circle = visit(imported, [...trail, file]);
      if (circle !== null) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of files) {
    const circle = visit(file, []);
    if (circle !== null) return circle;
  }
  return null;
}
