import { InvalidArgument } from '../domain/invalid-argument.ts';

const SCHEME = 'tiledb://';

/**
 * The name or URI by which upstream's routes know an array. Users also hold `tiledb://NAMESPACE/ARRAY`, of which the
 * routes take the two parts apart; ARRAY may be a URI itself.
 *
 * @throws {InvalidArgument} when it is in another namespace than the one that was given
 */
export function toArrayName({ namespace, array }: { namespace: string; array: string }): string {
  if (!array.startsWith(SCHEME)) return array;
  const prefix = `${SCHEME}${namespace}/`;
  if (array.startsWith(prefix) && array.length > prefix.length) return array.slice(prefix.length);
  throw new InvalidArgument(
    'array',
    'must, as a `tiledb://` URI, name the namespace of `namespace` and an array in it: `tiledb://NAMESPACE/ARRAY`',
  );
}
