import { type FieldNode, Kind, type OperationDefinitionNode, print } from 'graphql';

/** An operation in which root fields that differ only in their alias are merged. */
export interface MergedOperation {
  readonly operation: OperationDefinitionNode;
  /** Copies the results to every requested alias, in the original order. */
  expand(data: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/**
 * Merges root fields of a query that differ only in their alias, since their results are equal.
 *
 * @returns null when there are none, or when the query has root fields in fragments
 */
export function mergeSameFields(operation: OperationDefinitionNode): MergedOperation | null {
  const { selections } = operation.selectionSet;
  const fields = selections.filter((selection) => selection.kind === Kind.FIELD);
  // Fields with the same response name are merged by graphql-js anyway, together with their selections.
  const names = new Set(fields.map(toResponseName));
  if (operation.operation !== 'query' || names.size < selections.length) return null;

  const kept = new Map<string, FieldNode>();
  const sources = new Map<string, string>();
  for (const field of fields) {
    const { alias: _alias, ...unnamed } = field;
    const text = print(unnamed);
    const first = kept.get(text) ?? field;
    kept.set(text, first);
    sources.set(toResponseName(field), toResponseName(first));
  }
  if (kept.size === fields.length) return null;
  return {
    operation: {
      ...operation,
      selectionSet: { ...operation.selectionSet, selections: [...kept.values()] },
    },
    expand: (data) =>
      Object.fromEntries([...sources].map(([name, source]) => [name, data[source]])),
  };
}

function toResponseName({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
