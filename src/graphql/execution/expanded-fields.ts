import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { toFragments } from '../fragments.ts';

/** Counts the fields for which a compiler generates code. */
export type FieldCounter = (document: DocumentNode, operation: OperationDefinitionNode) => number;

/**
 * Counts fields after fragments are expanded; a field on an interface or union counts once per possible type. A field that
 * is selected twice counts twice.
 */
export function createFieldCounter(schema: GraphQLSchema): FieldCounter {
  return (document, operation) => {
    const fragments = toFragments(document);
    // Cache the count of each selection set and type, since nested spreads can grow exponentially.
    const counted = new Map<SelectionSetNode, Map<string, number>>();
    const root = schema.getRootType(operation.operation);
    return root ? countSet(operation.selectionSet, root) : 0;

    function countSet(set: SelectionSetNode, type: GraphQLNamedType): number {
      const byType = counted.get(set) ?? new Map<string, number>();
      counted.set(set, byType);
      const known = byType.get(type.name);
      if (known !== undefined) return known;
      const fields = isAbstractType(type)
        ? sum(schema.getPossibleTypes(type), (possible) => countSet(set, possible))
        : sum(set.selections, (selection) => countSelection(selection, type));
      byType.set(type.name, fields);
      return fields;
    }

    /** @param type an object type */
    function countSelection(selection: SelectionNode, type: GraphQLNamedType): number {
      switch (selection.kind) {
        case Kind.FIELD: {
          const below = findFieldType(type, selection.name.value);
          return (
            1 + (selection.selectionSet && below ? countSet(selection.selectionSet, below) : 0)
          );
        }
        case Kind.INLINE_FRAGMENT:
          return applies(selection.typeCondition, type)
            ? countSet(selection.selectionSet, type)
            : 0;
        case Kind.FRAGMENT_SPREAD: {
          const fragment = fragments.get(selection.name.value);
          return fragment && applies(fragment.typeCondition, type)
            ? countSet(fragment.selectionSet, type)
            : 0;
        }
      }
    }
  };

  function applies(condition: NamedTypeNode | undefined, type: GraphQLNamedType): boolean {
    if (condition === undefined || condition.name.value === type.name) return true;
    const wanted = schema.getType(condition.name.value);
    return isAbstractType(wanted) && isObjectType(type) && schema.isSubType(wanted, type);
  }
}

function findFieldType(type: GraphQLNamedType, name: string): GraphQLNamedType | undefined {
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const field = type.getFields()[name];
  return field && getNamedType(field.type);
}

function sum<T>(values: readonly T[], toNumber: (value: T) => number): number {
  let total = 0;
  for (const value of values) total += toNumber(value);
  return total;
}
