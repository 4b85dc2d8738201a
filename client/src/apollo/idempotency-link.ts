import { ApolloLink } from '@apollo/client/link';
import { getMainDefinition } from '@apollo/client/utilities';
import { Kind, type OperationDefinitionNode } from 'graphql';

const HEADER = 'idempotency-key';

/**
 * Gives every mutation an idempotency key: a new one for each call of `mutate`, so one per click.
 * Put it before a `RetryLink`, so that the retries of one call share its key and have one effect.
 *
 * To repeat a call later with the same key, pass one: `mutate({ …, context: { idempotencyKey } })`.
 * A mutation with `input.idempotencyKey` or several root fields is unchanged: the service accepts the header
 * only for exactly one field without a key.
 */
export class IdempotencyLink extends ApolloLink {
  constructor(createKey: () => string = () => crypto.randomUUID()) {
    super((operation, forward) => {
      if (takesKey(getMainDefinition(operation.query), operation.variables)) {
        operation.setContext(({ headers, idempotencyKey }) => ({
          headers: { [HEADER]: idempotencyKey ?? createKey(), ...headers },
        }));
      }
      return forward(operation);
    });
  }
}

function takesKey(
  definition: ReturnType<typeof getMainDefinition>,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  if (definition.kind !== Kind.OPERATION_DEFINITION || !isSingleMutation(definition)) return false;
  const { input } = variables;
  return !(isRecord(input) && typeof input['idempotencyKey'] === 'string');
}

function isSingleMutation({ operation, selectionSet }: OperationDefinitionNode): boolean {
  const [first, ...others] = selectionSet.selections.filter(
    (selection) => selection.kind !== Kind.FIELD || selection.name.value !== '__typename',
  );
  return operation === 'mutation' && first?.kind === Kind.FIELD && others.length === 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
