import { GraphQLError, Source } from 'graphql';
import { expect, it } from 'vitest';
import { inDocumentOrder } from '../../../src/graphql/execution/error-order.ts';

const source = new Source('{\n  first\n  second third\n}');

function errorAt(position: number, path: (string | number)[]): GraphQLError {
  return new GraphQLError('wrong', { source, positions: [position], path });
}

it('sorts errors by line and column, whatever order they arose in', () => {
  const at = (word: string) => errorAt(source.body.indexOf(word), [word]);
  const errors = [at('third'), at('first'), at('second')];
  expect(inDocumentOrder(errors).map(({ path }) => path)).toEqual([
    ['first'],
    ['second'],
    ['third'],
  ]);
});

it('sorts errors of one field by their path in the result, with indexes as numbers', () => {
  const paths = [
    ['b', 0, 'x'],
    ['a', 10, 'x'],
    ['a', 9, 'x'],
  ];
  const errors = paths.map((path) => errorAt(4, path));
  expect(inDocumentOrder(errors).map(({ path }) => path)).toEqual(paths.toReversed());
});

it('puts errors without a location first', () => {
  const placed = errorAt(4, ['first']);
  const nowhere = new GraphQLError('wrong');
  expect(inDocumentOrder([placed, nowhere])).toEqual([nowhere, placed]);
});
