import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  type GraphQLNamedOutputType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLSchema,
  type GraphQLTypeResolver,
  GraphQLUnionType,
  getArgumentValues,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isOutputType,
  isUnionType,
} from 'graphql';
import type { Context } from '../context.ts';

/** The context of a compiled operation; it wraps the context that resolvers expect. */
export interface CompiledRun {
  readonly context: Context;
  /** Coerced by graphql-js. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The operation's fields that have arguments; the index replaces the arguments in the compiled operation. */
  readonly fields: readonly FieldNode[];
}

/** The only argument that graphql-jit sees: the field's index in `CompiledRun.fields`. */
export const FIELD_NUMBER = 'field';

/**
 * Creates the schema that graphql-jit compiles against. It differs from the given schema in that each field with arguments
 * has the single argument FIELD_NUMBER instead: graphql-js reads the resolvers' arguments from the original field and the
 * coerced variables. graphql-jit's own coercion differs from graphql-js's (defaults, nulls, omitted variables in objects),
 * so it must not see either.
 *
 * Resolvers of compiled operations may only read the schema from `info`: graphql-jit can mix up the `fieldNodes` of fields
 * whose paths differ only in an underscore.
 */
export function toCompilationSchema(schema: GraphQLSchema): GraphQLSchema {
  const types = new Map<string, GraphQLNamedOutputType>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isIntrospectionType(type) && isOutputType(type)) types.set(type.name, convert(type));
  }
  return new GraphQLSchema({
    query: toRoot(schema.getQueryType()),
    mutation: toRoot(schema.getMutationType()),
    types: [...types.values()],
    assumeValid: true,
  });

  function convert(type: GraphQLNamedOutputType): GraphQLNamedOutputType {
    if (isObjectType(type)) {
      const { interfaces, ...config } = type.toConfig();
      return new GraphQLObjectType({
        ...config,
        interfaces: () => interfaces.map((one) => find(one) as GraphQLInterfaceType),
        fields: () => convertFields(type),
      });
    }
    if (isInterfaceType(type)) {
      const { interfaces, ...config } = type.toConfig();
      return new GraphQLInterfaceType({
        ...config,
        interfaces: () => interfaces.map((one) => find(one) as GraphQLInterfaceType),
        fields: () => convertFields(type),
        resolveType: type.resolveType && toCompiledTypeResolver(type.resolveType, schema),
      });
    }
    if (isUnionType(type)) {
      const { types: members, ...config } = type.toConfig();
      return new GraphQLUnionType({
        ...config,
        types: () => members.map((one) => find(one) as GraphQLObjectType),
        resolveType: type.resolveType && toCompiledTypeResolver(type.resolveType, schema),
      });
    }
    return type;
  }

  function convertFields(type: GraphQLObjectType | GraphQLInterfaceType) {
    const fields: Record<string, GraphQLFieldConfig<unknown, CompiledRun>> = {};
    for (const field of Object.values(type.getFields())) {
      const resolver = toCompiledResolver(field, schema);
      fields[field.name] = {
        type: rewire(field.type),
        ...(field.args.length > 0 && { args: { [FIELD_NUMBER]: { type: GraphQLInt } } }),
        ...(resolver && { resolve: resolver }),
      };
    }
    return fields;
  }

  function rewire(type: GraphQLOutputType): GraphQLOutputType {
    if (isNonNullType(type)) return new GraphQLNonNull(rewire(type.ofType));
    if (isListType(type)) return new GraphQLList(rewire(type.ofType));
    return find(type);
  }

  function find({ name }: GraphQLNamedOutputType): GraphQLNamedOutputType {
    const type = types.get(name);
    if (type === undefined) throw new Error(`no output type ${name}`);
    return type;
  }

  function toRoot(type: GraphQLObjectType | null | undefined): GraphQLObjectType | null {
    return type ? (find(type) as GraphQLObjectType) : null;
  }
}

/** @returns null if the field is a plain property, which graphql-jit reads inline */
function toCompiledResolver(
  field: GraphQLField<unknown, Context>,
  schema: GraphQLSchema,
): GraphQLFieldResolver<unknown, CompiledRun> | null {
  const { args, resolve } = field;
  if (resolve === undefined && args.length === 0) return null;
  const run = resolve ?? defaultFieldResolver;
  const info = { schema } as GraphQLResolveInfo;
  if (args.length === 0) return (source, _args, { context }) => run(source, {}, context, info);
  // getArgumentValues only reads the definitions of the arguments.
  const definition = field as GraphQLField<unknown, unknown>;
  return (source, given, { context, fields, variables }) => {
    const node = fields[given[FIELD_NUMBER]] ?? WITHOUT_ARGUMENTS;
    return run(source, getArgumentValues(definition, node, variables), context, info);
  };
}

function toCompiledTypeResolver(
  resolveType: GraphQLTypeResolver<unknown, Context>,
  schema: GraphQLSchema,
): GraphQLTypeResolver<unknown, CompiledRun> {
  const info = { schema } as GraphQLResolveInfo;
  return (value, { context }, _info, type) => resolveType(value, context, info, type);
}

/** getArgumentValues only reads a node's arguments. */
const WITHOUT_ARGUMENTS = {} as FieldNode;
