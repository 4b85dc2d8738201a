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
import type { Context } from '../context.ts';
import { type MergedOperation, mergeSameFields } from './merged-aliases.ts';

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
  const known = new WeakMap<OperationDefinitionNode, { uses: number; compiled: Compiled | null }>();

  return async (request) => {
    const result = await run(request);
    const isRefused = result.data === undefined && request.operation !== undefined;
    return isRefused ? { errors: result.errors?.map(toInputError) ?? [] } : result;
  };

  async function run(request: ExecutableRequest): Promise<ExecutionResult> {
    const { document, operation, variables, context } = request;
    const compiled = operation && compileOnceRepeated(document, operation);
    if (!compiled) return interpret(request);
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: MOST_VARIABLE_ERRORS,
      hideSuggestions: options.hideSuggestions,
    });
    if (errors) return { errors };
    const result = await compiled.query(undefined, context, variables);
    if (compiled.expand === null) return toResult(result);
    // An error names its place in the document, which a field that was left out has lost. What was read is not read again.
    return result.data && !result.errors
      ? { data: compiled.expand(result.data) }
      : interpret(request);
  }

  async function interpret(request: ExecutableRequest): Promise<ExecutionResult> {
    return execute({
      schema,
      document: request.document,
      operationName: request.operationName,
      variableValues: request.variables,
      contextValue: request.context,
      hideSuggestions: options.hideSuggestions,
    });
  }

  function compileOnceRepeated(
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): Compiled | null {
    const entry = known.get(operation) ?? { uses: 0, compiled: null };
    known.set(operation, entry);
    entry.uses += 1;
    if (entry.uses === USES_BEFORE_COMPILING[options.compile])
      entry.compiled = compile(schema, document, operation);
    return entry.compiled;
  }
}

/** An operation as JavaScript. */
interface Compiled {
  readonly query: CompiledQuery['query'];
  /** Makes the whole result of what `query` gives; null when that is the whole. */
  readonly expand: MergedOperation['expand'] | null;
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
): Compiled | null {
  if (!isCompilable(document)) return null;
  const merged = mergeSameFields(operation);
  const compiled = compileQuery(
    schema,
    merged === null ? document : replace(document, operation, merged.operation),
    operation.name?.value,
    // Leaf values are checked when they come from upstream, and typed from there on: a second look finds nothing.
    { disableLeafSerialization: true },
  );
  if (!isCompiledQuery(compiled)) return null;
  return { query: compiled.query, expand: merged?.expand ?? null };
}

function replace(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  replacement: OperationDefinitionNode,
): DocumentNode {
  const definitions = document.definitions.map((definition) =>
    definition === operation ? replacement : definition,
  );
  return { ...document, definitions };
}

/**
 * What graphql-jit treats otherwise than graphql-js is interpreted: @skip and @include (its own notes tell of
 * differences), variables inside a literal of a custom scalar, as gateways never write them, and the name `__proto__`,
 * which in the JavaScript that it writes is no name but sets a prototype.
 */
function isCompilable(document: DocumentNode): boolean {
  let isAlike = true;
  visit(document, {
    Directive() {
      isAlike = false;
    },
    Name({ value }) {
      isAlike &&= value !== '__proto__';
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
