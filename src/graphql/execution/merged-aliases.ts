import { type FieldNode, Kind, type OperationDefinitionNode, print } from 'graphql';

/** An operation that asks for each field once, whatever names its client wants the results by. */
export interface MergedOperation {
  readonly operation: OperationDefinitionNode;
  /** Puts the results back in their places, under every name that they were asked for by. */
  expand(data: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/**
 * Leaves out of a query the root fields that differ from another one by their alias only: they have the same result.
 *
 * @returns null when there are none, or when some hide in fragments
 */
export function mergeSameFields(operation: OperationDefinitionNode): MergedOperation | null {
  const { selections } = operation.selectionSet;
  const fields = selections.filter((selection) => selection.kind === Kind.FIELD);
  // Two of one name are one field already, their selections joined.
  const names = new Set(fields.map(toResponseName));
  if (operation.operation !== 'query' || names.size < selections.length) return null;

  const kept = new Map<string, FieldNode>();
  const sources = new Map<string, string>();
  for (const field of fields) {
    const { alias, ...unnamed } = field;
    const text = print(unnamed);
    const first = kept.get(text) ?? field;
    kept.set(text, first);
    sources.set((alias ?? field.name).value, toResponseName(first));
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
