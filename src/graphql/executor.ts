import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Context } from './context.ts';

export type CompilePolicy = 'never' | 'repeated' | 'always';

export interface ExecutorOptions {
  /** Which operations are compiled to JavaScript; graphql-js interprets the others. */
  readonly compile: CompilePolicy;
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
const USES_BEFORE_COMPILING = { never: Number.POSITIVE_INFINITY, repeated: 3, always: 1 };

/** graphql-js's own bound, so that a long list of wrong values is answered alike. */
const MOST_VARIABLE_ERRORS = 50;

/** Executes operations as graphql-js does, with the same results and errors; those that come again, faster. */
export function createExecutor(schema: GraphQLSchema, options: ExecutorOptions): Executor {
  // Apollo Server's bounded store of documents gives a repeated one as the same object; what it drops goes here too.
  const known = new WeakMap<
    OperationDefinitionNode,
    { uses: number; query: CompiledQuery | null }
  >();

  return async (request) => {
    const result = await run(request);
    const isRefused = result.data === undefined && request.operation !== undefined;
    return isRefused ? { errors: result.errors?.map(toInputError) ?? [] } : result;
  };

  async function run(request: ExecutableRequest): Promise<ExecutionResult> {
    const { document, operation, operationName, variables, context } = request;
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
  }

  function compileOnceRepeated(
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): CompiledQuery | null {
    const entry = known.get(operation) ?? { uses: 0, query: null };
    known.set(operation, entry);
    entry.uses += 1;
    if (entry.uses === USES_BEFORE_COMPILING[options.compile])
      entry.query = compile(schema, document, operation);
    return entry.query;
  }
}

/** Nothing was executed, so the variables were wrong; of those errors, that there are too many has no node to tell it by. */
function toInputError({ message, nodes }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    ...(nodes && { nodes }),
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledQuery | null {
  if (!isCompilable(document)) return null;
  const compiled = compileQuery(schema, document, operation.name?.value, {
    // Leaf values are checked when they come from upstream, and typed from there on: a second look finds nothing.
    disableLeafSerialization: true,
  });
  return isCompiledQuery(compiled) ? compiled : null;
}

/**
 * What graphql-jit treats otherwise than graphql-js is interpreted: @skip and @include (its own notes tell of
 * differences), and variables inside a literal of a custom scalar, as gateways never write them.
 */
function isCompilable(document: DocumentNode): boolean {
  let isAlike = true;
  visit(document, {
    Directive() {
      isAlike = false;
    },
    Field({ name, arguments: given = [] }) {
      if (name.value !== '_entities') return;
      isAlike &&= given.every(({ value }) => value.kind === Kind.VARIABLE);
    },
  });
  return isAlike;
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
