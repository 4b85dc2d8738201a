import { InvalidArgument } from '../domain/invalid-argument.ts';
import { MAX_ENCODED_LENGTH } from '../domain/path-segment.ts';

/** Servers commonly reject request lines longer than 8 KiB; the rest is for the base URL. */
const MAX_TARGET_LENGTH = 8_000;

/**
 * Percent-encodes a value for a query.
 *
 * @throws {InvalidArgument} for a value that cannot be encoded or is too long
 */
export function encode(argument: string, value: string): string {
  if (!value.isWellFormed()) {
    throw new InvalidArgument(argument, 'must be well-formed Unicode: it has a lone surrogate');
  }
  const encoded = encodeURIComponent(value);
  if (encoded.length <= MAX_ENCODED_LENGTH) return encoded;
  throw new InvalidArgument(
    argument,
    `must have at most ${MAX_ENCODED_LENGTH} characters once percent-encoded: got ${encoded.length}`,
  );
}

/**
 * Rejects a path or query that is longer than servers accept.
 *
 * @param values the values in it, by argument
 * @throws {InvalidArgument} naming the argument with the longest value
 */
export function boundTarget(target: string, values: Readonly<Record<string, unknown>>): string {
  if (target.length <= MAX_TARGET_LENGTH) return target;
  const lengthOf = (argument: string) => encodeURIComponent(String(values[argument])).length;
  const longest = Object.keys(values).reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
  throw new InvalidArgument(
    longest,
    `must be shorter: it is the longest of the arguments that make up a URL of ${target.length} characters (percent-encoded), and the maximum is ${MAX_TARGET_LENGTH}`,
  );
}
