import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { Context } from '../context.ts';
import { MAX_VARIABLE_ERRORS, toInputError } from '../errors.ts';
import { findBulkExcess, isBulkMutation } from '../limits/bulk-items.ts';
import { type CompiledOperation, createCompiler } from './compile.ts';
import { inDocumentOrder } from './error-order.ts';
import { createFieldCounter } from './expanded-fields.ts';
import { createIdleQueue } from './idle-queue.ts';
import { readMutationFields } from './mutation-fields.ts';

export type CompilePolicy = 'never' | 'repeated' | 'always';

export interface ExecutorOptions {
  /**
   * Which queries are compiled to JavaScript; graphql-js interprets everything else. `repeated` compiles repeated ones between
   * requests; `always` compiles before the first execution, for tests.
   */
  readonly compile: CompilePolicy;
  /** Whether to omit "Did you mean …" from errors in variables. */
  readonly hideSuggestions: boolean;
}

/** A request whose document is valid. */
export interface ExecutableRequest {
  readonly document: DocumentNode;
  /** Undefined when operationName matches no operation of the document. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: Context;
}

export type Executor = (request: ExecutableRequest) => Promise<ExecutionResult>;

/** Compiling takes as long as interpreting dozens of times, so it only pays off for repeated operations. */
const USES_BEFORE_COMPILING = 3;

/** Maximum queued compilations; an operation that does not fit starts counting its uses again. */
const MAX_QUEUED_COMPILATIONS = 20;

/**
 * Executes operations with the results and errors of graphql-js, whether it compiles or interprets them.
 *
 * Variables are coerced once, by graphql-js: here for compiled operations, by its `execute` for others.
 */
export function createExecutor(schema: GraphQLSchema, options: ExecutorOptions): Executor {
  const { hideSuggestions } = options;
  const findCompiled = createCompilations(schema, options.compile);

  return async (request) => {
    const result = await (request.operation?.operation === 'mutation'
      ? runMutation(request)
      : run(request));
    // Nothing was executed, so the variables are invalid.
    const isRefused = result.data === undefined && request.operation !== undefined;
    if (isRefused) return { errors: result.errors?.map(toInputError) ?? [] };
    return result.errors ? { ...result, errors: inDocumentOrder(result.errors) } : result;
  };

  async function run(request: ExecutableRequest): Promise<ExecutionResult> {
    const { document, operation, variables, context } = request;
    const compiled = operation && findCompiled(document, operation);
    if (!compiled) return interpret(request);
    const { errors, coerced } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      variables,
      { maxErrors: MAX_VARIABLE_ERRORS, hideSuggestions },
    );
    if (errors) return { errors };
    return (await compiled.execute(context, coerced)) ?? interpret(request);
  }

  /** Checks limits that apply to all fields together before the first field is executed. */
  async function runMutation(request: ExecutableRequest): Promise<ExecutionResult> {
    const { context, operation } = request;
    if (hasOneUnlimitedField(operation)) {
      return run({ ...request, context: { ...context, mutationFields: 1 } });
    }
    const fields = readMutationFields(schema, request);
    const excess = findBulkExcess(fields);
    if (excess !== null)
      return { errors: [new GraphQLError(excess, { nodes: operation ?? null })] };
    return run({ ...request, context: { ...context, mutationFields: fields.length } });
  }

  async function interpret(request: ExecutableRequest): Promise<ExecutionResult> {
    return execute({
      schema,
      document: request.document,
      operationName: request.operationName,
      variableValues: request.variables,
      contextValue: request.context,
      hideSuggestions,
      options: { maxCoercionErrors: MAX_VARIABLE_ERRORS },
    });
  }
}

/**
 * Whether an operation has one field, whatever its variables, and no limit applies to it. Most mutations are like that, and
 * need not coerce their variables twice.
 */
function hasOneUnlimitedField(operation: OperationDefinitionNode | undefined): boolean {
  const [only, ...others] = operation?.selectionSet.selections ?? [];
  if (only?.kind !== Kind.FIELD || others.length > 0) return false;
  return only.directives?.length === 0 && !isBulkMutation(only.name.value);
}

type FindCompiled = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
) => CompiledOperation | null;

/** Holds the compiled operations and decides when to compile one. */
function createCompilations(schema: GraphQLSchema, policy: CompilePolicy): FindCompiled {
  if (policy === 'never') return () => null;
  const compile = createCompiler(schema);
  const countFields = createFieldCounter(schema);
  const queue = createIdleQueue(MAX_QUEUED_COMPILATIONS);
  // The document caches return the same object for a repeated document; when they evict it, its entry here goes too.
  const known = new WeakMap<
    OperationDefinitionNode,
    { uses: number; compiled: CompiledOperation | null }
  >();

  return (document, operation) => {
    // A mutation mostly waits for upstream, so compiling it gains nothing (see README.md).
    if (operation.operation !== 'query') return null;
    const entry = known.get(operation) ?? { uses: 0, compiled: null };
    known.set(operation, entry);
    entry.uses += 1;
    if (policy === 'always') {
      if (entry.uses === 1) entry.compiled = compileIfSmall(document, operation);
    } else if (entry.uses === USES_BEFORE_COMPILING) {
      const isQueued = queue.add(() => {
        entry.compiled = compileIfSmall(document, operation);
      });
      if (!isQueued) entry.uses = 0;
    }
    return entry.compiled;
  };

  function compileIfSmall(document: DocumentNode, operation: OperationDefinitionNode) {
    return countFields(document, operation) > MAX_COMPILED_FIELDS
      ? null
      : compile(document, operation);
  }
}

/**
 * Maximum fields, after fragments are expanded, of a compiled operation. At this limit, compiling takes about 30 ms and
 * 0.7 MB (`npm run measure:execution`), far more than interpreting it once.
 */
export const MAX_COMPILED_FIELDS = 250;
