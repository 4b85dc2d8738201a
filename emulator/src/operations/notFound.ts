import { Refusal } from '../answer.ts';
import type { Dialect } from '../model.ts';

/** No such invitation: without a body on the given API, with an Error on the current one. */
export function refuseInvitation(dialect: Dialect, message: string): Refusal {
  return new Refusal(404, message, { isSilent: dialect === 'given' });
}
