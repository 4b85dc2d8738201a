import { InvalidArgument } from '../../domain/invalid-argument.ts';

/**
 * Checks an entity's key, since GraphQL does not: `_Any` accepts anything, and an organization without a name would list
 * everyone's invitations.
 */
export function requireKey(field: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  const found = value === '' ? 'an empty string' : `a value of type ${typeof value}`;
  throw new InvalidArgument(field, `must be a non-empty string: got ${found}`);
}
