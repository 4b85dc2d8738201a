import { InvalidArgument } from '../domain/invalid-argument.ts';

/** The recipients that a client sent; each list may be null or omitted. */
export interface GivenRecipients {
  readonly emails?: readonly string[] | null | undefined;
  readonly usernames?: readonly string[] | null | undefined;
}

/**
 * The recipients of an invite: addresses, then user names, trimmed and deduplicated ignoring case; the first spelling is
 * kept.
 *
 * @param maxRecipients maximum number of distinct recipients
 * @throws {InvalidArgument} for no recipient, too many, or one that does not belong in its list
 */
export function toRecipients(given: GivenRecipients, maxRecipients: number): readonly string[] {
  const emails = (given.emails ?? []).map((email) => checkRecipient('emails', email));
  const usernames = (given.usernames ?? []).map(checkUsername);
  const recipients = deduplicate([...emails, ...usernames]);
  if (recipients.length === 0) {
    throw new InvalidArgument(
      'emails',
      'and `usernames` together must name at least one recipient',
    );
  }
  if (recipients.length > maxRecipients) {
    throw new InvalidArgument(
      'emails',
      `and \`usernames\` together must name at most ${maxRecipients} different recipients: got ${recipients.length}`,
    );
  }
  return recipients;
}

/** Equal for two spellings that callers mean as the same recipient. */
export function toRecipientKey(recipient: string): string {
  return recipient.toLowerCase();
}

/** Drops every later spelling of a recipient. */
export function deduplicate(recipients: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const recipient of recipients) {
    const key = toRecipientKey(recipient);
    if (!first.has(key)) first.set(key, recipient);
  }
  return [...first.values()];
}

/** @throws {InvalidArgument} for a name that is empty or that JSON cannot represent */
export function checkRecipient(argument: string, given: string): string {
  const recipient = given.trim();
  if (recipient === '') throw new InvalidArgument(argument, 'must not contain an empty name');
  if (!recipient.isWellFormed()) {
    throw new InvalidArgument(argument, 'must be well-formed Unicode: it has a lone surrogate');
  }
  return recipient;
}

function checkUsername(given: string): string {
  const username = checkRecipient('usernames', given);
  if (!username.includes('@')) return username;
  throw new InvalidArgument(
    'usernames',
    'must contain only user names or account ids: put addresses (with an `@`) into `emails`',
  );
}
