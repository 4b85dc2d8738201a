/** An S3 key has at most 1,024 bytes, which is at most 3,072 characters when percent-encoded. */
const MAX_ENCODED_LENGTH = 4_000;

/**
 * Reserved by TileDB's routes `POST /invitations/share_payment/{namespace}` and
 * `DELETE /invitations/share_payment/{namespace}/{target}`. As the first segment of `…/{organization}/join` it would match
 * one of them, and share a payment instrument with "join".
 */
export const SHARE_PAYMENT = 'share_payment';

/**
 * Why a value cannot be one segment of a URL's path, continuing "`argument` …"; null when it can.
 *
 * @see https://url.spec.whatwg.org/#double-dot-path-segment
 */
export function findSegmentFault(value: string): string | null {
  if (value === '') return 'must not be empty';
  // WHATWG URL parsers treat `%2e` as a dot, so a proxy in front of upstream may resolve `%2e%2e` as `..`.
  if (/^\.{1,2}$/.test(value.replaceAll(/%2e/gi, '.'))) {
    return `must be a name, not a relative path: got "${value}"`;
  }
  if (/\p{Cc}/u.test(value)) return 'must not contain control characters';
  return findEncodingFault(value);
}

/** Why a value cannot be percent-encoded for a path or a query, continuing "`argument` …"; null when it can. */
export function findEncodingFault(value: string): string | null {
  if (!value.isWellFormed()) return 'must be well-formed Unicode: it has a lone surrogate';
  const { length } = encodeURIComponent(value);
  return length <= MAX_ENCODED_LENGTH
    ? null
    : `must have at most ${MAX_ENCODED_LENGTH} characters once percent-encoded: got ${length}`;
}
