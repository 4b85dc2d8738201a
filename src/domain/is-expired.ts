import type { Invitation } from './invitation.ts';

/**
 * Whether an invitation can no longer be accepted, although it is still PENDING.
 *
 * @param now the time, in milliseconds since the epoch
 */
export function isExpired(
  { status, expiresAt }: Pick<Invitation, 'status' | 'expiresAt'>,
  now: number,
): boolean {
  return status === 'PENDING' && expiresAt !== null && Date.parse(expiresAt) < now;
}
