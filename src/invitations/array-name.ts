import { InvalidArgument } from '../domain/invalid-argument.ts';

const SCHEME = 'tiledb://';
const MAX_QUOTE_LENGTH = 200;

/**
 * The array's name or URI for upstream's routes. Users also have `tiledb://NAMESPACE/ARRAY` URIs, whose parts the routes
 * take separately; ARRAY may itself be a URI.
 *
 * @throws {InvalidArgument} when the URI names another namespace than `namespace`
 */
export function toArrayName({ namespace, array }: { namespace: string; array: string }): string {
  if (!array.startsWith(SCHEME)) return array;
  const prefix = `${SCHEME}${namespace}/`;
  if (array.startsWith(prefix) && array.length > prefix.length) return array.slice(prefix.length);
  throw new InvalidArgument(
    'array',
    `must have the form \`tiledb://NAMESPACE/ARRAY\` if it is a \`tiledb://\` URI, with the same NAMESPACE as \`namespace\`: got ${JSON.stringify(array.slice(0, MAX_QUOTE_LENGTH))}`,
  );
}
