import { InvalidArgument } from '../domain/invalid-argument.ts';
import { findSegmentFault } from '../domain/path-segment.ts';
import { boundTarget } from './target.ts';

/** A named value to put into a path: an object with one key, so that an error can name the argument. */
type PathParameter = Readonly<Record<string, string | readonly string[]>>;

/**
 * Builds a path in which every value is exactly one percent-encoded segment, and a list is one segment per item:
 * `` path`/invitations/${{ invitationId }}/${{ organization }}/join` ``.
 *
 * @throws {InvalidArgument} for a value that cannot be one segment, or for the longest value when the path is too long
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
    .flatMap(([argument, values]) =>
      [values].flat().map((value: string) => toSegment(argument, value)),
    )
    .join('/');
}

function toSegment(argument: string, value: string): string {
  const fault = findSegmentFault(value);
  if (fault !== null) throw new InvalidArgument(argument, fault);
  return encodeURIComponent(value);
}
