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
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../invitations/paging.ts';
import { toFragments } from '../fragments.ts';

type Variables = Readonly<Record<string, unknown>>;

/** The size of an operation's result with given variables, estimated before execution. */
export interface OperationCost {
  /**
   * Sum of entity representations and page sizes, counted for each alias; nested lists multiply. A list in equal
   * representations counts once, since it is read once.
   */
  readonly items: number;
  /** Upper bound of the fields in the result; every member of a union counts. */
  readonly fields: number;
}

/** Characters that count as one field, in a result that repeats the client's text. */
const CHARACTERS_PER_FIELD = 100;

/** Approximate maximum of invitations per recipient in a search; the exact bound depends on a setting. */
const MATCHES_PER_RECIPIENT = 10;

/**
 * On average. An invitation has 32 fields and Apollo Client adds a `__typename` to each object, so 1,000 can be requested in
 * full by any client; more means selecting the same fields under many aliases. `npm run measure:cost` shows what that costs.
 */
const FIELDS_PER_ITEM = 50;

/** @returns an error message; null if the cost is within the limits */
export function findExcess({ items, fields }: OperationCost, maxItems: number): string | null {
  if (items > maxItems) {
    return `The operation requests ${items} items (sum of its entity representations and page sizes); at most ${maxItems} are allowed. Request smaller pages (\`perPage\`, \`first\`), fewer lists or fewer entities.`;
  }
  const maxFields = maxItems * FIELDS_PER_ITEM;
  if (fields > maxFields) {
    return `The operation requests up to ${fields} fields (counted in each item); at most ${maxFields} are allowed. Request smaller pages (\`perPage\`, \`first\`) or select fewer fields.`;
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

/** Computes the cost of an operation with the given variables. */
export type CostCounter = (variables: Variables) => OperationCost;

/** Caches the last result, since most operations are repeated with the same page sizes. */
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
    // Don't cache representations: those of one request may take a megabyte.
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

/** The cost of a part of an operation. */
interface Count extends OperationCost {
  /** Cost of the selection on each item of the enclosing list. */
  readonly each: OperationCost;
}

const NONE: OperationCost = { items: 0, fields: 0 };
const NOTHING: Count = { ...NONE, each: NONE };
const LEAF: Count = { items: 0, fields: 1, each: NONE };

/** A field that returns `size` objects. */
function multiply(size: number, { items, fields }: OperationCost): Count {
  return { items: size * items, fields: Math.ceil(1 + size * fields), each: NONE };
}

function add(a: Count, b: Count): Count {
  return {
    items: a.items + b.items,
    fields: a.fields + b.fields,
    each: { items: a.each.items + b.each.items, fields: a.each.fields + b.each.fields },
  };
}

/** @param read receives the variables that the result depends on, and their values */
function countCost(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  variables: Variables,
  read: Map<string, unknown>,
): OperationCost {
  const fragments = toFragments(document);
  // Count each fragment once, since nested spreads can grow exponentially.
  const counted = new Map<string, Count>();
  const grouped = new Map<unknown, ReadonlyMap<unknown, EntityGroup>>();
  return countSet(operation.selectionSet, false);

  /** @param inMatch whether the set is selected on a RecipientMatch */
  function countSet({ selections }: SelectionSetNode, inMatch: boolean): Count {
    let cost = NOTHING;
    for (const selection of selections) {
      if (isIncluded(selection)) cost = add(cost, countSelection(selection, inMatch));
    }
    return cost;
  }

  function countSelection(selection: SelectionNode, inMatch: boolean): Count {
    switch (selection.kind) {
      case Kind.FIELD:
        return selection.selectionSet === undefined
          ? LEAF
          : countField(selection, selection.selectionSet, inMatch);
      case Kind.INLINE_FRAGMENT:
        return countSet(
          selection.selectionSet,
          selection.typeCondition ? isMatch(selection) : inMatch,
        );
      case Kind.FRAGMENT_SPREAD:
        return countFragment(selection.name.value);
    }
  }

  /** The schema has only one paginated list, under the same name everywhere. */
  function countField(field: FieldNode, set: SelectionSetNode, inMatch: boolean): Count {
    const { value: name } = field.name;
    switch (name) {
      case 'invitations': {
        const { items, fields, each } = countSet(set, false);
        if (inMatch) return multiply(MATCHES_PER_RECIPIENT, { items, fields });
        const size = toSize(readArgument(field, 'perPage') ?? readArgument(field, 'first'));
        return {
          items: size + items + size * each.items,
          fields: 1 + fields + size * each.fields,
          each: NONE,
        };
      }
      case 'nodes':
      case 'edges':
        return { items: 0, fields: 1, each: countSet(set, false) };
      // A search reads pages of the maximum size.
      case 'searchInvitations': {
        const { items, fields } = countRows(readArgument(field, 'recipients'), set);
        return { items: MAX_PAGE_SIZE + items, fields, each: NONE };
      }
      case 'matches':
        return multiply(MAX_PAGE_SIZE, countSet(set, true));
      case 'acceptInvitations':
        return countRows(Object(readArgument(field, 'input')).invitationIds, set);
      case 'cancelInvitations':
        return countRows(Object(readArgument(field, 'input')).cancelHandles, set);
      case 'results':
        return multiply(MAX_PAGE_SIZE, countSet(set, false));
      case '_entities':
        return countEntities(readArgument(field, 'representations'), set);
      default:
        return multiply(INTROSPECTION_SIZES[name] ?? 1, countSet(set, false));
    }
  }

  /** @param texts the client's texts that the rows repeat, one each; their length adds to the cost */
  function countRows(texts: unknown, set: SelectionSetNode): Count {
    const weight = weigh(countCharacters(texts) / MAX_PAGE_SIZE);
    const { items, fields } = countSet(set, false);
    return { items, fields: 1 + weight * fields, each: NONE };
  }

  function countEntities(representations: unknown, set: SelectionSetNode): Count {
    let items = 0;
    let fields = 1;
    const groups = grouped.get(representations) ?? groupByType(representations);
    grouped.set(representations, groups);
    for (const [type, { count, weight, keys }] of groups) {
      const each = countEntity(set, type);
      items += count + keys.size * each.items;
      fields += weight * (1 + each.fields);
    }
    return { items, fields, each: NONE };
  }

  /** Counts the selection that applies to one entity type; a gateway may request several types in one list. */
  function countEntity(set: SelectionSetNode, type: unknown): Count {
    const countedHere = new Map<FragmentDefinitionNode | InlineFragmentNode, Count>();
    return countOfEntity(set);

    function countOfEntity({ selections }: SelectionSetNode): Count {
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

    function countInFragment(fragment: FragmentDefinitionNode | InlineFragmentNode): Count {
      const condition = fragment.typeCondition?.name.value ?? '_Entity';
      if (condition === '_Entity') return countOfEntity(fragment.selectionSet);
      return condition === type ? countSet(fragment.selectionSet, false) : NOTHING;
    }
  }

  function countFragment(name: string): Count {
    const known = counted.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const cost =
      fragment === undefined ? NOTHING : countSet(fragment.selectionSet, isMatch(fragment));
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
      case Kind.OBJECT:
        for (const { variable } of operation.variableDefinitions ?? []) {
          read.set(variable.name.value, variables[variable.name.value]);
        }
        return valueFromASTUntyped(node, variables);
      case Kind.VARIABLE:
        read.set(node.name.value, variables[node.name.value]);
        // A default applies to an omitted variable, not to null.
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
  return typeof size === 'number' && size > 0 ? Math.min(size, MAX_PAGE_SIZE) : DEFAULT_PAGE_SIZE;
}

function isMatch({ typeCondition }: FragmentDefinitionNode | InlineFragmentNode): boolean {
  return typeCondition?.name.value === 'RecipientMatch';
}

/** Entity representations of one type. */
interface EntityGroup {
  /** Number of representations, including repeated and malformed ones, since each is in the result. */
  count: number;
  /** The same, but representations with long keys count more. */
  weight: number;
  /** Distinct keys, since the lists of equal representations are read once. */
  readonly keys: Set<string>;
}

function groupByType(representations: unknown): ReadonlyMap<unknown, EntityGroup> {
  const groups = new Map<unknown, EntityGroup>();
  for (const representation of Array.isArray(representations) ? representations : []) {
    const { __typename: type, id, name } = Object(representation) as Record<string, unknown>;
    const group = groups.get(type) ?? { count: 0, weight: 0, keys: new Set() };
    groups.set(type, group);
    // The keys of this schema's entities.
    const key = [id, name].filter((value) => typeof value === 'string').join('\n');
    group.count += 1;
    group.weight += weigh(key.length);
    group.keys.add(key);
  }
  return groups;
}

/** The number of fields that a field with so much of the client's text counts as. */
function weigh(characters: number): number {
  return 1 + Math.floor(characters / CHARACTERS_PER_FIELD);
}

function countCharacters(texts: unknown): number {
  let characters = 0;
  for (const text of Array.isArray(texts) ? texts : []) {
    if (typeof text === 'string') characters += text.length;
  }
  return characters;
}

/** Approximate lengths of introspection's lists in this schema; their fields have no argument for a size. */
const INTROSPECTION_SIZES: Readonly<Record<string, number>> = {
  types: 80,
  fields: 6,
  args: 0.5,
  inputFields: 1,
  enumValues: 2,
  possibleTypes: 1,
  directives: 24,
  // About half of the types wrap another one.
  ofType: 0.5,
  // Not a list, but a text of 36 kB, the size of about so many fields.
  _service: 2_000,
};
