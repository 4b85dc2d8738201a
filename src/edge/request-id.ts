import { randomUUID } from 'node:crypto';

/** 1 to 128 visible ASCII characters: fit for a header, a log line and a client's eye. */
const ACCEPTABLE_ID = /^[\x21-\x7e]{1,128}$/;

/** Adopts the id that a client or gateway gave its request, or makes one. */
export function toRequestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && ACCEPTABLE_ID.test(header) ? header : randomUUID();
}
