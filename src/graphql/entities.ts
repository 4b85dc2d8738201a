import { type GraphQLFieldResolver, type GraphQLSchema, isUnionType } from 'graphql';
import { InvalidArgument } from '../domain/invalid-argument.ts';
import type { Context } from './context.ts';

/**
 * Makes each entity of `_entities` succeed or fail by itself. As it comes from @apollo/subgraph, one unknown
 * `__typename` fails the list, and graphql-jit puts the null of an entity that fails at the list's end instead
 * of in its place, so that a gateway takes one entity for another; an Error as a value stays where it is.
 */
export function isolateEntities(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const union = schema.getType('_Entity');
  if (field?.resolve === undefined || !isUnionType(union)) throw new Error('no subgraph schema');
  field.resolve = resolveEach(field.resolve, new Set(union.getTypes().map(({ name }) => name)));
  return schema;
}

type EntitiesResolver = GraphQLFieldResolver<unknown, Context>;

function resolveEach(resolve: EntitiesResolver, types: ReadonlySet<string>): EntitiesResolver {
  return (source, { representations }, context, info) =>
    Promise.all(
      representations.map(async (representation: unknown) => {
        try {
          requireEntity(representation, types);
          const entities = resolve(source, { representations: [representation] }, context, info);
          return await (entities as readonly unknown[])[0];
        } catch (error) {
          return error;
        }
      }),
    );
}

/** A representation may hold anything: `_Any` has no rules. */
function requireEntity(representation: unknown, types: ReadonlySet<string>): void {
  const type = Object(representation).__typename;
  if (types.has(type)) return;
  throw new InvalidArgument(
    'representations',
    `must name in \`__typename\` one of ${[...types].join(', ')}: got ${JSON.stringify(type) ?? 'none'}`,
  );
}
