import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
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

/** Largest number of GraphQL's Int. @see https://spec.graphql.org/October2021/#sec-Int */
const LARGEST_INT = 2 ** 31 - 1;

/** graphql-scalars' PositiveInt lets 1.5 and "1" pass, and has no upper bound. */
export const PositiveInt = new GraphQLScalarType<number, number>({
  name: 'PositiveInt',
  serialize: (value) => toPositiveInt(value),
  parseValue: (value) => toPositiveInt(value),
  parseLiteral: (node) => toPositiveInt(node.kind === Kind.INT ? Number(node.value) : node, node),
});

function toPositiveInt(value: unknown, node?: ValueNode): number {
  if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= LARGEST_INT) {
    return Number(value);
  }
  throw new GraphQLError(
    `PositiveInt must be a whole number from 1 to ${LARGEST_INT}.`,
    node ? { nodes: node } : {},
  );
}
