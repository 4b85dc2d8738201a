import { InvalidArgument } from '../domain/invalid-argument.ts';
import { boundTarget, encode } from './encode.ts';

/** A named value to put into a path: an object with one key, so that a refusal can name the argument. */
type PathParameter = Readonly<Record<string, string>>;

/**
 * Builds a path in which every value is exactly one percent-encoded segment:
 * `` path`/invitations/${{ invitationId }}/${{ organization }}/join` ``.
 *
 * @throws {InvalidArgument} for a value that cannot be one segment, or the longest of too long a path
 */
export function path(literals: TemplateStringsArray, ...parameters: PathParameter[]): string {
  const built = parameters.reduce(
    (start, parameter, index) => start + toSegments(parameter) + literals[index + 1],
    literals[0] ?? '',
  );
  return boundTarget(built, Object.assign({}, ...parameters));
}

function toSegments(parameter: PathParameter): string {
  return Object.entries(parameter)
    .map(([argument, value]) => toSegment(argument, value))
    .join('/');
}

function toSegment(argument: string, value: string): string {
  if (value === '') {
    throw new InvalidArgument(argument, 'must not be empty');
  }
  // WHATWG URL parsers take `%2e` for a dot, so an upstream proxy may resolve `%2e%2e` as `..`.
  if (/^\.{1,2}$/.test(value.replaceAll(/%2e/gi, '.'))) {
    throw new InvalidArgument(argument, `must name something, not a directory: got "${value}"`);
  }
  if (/\p{Cc}/u.test(value)) {
    throw new InvalidArgument(argument, 'must not contain control characters');
  }
  return encode(argument, value);
}
