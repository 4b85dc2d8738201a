import {
  type DocumentNode,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { toFragments } from '../fragments.ts';

/** A mutation that an operation is about to execute. */
export interface MutationField {
  readonly name: string;
  readonly input: unknown;
}

/**
 * The mutation fields that an operation executes: after fragments are expanded, without skipped fields.
 *
 * @returns an empty list if the variables are invalid, or null where `@skip` or `@include` needs a Boolean: nothing is
 *   executed then
 */
export function readMutationFields(
  schema: GraphQLSchema,
  {
    document,
    operation,
    variables,
  }: {
    readonly document: DocumentNode;
    readonly operation: OperationDefinitionNode | undefined;
    readonly variables: Readonly<Record<string, unknown>>;
  },
): readonly MutationField[] {
  const mutation = schema.getMutationType();
  const definitions = operation?.variableDefinitions ?? [];
  const { coerced } = getVariableValues(schema, definitions, variables, { maxErrors: 1 });
  if (!mutation || operation?.operation !== 'mutation' || coerced === undefined) return [];
  const fragments = Object.fromEntries(toFragments(document));
  const selected = orOnNull([], () => [
    ...collectFields(schema, fragments, coerced, mutation, operation.selectionSet).values(),
  ]);
  return selected.flatMap(([node]) => {
    const field = node && mutation.getFields()[node.name.value];
    if (node === undefined || field === undefined) return [];
    return {
      name: field.name,
      input: orOnNull(null, () => getArgumentValues(field, node, coerced)['input']),
    };
  });
}

/**
 * A nullable variable with a default value is valid where a non-null argument is expected, and can still be null. Reading
 * such an argument throws; graphql-js reports it when it executes the operation.
 */
function orOnNull<Value>(fallback: Value, read: () => Value): Value {
  try {
    return read();
  } catch {
    return fallback;
  }
}
