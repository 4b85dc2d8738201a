/**
 * What stands before the sign may not have a slash: `node_modules/@apollo/server` is no address. No part is longer than
 * SMTP allows (RFC 5321, 4.5.3.1): without a bound, a long text without a sign would be searched anew from each of its places.
 */
const EMAIL = /[^\s"'<>()[\]\\,;:/@%]{1,64}(?:@|%40)[^\s"'<>()[\]\\,;:/@%]{1,255}/gi;

/** Replaces e-mail addresses, also where a URL has them percent-encoded. */
export function hideEmails(line: string): string {
  return line.includes('@') || line.includes('%40') ? line.replace(EMAIL, '[e-mail]') : line;
}
