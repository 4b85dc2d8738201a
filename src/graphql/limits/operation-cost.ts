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

/** What an operation asks for with given variables: known before anything of it is paid. */
export interface OperationCost {
  /** Entity representations and page sizes, summed under each alias; a list within a list multiplies. */
  readonly items: number;
  /** Fields of the result, or somewhat more: every member of a union counts. */
  readonly fields: number;
}

/** An item has some 45 fields if all are selected; more come from selecting the same ones under many aliases. */
const FIELDS_PER_ITEM = 50;

/** @returns what is too much, and how much is allowed; null if nothing is */
export function findExcess({ items, fields }: OperationCost, maxItems: number): string | null {
  if (items > maxItems) {
    return `The operation asks for ${items} items (its entity representations and page sizes, summed); at most ${maxItems} are allowed. Ask for smaller pages (\`perPage\`, \`first\`), fewer lists or fewer entities.`;
  }
  const maxFields = maxItems * FIELDS_PER_ITEM;
  if (fields > maxFields) {
    return `The operation asks for up to ${fields} fields, counted in each item; at most ${maxFields} are allowed. Ask for smaller pages (\`perPage\`, \`first\`) or select fewer fields.`;
  }
  return null;
}

/** @throws {GraphQLError} BAD_USER_INPUT */
export function refuseExcess(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  variables: Variables,
  maxItems: number,
): void {
  const excess = findExcess(createCostCounter(operation, document)(variables), maxItems);
  if (excess === null) return;
  throw new GraphQLError(excess, { nodes: operation, extensions: { code: 'BAD_USER_INPUT' } });
}

/** Counts what an operation asks for with these variables. */
export type CostCounter = (variables: Variables) => OperationCost;

/** Remembers the last count: most operations come with the same page sizes again and again. */
export function createCostCounter(
  operation: OperationDefinitionNode,
  document: DocumentNode,
): CostCounter {
  let last: { readonly cost: OperationCost; readonly read: ReadonlyMap<string, unknown> } | null =
    null;

  return (variables) => {
    if (last !== null && holdsFor(last.read, variables)) return last.cost;
    const read = new Map<string, unknown>();
    const cost = countCost(operation, document, variables, read);
    // Representations are not kept: a request's may take a megabyte.
    last = [...read.values()].every(isSmall) ? { cost, read } : null;
    return cost;
  };
}

function isSmall(value: unknown): boolean {
  return typeof value !== 'object' && typeof value !== 'string';
}

function holdsFor(read: ReadonlyMap<string, unknown>, variables: Variables): boolean {
  for (const [name, value] of read) if (variables[name] !== value) return false;
  return true;
}

const NOTHING: OperationCost = { items: 0, fields: 0 };
const LEAF: OperationCost = { items: 0, fields: 1 };

function add(a: OperationCost, b: OperationCost): OperationCost {
  return { items: a.items + b.items, fields: a.fields + b.fields };
}

/** @param read is given the variables that the count depends on, and their values */
function countCost(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  variables: Variables,
  read: Map<string, unknown>,
): OperationCost {
  const fragments = toFragments(document);
  // Each fragment is counted once, however often it is spread: spreads can double with every level.
  const counted = new Map<string, OperationCost>();
  return countSet(operation.selectionSet);

  function countSet(set: SelectionSetNode): OperationCost {
    let cost = NOTHING;
    for (const selection of set.selections) {
      if (isIncluded(selection)) cost = add(cost, countSelection(selection));
    }
    return cost;
  }

  function countSelection(selection: SelectionNode): OperationCost {
    switch (selection.kind) {
      case Kind.FIELD:
        return selection.selectionSet === undefined
          ? LEAF
          : countField(selection, selection.selectionSet);
      case Kind.INLINE_FRAGMENT:
        return countSet(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return countFragment(selection.name.value);
    }
  }

  /** The schema has one list that pages, under one name wherever it stands; what a search matched counts as a page of it. */
  function countField(field: FieldNode, set: SelectionSetNode): OperationCost {
    const { value: name } = field.name;
    switch (name) {
      case 'invitations': {
        const size = toSize(readArgument(field, 'perPage') ?? readArgument(field, 'first'));
        const each = countSet(set);
        return { items: size + size * each.items, fields: 1 + size * each.fields };
      }
      // A search reads pages of the largest size.
      case 'searchInvitations': {
        const { items, fields } = countSet(set);
        return { items: LARGEST_SIZE + items, fields: 1 + fields };
      }
      case 'acceptInvitations': {
        const each = countSet(set);
        return { items: LARGEST_SIZE * each.items, fields: 1 + LARGEST_SIZE * each.fields };
      }
      case '_entities':
        return countEntities(readArgument(field, 'representations'), set);
      default: {
        const { items, fields } = countSet(set);
        return { items, fields: 1 + (INTROSPECTION_SIZES[name] ?? 1) * fields };
      }
    }
  }

  function countEntities(representations: unknown, set: SelectionSetNode): OperationCost {
    let items = 0;
    let fields = 1;
    for (const [type, entities] of countByType(representations)) {
      const each = countEntity(set, type);
      items += entities * (1 + each.items);
      fields += entities * (1 + each.fields);
    }
    return { items, fields };
  }

  /** What is selected of an entity of one type: a gateway may ask for several types in one list. */
  function countEntity(set: SelectionSetNode, type: unknown): OperationCost {
    const countedHere = new Map<FragmentDefinitionNode | InlineFragmentNode, OperationCost>();
    return countOfEntity(set);

    function countOfEntity({ selections }: SelectionSetNode): OperationCost {
      let cost = NOTHING;
      for (const selection of selections) {
        if (!isIncluded(selection)) continue;
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        if (fragment === undefined) continue;
        if (fragment.kind === Kind.FIELD) {
          cost = add(cost, LEAF);
          continue;
        }
        const known = countedHere.get(fragment) ?? countInFragment(fragment);
        countedHere.set(fragment, known);
        cost = add(cost, known);
      }
      return cost;
    }

    function countInFragment(fragment: FragmentDefinitionNode | InlineFragmentNode): OperationCost {
      const condition = fragment.typeCondition?.name.value ?? '_Entity';
      if (condition === '_Entity') return countOfEntity(fragment.selectionSet);
      return condition === type ? countSet(fragment.selectionSet) : NOTHING;
    }
  }

  function countFragment(name: string): OperationCost {
    const known = counted.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const cost = fragment === undefined ? NOTHING : countSet(fragment.selectionSet);
    counted.set(name, cost);
    return cost;
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

/** Invalid sizes are rejected elsewhere; clamp them here. */
function toSize(size: unknown): number {
  return typeof size === 'number' && size > 0 ? Math.min(size, LARGEST_SIZE) : DEFAULT_SIZE;
}

/** Representations by type: each is answered, so each counts, also one that is repeated or malformed. */
function countByType(representations: unknown): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const representation of Array.isArray(representations) ? representations : []) {
    const type = Object(representation).__typename;
    const known = typeof type === 'string' ? type : undefined;
    counts.set(known, (counts.get(known) ?? 0) + 1);
  }
  return counts;
}

/** How long introspection's lists are, about, in this schema: its own fields have no sizes to ask for. */
const INTROSPECTION_SIZES: Readonly<Record<string, number>> = {
  types: 60,
  fields: 5,
  args: 2,
  inputFields: 2,
  enumValues: 3,
  possibleTypes: 2,
};
