import { InvalidArgument } from '../domain/invalid-argument.ts';
import { findEncodingFault } from '../domain/path-segment.ts';
import { boundTarget } from './target.ts';

/**
 * Writes a query string in which every value is encoded once; null and undefined are omitted.
 * Equal parameters in equal order give equal strings, so the result can serve as a key.
 *
 * @throws {InvalidArgument} for a value that cannot be encoded, or for the longest value when the query is too long
 */
export function toQueryString(
  parameters: Readonly<Record<string, string | number | null | undefined>>,
): string {
  let query = '';
  for (const name in parameters) {
    const value = parameters[name];
    if (value !== null && value !== undefined) {
      query += `${query === '' ? '?' : '&'}${name}=${encode(name, String(value))}`;
    }
  }
  return boundTarget(query, parameters);
}

function encode(argument: string, value: string): string {
  const fault = findEncodingFault(value);
  if (fault !== null) throw new InvalidArgument(argument, fault);
  return encodeURIComponent(value);
}
