import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Context } from '../context.ts';
import { type CompiledRun, FIELD_NUMBER, toCompilationSchema } from './compilation-schema.ts';
import { mergeSameFields } from './merged-aliases.ts';

/** An operation compiled to JavaScript. */
export interface CompiledOperation {
  /**
   * @param variables coerced by graphql-js
   * @returns null if graphql-js must execute the operation after all; what has been read is then cached
   */
  execute(
    context: Context,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<ExecutionResult | null>;
}

export type Compiler = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
) => CompiledOperation | null;

/**
 * Compiles operations with graphql-jit, which only completes the result: graphql-js coerces variables and arguments (see
 * `toCompilationSchema`).
 */
export function createCompiler(schema: GraphQLSchema): Compiler {
  const compilationSchema = toCompilationSchema(schema);

  return (document, operation) => {
    if (!canCompile(schema, document, operation)) return null;
    const merged = mergeSameFields(operation);
    const { simplified, fields } = simplify(document, merged?.operation ?? operation);
    const compiled = compileQuery(
      compilationSchema,
      simplified,
      undefined,
      // Leaf values are validated when they arrive from upstream.
      { disableLeafSerialization: true },
    );
    if (!isCompiledQuery(compiled)) return null;
    return {
      async execute(context, variables) {
        const run: CompiledRun = { context, variables, fields };
        const result = await compiled.query(undefined, run, NO_VARIABLES);
        if (merged === null) return toResult(result);
        // Errors carry source locations, which merged fields no longer have, so re-run interpreted; reads are cached.
        return result.data && !result.errors ? { data: merged.expand(result.data) } : null;
      },
    };
  };
}

const NO_VARIABLES = {};

/**
 * Excludes what graphql-jit handles differently from graphql-js: @skip and @include (its README lists differences),
 * introspection, the name `__proto__` (which sets a prototype in the generated JavaScript), and a nullable variable with a
 * default in a non-null position (null is then an error during execution).
 */
function canCompile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  const nullable = new Set(
    operation.variableDefinitions
      ?.filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE)
      .map(({ variable }) => variable.name.value),
  );
  const types = new TypeInfo(schema);
  let isCompilable = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Directive() {
        isCompilable = false;
      },
      Name({ value }) {
        if (value.startsWith('__') && value !== '__typename') isCompilable = false;
      },
      VariableDefinition: () => false,
      Variable({ name }) {
        if (nullable.has(name.value) && isNonNullType(types.getInputType())) isCompilable = false;
      },
    }),
  );
  return isCompilable;
}

/** Removes variables and arguments from an operation; a field that had arguments gets its index instead. */
function simplify(document: DocumentNode, operation: OperationDefinitionNode) {
  const fields: FieldNode[] = [];
  const definitions = document.definitions
    .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
    .concat({ ...operation, variableDefinitions: [] });
  const simplified: DocumentNode = visit(
    { ...document, definitions },
    {
      Field: {
        enter(field) {
          if (!field.arguments?.length) return undefined;
          fields.push(field);
          return { ...field, arguments: [toNumberArgument(fields.length - 1)] };
        },
        // Copy every node, since graphql-jit modifies them.
        leave: (field) => ({ ...field }),
      },
    },
  );
  return { simplified, fields };
}

function toNumberArgument(value: number) {
  return {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: FIELD_NUMBER },
    value: { kind: Kind.INT, value: String(value) },
  } as const;
}

/** graphql-jit's errors look like GraphQLErrors but lack the methods. */
function toResult(result: ExecutionResult): ExecutionResult {
  return result.errors ? { ...result, errors: result.errors.map(toGraphQLError) } : result;
}

function toGraphQLError({ message, path, locations, originalError, extensions }: GraphQLError) {
  // Errors without a cause are graphql-jit's own, where graphql-js throws plain errors.
  const cause = originalError ?? new Error(message);
  const error = new GraphQLError(message, { path, originalError: cause, extensions });
  // The constructor computes locations from AST nodes, which graphql-jit does not keep.
  return Object.defineProperty(error, 'locations', { value: locations, enumerable: true });
}
