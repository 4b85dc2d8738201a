import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { Context } from './context.ts';

/**
 * Makes each entity of `_entities` succeed or fail by itself. As it comes from @apollo/subgraph, one unknown
 * `__typename` fails the list, and graphql-jit puts the null of an entity that fails at the list's end instead
 * of in its place, so that a gateway takes one entity for another; an Error as a value stays where it is.
 */
export function isolateEntities(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()['_entities'];
  if (field?.resolve === undefined) throw new Error('a subgraph has a resolver for _entities');
  field.resolve = resolveEach(field.resolve);
  return schema;
}

type EntitiesResolver = GraphQLFieldResolver<unknown, Context>;

function resolveEach(resolve: EntitiesResolver): EntitiesResolver {
  return (source, { representations }, context, info) =>
    Promise.all(
      representations.map(async (representation: unknown) => {
        try {
          const entities = resolve(source, { representations: [representation] }, context, info);
          return await (entities as readonly unknown[])[0];
        } catch (error) {
          return error;
        }
      }),
    );
}
