import { InvalidArgument } from './invalid-argument.ts';

/** An object's key in S3 has at most 1,024 bytes; servers commonly refuse request lines beyond 8,000. */
const LONGEST = 4_000;

/**
 * Percent-encodes a value for a path or a query.
 *
 * @throws {InvalidArgument} for a value that cannot be encoded, or that is longer than a URL bears
 */
export function encode(argument: string, value: string): string {
  if (!value.isWellFormed()) {
    throw new InvalidArgument(argument, 'must be well-formed Unicode: it has a lone surrogate');
  }
  const encoded = encodeURIComponent(value);
  if (encoded.length <= LONGEST) return encoded;
  throw new InvalidArgument(
    argument,
    `must have at most ${LONGEST} characters once percent-encoded: got ${encoded.length}`,
  );
}
