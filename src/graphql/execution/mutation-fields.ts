import {
  type DocumentNode,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { toFragments } from '../limits/operation-limits.ts';

/** A mutation that an operation is about to execute. */
export interface MutationField {
  readonly name: string;
  readonly input: unknown;
}

/**
 * The mutation fields that an operation executes: after fragments are expanded, without skipped fields.
 *
 * @returns none if the variables are invalid, since nothing is executed then
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
  const fields = collectFields(schema, fragments, coerced, mutation, operation.selectionSet);
  return [...fields.values()].flatMap(([node]) => {
    const field = node && mutation.getFields()[node.name.value];
    if (field === undefined) return [];
    return { name: field.name, input: readInput() };

    function readInput(): unknown {
      try {
        return getArgumentValues(field as never, node as never, coerced)['input'];
      } catch {
        // A null in a non-null position, which graphql-js reports as an error of this field.
        return null;
      }
    }
  });
}
