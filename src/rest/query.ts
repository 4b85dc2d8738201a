import { boundTarget, encode } from './encode.ts';

/**
 * Writes a query string, every value encoded once, null and undefined left out.
 * Equal parameters in equal order give equal strings, so the result can serve as a key.
 *
 * @throws {InvalidArgument} for a value that cannot be encoded, or the longest of too long a query
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
