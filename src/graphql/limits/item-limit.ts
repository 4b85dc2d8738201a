import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { DEFAULT_SIZE, LARGEST_SIZE } from '../../invitations/paging.ts';
import { toFragments } from './operation-limits.ts';

type Variables = Readonly<Record<string, unknown>>;

/**
 * Refuses an operation that asks for too many items: its page sizes, summed; a list within a list multiplies,
 * and so do the entities that a gateway asks for at once.
 *
 * @throws {GraphQLError} BAD_USER_INPUT
 */
export function refuseTooManyItems(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  variables: Variables,
  maxItems: number,
): void {
  const items = createItemCounter(operation, document)(variables);
  if (items <= maxItems) return;
  throw new GraphQLError(
    `The operation asks for ${items} items, the sizes of its pages summed; at most ${maxItems} are allowed. Ask for smaller pages (\`perPage\`, \`first\`) or for fewer lists.`,
    { nodes: operation, extensions: { code: 'BAD_USER_INPUT' } },
  );
}

/** Sums the page sizes that an operation asks for with these variables. */
export type ItemCounter = (variables: Variables) => number;

/** Most operations come with the same page sizes again and again, and are then not counted anew. */
export function createItemCounter(
  operation: OperationDefinitionNode,
  document: DocumentNode,
): ItemCounter {
  let last: { readonly items: number; readonly read: ReadonlyMap<string, unknown> } | null = null;

  return (variables) => {
    if (last !== null && holdsFor(last.read, variables)) return last.items;
    const read = new Map<string, unknown>();
    const items = countItems(operation, document, variables, read);
    last = { items, read };
    return items;
  };
}

function holdsFor(read: ReadonlyMap<string, unknown>, variables: Variables): boolean {
  for (const [name, value] of read) if (variables[name] !== value) return false;
  return true;
}

/** @param read is given the variables that the count depends on, and their values */
function countItems(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  variables: Variables,
  read: Map<string, unknown>,
): number {
  const fragments = toFragments(document);
  // Each fragment is counted once, however often it is spread: spreads can double with every level.
  const counted = new Map<string, number>();
  return countSet(operation.selectionSet);

  function countSet(set: SelectionSetNode): number {
    let items = 0;
    for (const selection of set.selections) {
      if (isIncluded(selection)) items += countSelection(selection);
    }
    return items;
  }

  function countSelection(selection: SelectionNode): number {
    switch (selection.kind) {
      case Kind.FIELD:
        return selection.selectionSet === undefined
          ? 0
          : countField(selection, selection.selectionSet);
      case Kind.INLINE_FRAGMENT:
        return countSet(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return countFragment(selection.name.value);
    }
  }

  /** The schema has one list that pages, under one name wherever it stands. */
  function countField(field: FieldNode, set: SelectionSetNode): number {
    switch (field.name.value) {
      case 'invitations': {
        const size = toSize(readArgument(field, 'perPage') ?? readArgument(field, 'first'));
        return size + size * countSet(set);
      }
      case '_entities':
        return countEntities(readArgument(field, 'representations'), set);
      default:
        return countSet(set);
    }
  }

  function countEntities(representations: unknown, set: SelectionSetNode): number {
    let items = 0;
    for (const [type, entities] of countByType(representations)) {
      items += entities * countEntity(set, type);
    }
    return items;
  }

  /** What is selected of an entity of one type: a gateway may ask for several types in one list. */
  function countEntity(set: SelectionSetNode, type: unknown): number {
    const countedHere = new Map<FragmentDefinitionNode | InlineFragmentNode, number>();
    return countOfEntity(set);

    function countOfEntity({ selections }: SelectionSetNode): number {
      let items = 0;
      for (const selection of selections) {
        if (!isIncluded(selection)) continue;
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        if (fragment === undefined || fragment.kind === Kind.FIELD) continue;
        const known = countedHere.get(fragment) ?? countInFragment(fragment);
        countedHere.set(fragment, known);
        items += known;
      }
      return items;
    }

    function countInFragment(fragment: FragmentDefinitionNode | InlineFragmentNode): number {
      const condition = fragment.typeCondition?.name.value ?? '_Entity';
      if (condition === '_Entity') return countOfEntity(fragment.selectionSet);
      return condition === type ? countSet(fragment.selectionSet) : 0;
    }
  }

  function countFragment(name: string): number {
    const known = counted.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const items = fragment === undefined ? 0 : countSet(fragment.selectionSet);
    counted.set(name, items);
    return items;
  }

  function isIncluded({ directives = [] }: SelectionNode): boolean {
    return directives.every((directive) => {
      const condition = readArgument(directive, 'if');
      return directive.name.value === 'skip' ? condition !== true : condition !== false;
    });
  }

  function readArgument(node: FieldNode | DirectiveNode, argument: string): unknown {
    const value = node.arguments?.find(({ name }) => name.value === argument)?.value;
    return value === undefined ? undefined : readValue(value);
  }

  function readValue(node: ValueNode): unknown {
    switch (node.kind) {
      case Kind.INT:
        return Number(node.value);
      case Kind.BOOLEAN:
        return node.value;
      case Kind.LIST:
        for (const { variable } of operation.variableDefinitions ?? []) {
          read.set(variable.name.value, variables[variable.name.value]);
        }
        return valueFromASTUntyped(node, variables);
      case Kind.VARIABLE:
        read.set(node.name.value, variables[node.name.value]);
        // A default stands for a variable that is not there, and not for one that is null.
        return Object.hasOwn(variables, node.name.value)
          ? variables[node.name.value]
          : readDefault(node.name.value);
      default:
        return undefined;
    }
  }

  function readDefault(variable: string): unknown {
    const definition = operation.variableDefinitions?.find(
      (candidate) => candidate.variable.name.value === variable,
    );
    return definition?.defaultValue && readValue(definition.defaultValue);
  }
}

/** A size that is none, or too large, is refused where its own rule is; here it only must not get in the way. */
function toSize(size: unknown): number {
  return typeof size === 'number' && size > 0 ? Math.min(size, LARGEST_SIZE) : DEFAULT_SIZE;
}

/** Entities named twice are read once, so they count once. */
function countByType(representations: unknown): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  const counted = new Set<string>();
  for (const representation of Array.isArray(representations) ? representations : []) {
    const type = representation?.__typename;
    // By the key that it is read by: any other field may hold anything.
    const key = type === 'Organization' ? representation?.name : representation?.id;
    if (typeof type === 'string' && typeof key === 'string') {
      const identity = `${type} ${key}`;
      if (counted.has(identity)) continue;
      counted.add(identity);
    }
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}
