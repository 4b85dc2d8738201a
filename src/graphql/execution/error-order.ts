import type { GraphQLError } from 'graphql';

/**
 * Sorts errors by their position in the document, then in the result. Otherwise their order would depend on when upstream
 * responds, and differ when an operation is executed again with cached reads.
 */
export function inDocumentOrder(errors: readonly GraphQLError[]): GraphQLError[] {
  return errors.toSorted((a, b) => compareLocations(a, b) || comparePaths(a.path, b.path));
}

function compareLocations(
  { locations: [a] = [] }: GraphQLError,
  { locations: [b] = [] }: GraphQLError,
) {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}

type Path = GraphQLError['path'];

/** Paths of one position in the document differ in list indexes, and in the aliases of fields that spread its fragment. */
function comparePaths(a: Path = [], b: Path = []): number {
  for (const [index, here] of a.entries()) {
    const there = b[index];
    if (here === there) continue;
    if (typeof here === 'number' && typeof there === 'number') return here - there;
    return String(here) < String(there) ? -1 : 1;
  }
  return 0;
}
