import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLEmailAddress } from 'graphql-scalars';

/** Times are checked when they are read from upstream; formatting them again would only cost time. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  serialize: (value) => value,
});

/** graphql-scalars' own, but for the white space that people paste along with an address. */
export const EmailAddress = new GraphQLScalarType({
  ...GraphQLEmailAddress.toConfig(),
  parseValue: (value) => GraphQLEmailAddress.parseValue(trim(value)),
  parseLiteral: (node, variables) =>
    GraphQLEmailAddress.parseLiteral(
      node.kind === Kind.STRING ? { ...node, value: node.value.trim() } : node,
      variables,
    ),
});

function trim(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}
