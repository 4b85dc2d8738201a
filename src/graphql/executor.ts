import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Context } from './context.ts';

export interface ExecutorOptions {
  /** Compile operations that come again to JavaScript; off, graphql-js interprets them all. */
  readonly isCompiling: boolean;
  /** Leave out "Did you mean …" of errors in variables. */
  readonly hideSuggestions: boolean;
}

/** A request whose document is valid. */
export interface ExecutableRequest {
  readonly document: DocumentNode;
  /** Undefined when operationName names none of the document's. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: Context;
}

export type Executor = (request: ExecutableRequest) => Promise<ExecutionResult>;

/** Compiling takes as long as interpreting dozens of times, so an operation must come back before it is worth it. */
const USES_BEFORE_COMPILING = 3;

/** graphql-js's own bound, so that a long list of wrong values is answered alike. */
const MOST_VARIABLE_ERRORS = 50;

/** Executes operations as graphql-js does, with the same results and errors; those that come again, faster. */
export function createExecutor(schema: GraphQLSchema, options: ExecutorOptions): Executor {
  // Apollo Server's bounded store of documents gives a repeated one as the same object; what it drops goes here too.
  const known = new WeakMap<
    OperationDefinitionNode,
    { uses: number; query: CompiledQuery | null }
  >();

  return async ({ document, operation, operationName, variables, context }) => {
    const query = operation && compileOnceRepeated(document, operation);
    if (!query) {
      return execute({
        schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: context,
        hideSuggestions: options.hideSuggestions,
      });
    }
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: MOST_VARIABLE_ERRORS,
      hideSuggestions: options.hideSuggestions,
    });
    if (errors) return { errors };
    return toResult(await query.query(undefined, context, variables));
  };

  function compileOnceRepeated(
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): CompiledQuery | null {
    if (!options.isCompiling) return null;
    const entry = known.get(operation) ?? { uses: 0, query: null };
    known.set(operation, entry);
    entry.uses += 1;
    if (entry.uses === USES_BEFORE_COMPILING) entry.query = compile(schema, document, operation);
    return entry.query;
  }
}

function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledQuery | null {
  if (hasDirectives(document)) return null;
  const compiled = compileQuery(schema, document, operation.name?.value);
  return isCompiledQuery(compiled) ? compiled : null;
}

/** graphql-jit's own notes on @skip and @include tell of differences from graphql-js, so those are interpreted. */
function hasDirectives(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    Directive() {
      isFound = true;
    },
  });
  return isFound;
}

/** graphql-jit's errors only look like GraphQLErrors; they lack the methods. */
function toResult(result: ExecutionResult): ExecutionResult {
  return result.errors ? { ...result, errors: result.errors.map(toGraphQLError) } : result;
}

function toGraphQLError({ message, path, locations, originalError, extensions }: GraphQLError) {
  const error = new GraphQLError(message, { path, originalError, extensions });
  // The constructor computes locations from AST nodes, which graphql-jit does not keep.
  return Object.defineProperty(error, 'locations', { value: locations, enumerable: true });
}
