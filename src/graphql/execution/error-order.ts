import type { GraphQLError } from 'graphql';

/**
 * Errors come in the order in which upstream answers, which is another when an operation is executed again and its
 * reads are there already.
 *
 * @returns them by their place in the document, and then in the result
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

/** Only the indexes differ of two fields that stand in one place, and the aliases of what spreads a fragment there. */
function comparePaths(a: Path = [], b: Path = []): number {
  for (const [index, here] of a.entries()) {
    const there = b[index];
    if (here === there) continue;
    if (typeof here === 'number' && typeof there === 'number') return here - there;
    return String(here) < String(there) ? -1 : 1;
  }
  return 0;
}
