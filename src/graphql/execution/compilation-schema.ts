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

/** What a compiled operation is run with, in place of the context that resolvers expect. */
export interface CompiledRun {
  readonly context: Context;
  /** As graphql-js coerced them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The operation's fields that have arguments, each at the number that stands in for its arguments. */
  readonly fields: readonly FieldNode[];
}

/** The one argument that graphql-jit sees: the number of the field in `CompiledRun.fields`. */
export const FIELD_NUMBER = 'field';

/**
 * The schema that graphql-jit compiles against. It is the given one, except that each field has the one argument
 * FIELD_NUMBER instead of its own: resolvers get their arguments from graphql-js, which reads them from the original
 * field and the coerced variables. graphql-jit coerces variables and arguments by rules that differ from graphql-js's
 * (defaults, nulls, omitted variables in objects), so it must see neither.
 *
 * Resolvers of compiled operations read nothing of `info` but the schema: graphql-jit can mix up the `fieldNodes` of
 * fields whose paths differ in an underscore only.
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
  // Only the definition of its arguments is read.
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

/** Only the arguments are read of a node. */
const WITHOUT_ARGUMENTS = {} as FieldNode;
