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
 * Makes each entity of `_entities` succeed or fail independently. With @apollo/subgraph's resolver, one unknown `__typename`
 * fails the whole list; and graphql-jit moves the null of a rejected promise to the end of the list, so that a gateway
 * would mix up entities. An Error as a value keeps its position.
 */
export function isolateEntities(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const union = schema.getType('_Entity');
  if (field?.resolve === undefined || !isUnionType(union)) throw new Error('no subgraph schema');
  field.resolve = resolveEach(field.resolve, readKeys(union.getTypes()));
  return schema;
}

type EntitiesResolver = GraphQLFieldResolver<unknown, Context>;

/** The key field of each entity type, by type name. */
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

/** Reports malformed representations with a single error, at the first; the others become null. */
function reportMalformedOnce(entities: readonly unknown[]): readonly unknown[] {
  const malformed = entities.filter((entity) => entity instanceof InvalidArgument);
  const [first] = malformed;
  if (first === undefined || malformed.length === 1) return entities;
  const others = malformed.length - 1;
  const rest = others === 1 ? '1 more is malformed and' : `${others} more are malformed and`;
  const error = new InvalidArgument(first.argument, `${first.rule}; ${rest} null too`);
  return entities.map((entity) => {
    if (!(entity instanceof InvalidArgument)) return entity;
    return entity === first ? error : null;
  });
}

/** A representation may hold anything: `_Any` has no rules, and one without a key would be reported as a bug. */
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

const MAX_QUOTE_LENGTH = 100;

/** Quotes only the start of a client's string, and only the type of any other value. */
function describe(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string'
    ? JSON.stringify(value.slice(0, MAX_QUOTE_LENGTH))
    : `a value of type ${typeof value}`;
}
