import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Who may import whom under src/, downwards only; a layer may always import itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  main: ['demo', 'help', 'workers', 'service', 'config', 'exit'],
  help: ['config'],
  demo: ['service', 'config', 'emulator'],
  workers: ['service', 'edge', 'observability', 'exit'],
  service: ['config', 'edge', 'graphql', 'sources', 'rest', 'rate-limit', 'redis', 'observability'],
  config: [],
  exit: ['config'],
  // The explorer's page is a package of its own, beside src/.
  edge: ['..'],
  graphql: ['sources', 'rest', 'rate-limit', 'redis'],
  sources: ['rest', 'rate-limit'],
  rest: [],
  'rate-limit': ['redis'],
  redis: [],
  observability: [],
  // One misreading of upstream's API must not pass on both sides.
  emulator: [],
};

const SOURCE = join(import.meta.dirname, '..', 'src');
const files = globSync('**/*.ts', { cwd: SOURCE });

describe('the layers of src/', () => {
  it('are all known', () => {
    expect(new Set(files.map(toLayer))).toEqual(new Set(Object.keys(ALLOWED)));
  });

  it.each(files)('import downwards only: %s', (file) => {
    const layer = toLayer(file);
    const upwards = readImports(file).filter((imported) => {
      const target = toLayer(imported);
      return target !== layer && !ALLOWED[layer]?.includes(target);
    });
    expect(upwards).toEqual([]);
  });

  it('have no circle of imports', () => {
    expect(findCircle()).toBeNull();
  });
});

/** The folder right below src/, or the name of a file that stands there itself. */
function toLayer(file: string): string {
  return (file.split(sep)[0] ?? '').replace(/\.ts$/, '');
}

/** Relative imports of a file, static and dynamic, types included, as paths below src/. */
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
