import { Refusal } from '../answer.ts';
import type { Dialect } from '../model.ts';

/** There is no such invitation: no body in the given API, an Error in the current one. */
export function refuseInvitation(dialect: Dialect, message: string): Refusal {
  return new Refusal(404, message, { isSilent: dialect === 'given' });
}
