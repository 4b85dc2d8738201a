import type { ApolloClient } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { OperationTypeNode } from 'graphql';
import type { Answer, Execute, ExecuteOptions } from '../execute.ts';

/**
 * Lets `acceptMany`, `sendInvites` and the others use an Apollo Client. Responses bypass its cache, which would
 * return a whole list where a part was requested.
 */
export function executeWith(client: ApolloClient): Execute {
  return async (document, variables, options = {}) => {
    const { data, error } = await run(client, document, variables, options);
    if (error === undefined) return { data: data ?? null };
    if (!CombinedGraphQLErrors.is(error)) throw error;
    return { data: data ?? null, errors: error.errors };
  };
}

async function run<Data, Variables extends object>(
  client: ApolloClient,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { idempotencyKey, signal }: ExecuteOptions,
): Promise<{ data?: Answer<Data>['data'] | undefined; error?: unknown }> {
  // Otherwise equal queries share one request, which ends for both when one is aborted.
  const queryDeduplication = false;
  const context = { idempotencyKey, fetchOptions: { signal }, queryDeduplication };
  const errorPolicy = 'all';
  return isMutation(document)
    ? client.mutate({ mutation: document, variables, context, errorPolicy })
    : client.query({
        query: document,
        variables,
        context,
        errorPolicy,
        fetchPolicy: 'no-cache',
      });
}

function isMutation(document: TypedDocumentNode<unknown, never>): boolean {
  return document.definitions.some(
    (definition) =>
      definition.kind === 'OperationDefinition' &&
      definition.operation === OperationTypeNode.MUTATION,
  );
}
