/**
 * The local part may not contain a slash, since `node_modules/@apollo/server` is not an address. Both parts are limited as in
 * SMTP (RFC 5321, 4.5.3.1): without limits, matching would take quadratic time on a long text without an `@`.
 */
const EMAIL = /[^\s"'<>()[\]\\,;:/@%]{1,64}(?:@|%40)[^\s"'<>()[\]\\,;:/@%]{1,255}/gi;

/** Replaces e-mail addresses, including those with a percent-encoded `@`. */
export function hideEmails(line: string): string {
  return line.includes('@') || line.includes('%40') ? line.replace(EMAIL, '[e-mail]') : line;
}
