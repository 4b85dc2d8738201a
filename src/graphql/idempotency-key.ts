import { InvalidArgument } from '../domain/invalid-argument.ts';
import type { Context } from './context.ts';

const HEADER = 'Idempotency-Key';
const ARGUMENT = 'idempotencyKey';
const ACCEPTABLE_KEY = /^[\x21-\x7e]{1,255}$/;
/** A string in the syntax of structured fields. @see https://www.rfc-editor.org/rfc/rfc9651#name-strings */
const QUOTED = /^"((?:[^"\\]|\\["\\])*)"$/;

/**
 * The idempotency key of a mutation, from its input or else from the header.
 *
 * @returns null for a mutation without a key
 * @throws {InvalidArgument} for a malformed key, or a header in an operation with several mutation fields
 */
export function readIdempotencyKey(
  { idempotencyKey }: { readonly idempotencyKey?: string | null | undefined },
  { idempotencyKey: header, mutationFields, report }: Context,
): string | null {
  const given = idempotencyKey ?? null;
  const fromHeader = header ? readHeader(header) : null;
  if (given === null && fromHeader === null) return null;
  report.keyed += 1;
  if (given !== null) check(ARGUMENT, given);
  if (fromHeader === null) return given;
  if (mutationFields > 1) {
    throw new InvalidArgument(
      HEADER,
      `is only for operations with one mutation field: give each field its own \`${ARGUMENT}\` instead`,
    );
  }
  if (given !== null && given !== fromHeader) {
    throw new InvalidArgument(ARGUMENT, `must equal the header ${HEADER} when both are given`);
  }
  return fromHeader;
}

/** Counts the items of a bulk mutation with a key, where `readIdempotencyKey` has counted one mutation. */
export function countKeyedItems(
  key: string | null,
  { length }: readonly unknown[],
  { report }: Context,
): void {
  if (key !== null) report.keyed += length - 1;
}

/** @returns null for an empty key */
function readHeader(header: string): string | null {
  const isQuoted = header.startsWith('"');
  const key = isQuoted ? QUOTED.exec(header)?.[1]?.replaceAll(/\\(.)/g, '$1') : header;
  if (key === '') return null;
  if (key === undefined) throw new InvalidArgument(HEADER, 'must be a bare or a quoted string');
  return check(HEADER, key);
}

function check(name: string, key: string): string {
  if (ACCEPTABLE_KEY.test(key)) return key;
  throw new InvalidArgument(name, 'must be 1 to 255 visible ASCII characters, without spaces');
}
