import {
  type DirectiveNode,
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { InvalidArgument } from '../../domain/invalid-argument.ts';

/** The argument, within `input`, of each field that does many things at once. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ['acceptInvitations', 'invitationIds'],
  ['cancelInvitations', 'cancelHandles'],
]);

/** Items of one operation, since each is a call upstream. */
const MOST_ITEMS = 100;

/**
 * Refuses an operation whose fields that do many things at once have no item, or together too many.
 *
 * @throws {InvalidArgument} in every such field alike, so that none of them sends anything
 */
export function boundManyItems(info: GraphQLResolveInfo): void {
  const argument = LISTS.get(info.fieldName) ?? 'input';
  const counts = [...findFields(info).values()].map((field) => countItems(field, info));
  if (counts.includes(0)) throw new InvalidArgument(argument, 'must have at least one item');
  const items = counts.reduce((sum, count) => sum + count, 0);
  if (items <= MOST_ITEMS) return;
  throw new InvalidArgument(
    argument,
    `must have at most ${MOST_ITEMS} different items in all fields of an operation that accept or cancel many: got ${items}`,
  );
}

function countItems(node: FieldNode, { schema, variableValues }: GraphQLResolveInfo): number {
  const list = LISTS.get(node.name.value) ?? '';
  const field = schema.getMutationType()?.getFields()[node.name.value];
  if (field === undefined) return 0;
  const { input } = getArgumentValues(field, node, variableValues);
  return new Set(Object(input)[list]).size;
}

/** Those fields of the operation, by response name: two of one name are one field. */
function findFields(info: GraphQLResolveInfo): ReadonlyMap<string, FieldNode> {
  const found = new Map<string, FieldNode>();
  const spread = new Set<string>();
  collect(info.operation.selectionSet);
  return found;

  function collect({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (!isIncluded(selection, info)) continue;
      switch (selection.kind) {
        case Kind.FIELD:
          if (LISTS.has(selection.name.value)) {
            found.set((selection.alias ?? selection.name).value, selection);
          }
          break;
        case Kind.INLINE_FRAGMENT:
          collect(selection.selectionSet);
          break;
        case Kind.FRAGMENT_SPREAD:
          collectFragment(selection.name.value);
      }
    }
  }

  function collectFragment(name: string): void {
    const fragment = info.fragments[name];
    if (fragment === undefined || spread.has(name)) return;
    spread.add(name);
    collect(fragment.selectionSet);
  }
}

function isIncluded(
  node: { readonly directives?: readonly DirectiveNode[] },
  { variableValues }: GraphQLResolveInfo,
): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variableValues);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
