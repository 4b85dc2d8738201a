import { randomUUID } from 'node:crypto';

/** 1 to 128 visible ASCII characters: safe in a header and a log line, and readable. */
const ACCEPTABLE_ID = /^[\x21-\x7e]{1,128}$/;

/** Adopts the id that the client or gateway sent, or creates one. */
export function toRequestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && ACCEPTABLE_ID.test(header) ? header : randomUUID();
}
