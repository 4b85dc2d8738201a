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

/** An operation as JavaScript. */
export interface CompiledOperation {
  /**
   * @param variables as graphql-js coerced them
   * @returns null if graphql-js must execute the operation, which then reads what was read already from the caches
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
 * Compiles operations with graphql-jit, which is left to do nothing but walk the result: variables and arguments are
 * graphql-js's (see `toCompilationSchema`).
 */
export function createCompiler(schema: GraphQLSchema): Compiler {
  const compilationSchema = toCompilationSchema(schema);

  return (document, operation) => {
    if (!isCompilable(schema, document, operation)) return null;
    const merged = mergeSameFields(operation);
    const { simplified, fields } = simplify(document, merged?.operation ?? operation);
    const compiled = compileQuery(
      compilationSchema,
      simplified,
      undefined,
      // Leaf values are checked when they come from upstream, and typed from there on.
      { disableLeafSerialization: true },
    );
    if (!isCompiledQuery(compiled)) return null;
    return {
      async execute(context, variables) {
        const run: CompiledRun = { context, variables, fields };
        const result = await compiled.query(undefined, run, NO_VARIABLES);
        if (merged === null) return toResult(result);
        // Errors carry the source locations of merged fields too, which the merged operation does not have.
        return result.data && !result.errors ? { data: merged.expand(result.data) } : null;
      },
    };
  };
}

const NO_VARIABLES = {};

/**
 * What graphql-jit treats otherwise than graphql-js is interpreted: @skip and @include (its own notes name
 * differences), introspection, the name `__proto__` (in the JavaScript that it writes, it sets a prototype), and a
 * nullable variable where null may not stand, as a default allows it: given null, that is an error while executing.
 */
function isCompilable(
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
  let isAlike = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Directive() {
        isAlike = false;
      },
      Name({ value }) {
        if (value.startsWith('__') && value !== '__typename') isAlike = false;
      },
      VariableDefinition: () => false,
      Variable({ name }) {
        if (nullable.has(name.value) && isNonNullType(types.getInputType())) isAlike = false;
      },
    }),
  );
  return isAlike;
}

/** Takes from an operation its variables and arguments; a field that had arguments gets its number instead. */
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
        // Each a copy, also without arguments: graphql-jit writes on the nodes that it is given.
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

/** graphql-jit's errors only look like GraphQLErrors; they lack the methods. */
function toResult(result: ExecutionResult): ExecutionResult {
  return result.errors ? { ...result, errors: result.errors.map(toGraphQLError) } : result;
}

function toGraphQLError({ message, path, locations, originalError, extensions }: GraphQLError) {
  // Those without a cause are graphql-jit's own, which graphql-js throws as plain errors.
  const cause = originalError ?? new Error(message);
  const error = new GraphQLError(message, { path, originalError: cause, extensions });
  // The constructor computes locations from AST nodes, which graphql-jit does not keep.
  return Object.defineProperty(error, 'locations', { value: locations, enumerable: true });
}
