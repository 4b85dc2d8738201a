import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLEmailAddress } from 'graphql-scalars';

/** Does not format times again, since they are validated when they arrive from upstream. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  serialize: (value) => value,
});

/** graphql-scalars' type, but tolerant of the white space that people paste along with an address. */
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
