import { InvalidArgument } from '../../domain/invalid-argument.ts';

/**
 * Checks a field of an entity's key, since GraphQL does not: a representation may hold anything,
 * and an organization without a name would list the invitations of all.
 */
export function requireKey(field: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  const found = value === '' ? 'an empty one' : `a value of type ${typeof value}`;
  throw new InvalidArgument(field, `must be a string that is not empty: got ${found}`);
}
