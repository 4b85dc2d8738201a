import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isUnionType,
  Kind,
} from 'graphql';
import { InvalidArgument } from '../domain/invalid-argument.ts';
import type { Context } from './context.ts';
import { requireKey } from './type/key.ts';

/**
 * Makes each entity of `_entities` succeed or fail alone. As it comes from @apollo/subgraph, one unknown `__typename`
 * fails the list, and graphql-jit puts the null of an entity that fails at the list's end instead of in its place, so
 * that a gateway takes one entity for another; an Error as a value stays where it is.
 */
export function isolateEntities(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const union = schema.getType('_Entity');
  if (field?.resolve === undefined || !isUnionType(union)) throw new Error('no subgraph schema');
  field.resolve = resolveEach(field.resolve, readKeys(union.getTypes()));
  return schema;
}

type EntitiesResolver = GraphQLFieldResolver<unknown, Context>;

/** The field that identifies entities of a type, by the type's name. */
type Keys = ReadonlyMap<string, string>;

/** Reads `@key(fields: …)` of each type; each has one, of one field. */
function readKeys(types: readonly GraphQLObjectType[]): Keys {
  return new Map(
    types.map(({ name, astNode }) => {
      const key = astNode?.directives?.find((directive) => directive.name.value === 'key');
      const fields = key?.arguments?.find((argument) => argument.name.value === 'fields')?.value;
      if (fields?.kind !== Kind.STRING) throw new Error(`${name} has no key`);
      return [name, fields.value];
    }),
  );
}

function resolveEach(resolve: EntitiesResolver, keys: Keys): EntitiesResolver {
  return async (source, { representations }, context, info) => {
    const entities = await Promise.all(
      representations.map(async (representation: unknown) => {
        try {
          requireEntity(representation, keys);
          const resolved = resolve(source, { representations: [representation] }, context, info);
          return await (resolved as readonly unknown[])[0];
        } catch (error) {
          return error;
        }
      }),
    );
    return reportMalformedOnce(entities);
  };
}

/** Leaves one error of malformed representations, at the first; the others are null without one. */
function reportMalformedOnce(entities: readonly unknown[]): readonly unknown[] {
  const malformed = entities.filter((entity) => entity instanceof InvalidArgument);
  const [first] = malformed;
  if (first === undefined || malformed.length === 1) return entities;
  const error = new InvalidArgument(
    first.argument,
    `${first.rule}; ${malformed.length - 1} more of the representations are malformed and null too`,
  );
  return entities.map((entity) => {
    if (!(entity instanceof InvalidArgument)) return entity;
    return entity === first ? error : null;
  });
}

/** A representation may hold anything: `_Any` has no rules, and one without a key would be answered as a bug. */
function requireEntity(representation: unknown, keys: Keys): void {
  const { __typename: type, ...fields } = Object(representation) as Record<string, unknown>;
  const key = typeof type === 'string' ? keys.get(type) : undefined;
  if (key !== undefined) {
    requireKey(key, fields[key]);
    return;
  }
  throw new InvalidArgument(
    'representations',
    `must name in \`__typename\` one of ${[...keys.keys()].join(', ')}: got ${describe(type)}`,
  );
}

const LONGEST_QUOTE = 100;

/** Quotes no more of a client's value than helps, and follows no value into its depths. */
function describe(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string'
    ? JSON.stringify(value.slice(0, LONGEST_QUOTE))
    : `a value of type ${typeof value}`;
}
