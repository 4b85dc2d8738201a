import { InvalidArgument } from '../domain/invalid-argument.ts';

/**
 * Trims and deduplicates recipients without regard to case; the first spelling stays.
 *
 * @throws {InvalidArgument} when nobody or too many remain, or one of them is nobody
 */
export function toRecipients(
  argument: string,
  given: readonly string[],
  maxRecipients: number,
): readonly string[] {
  const recipients = new Map<string, string>();
  for (const recipient of given.map((one) => one.trim())) {
    if (recipient === '') throw new InvalidArgument(argument, 'must not contain an empty name');
    if (!recipient.isWellFormed()) {
      throw new InvalidArgument(argument, 'must be well-formed Unicode: it has a lone surrogate');
    }
    const key = toKey(recipient);
    if (!recipients.has(key)) recipients.set(key, recipient);
  }
  if (recipients.size === 0)
    throw new InvalidArgument(argument, 'must name at least one recipient');
  if (recipients.size > maxRecipients) {
    throw new InvalidArgument(
      argument,
      `must name at most ${maxRecipients} different recipients: got ${recipients.size}`,
    );
  }
  return [...recipients.values()];
}

/** Those of the recipients that are not among the failed ones. */
export function without(recipients: readonly string[], failed: readonly string[]): string[] {
  const failedKeys = new Set(failed.map(toKey));
  return recipients.filter((recipient) => !failedKeys.has(toKey(recipient)));
}

function toKey(recipient: string): string {
  return recipient.trim().toLowerCase();
}
