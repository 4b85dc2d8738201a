import { InvalidArgument } from '../domain/invalid-argument.ts';
import { LONGEST_ENCODED_VALUE } from '../domain/path-segment.ts';

/** Servers commonly refuse request lines beyond 8 KiB, a part of which the base URL takes. */
const LONGEST_TARGET = 8_000;

/**
 * Percent-encodes a value for a query.
 *
 * @throws {InvalidArgument} for a value that cannot be encoded, or that is longer than any name
 */
export function encode(argument: string, value: string): string {
  if (!value.isWellFormed()) {
    throw new InvalidArgument(argument, 'must be well-formed Unicode: it has a lone surrogate');
  }
  const encoded = encodeURIComponent(value);
  if (encoded.length <= LONGEST_ENCODED_VALUE) return encoded;
  throw new InvalidArgument(
    argument,
    `must have at most ${LONGEST_ENCODED_VALUE} characters once percent-encoded: got ${encoded.length}`,
  );
}

/**
 * Refuses a path or a query that is longer than servers read.
 *
 * @param values what went into it, by argument
 * @throws {InvalidArgument} for the longest value
 */
export function boundTarget(target: string, values: Readonly<Record<string, unknown>>): string {
  if (target.length <= LONGEST_TARGET) return target;
  const lengthOf = (argument: string) => encodeURIComponent(String(values[argument])).length;
  const longest = Object.keys(values).reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
  throw new InvalidArgument(
    longest,
    `must be shorter: it is the longest of arguments that together make ${target.length} characters of a URL, percent-encoded, of which it bears ${LONGEST_TARGET}`,
  );
}
