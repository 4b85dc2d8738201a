import { InvalidArgument } from '../domain/invalid-argument.ts';

/** Servers commonly reject request lines longer than 8 KiB; the rest is for the base URL. */
const MAX_TARGET_LENGTH = 8_000;

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
