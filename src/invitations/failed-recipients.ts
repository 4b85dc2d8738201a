import { domainToASCII } from 'node:url';

/** Which of the request's recipients a response of upstream names. */
export interface NamedRecipients {
  /** In the order and spelling of the request. */
  readonly named: readonly string[];
  /** Whether the response also has entries that match no recipient of the request. */
  readonly hasStrangers: boolean;
}

/**
 * Matches the entries of a list such as `failed_recipients` with the request's recipients. Upstream may spell a recipient
 * differently: `Grace@Example.com`, `Grace <grace@example.com>`, `mailto:grace%40example.com` and
 * `grace@example.com: mailbox full` all mean grace@example.com. An entry that may mean several recipients matches all of
 * them: a recipient that was not reached must never be reported as reached.
 *
 * @param asked the request's recipients, without duplicates
 * @param entries as upstream sent them; null for an entry that is not a string
 */
export function findNamed(
  asked: readonly string[],
  entries: readonly (string | null)[],
): NamedRecipients {
  const byCanonical = Map.groupBy(asked, toCanonical);
  const named = new Set<string>();
  let hasStrangers = false;
  for (const entry of entries) {
    const meant =
      entry === null || entry.length > MAX_ENTRY_LENGTH ? [] : findMeant(entry, byCanonical);
    for (const recipient of meant) named.add(recipient);
    hasStrangers ||= meant.length === 0;
  }
  return { named: asked.filter((recipient) => named.has(recipient)), hasStrangers };
}

/** An address has at most 254 characters; a far longer entry, even with a reason, is ignored as a stranger. */
const MAX_ENTRY_LENGTH = 2_000;

type ByCanonical = ReadonlyMap<string, readonly string[]>;

function findMeant(entry: string, asked: ByCanonical): readonly string[] {
  const whole = asked.get(toCanonical(entry));
  if (whole !== undefined) return whole;
  const text = decodePercent(entry);
  return [
    ...findLeading(text, asked),
    ...findBracketed(text, asked),
    ...findAddresses(text, asked),
  ];
}

/** Characters that may separate a recipient from the reason after it; an address may contain any other. */
const SEPARATOR = /[\s,;:()[\]<>"|?=]+/;

/** The longest recipient that the text starts with: "grace: no such user". */
function findLeading(text: string, asked: ByCanonical): readonly string[] {
  const parts = text.trim().split(new RegExp(`(${SEPARATOR.source})`));
  for (let end = Math.min(parts.length, MAX_NAME_PARTS); end > 0; end -= 1) {
    const found = asked.get(toCanonical(parts.slice(0, end).join('')));
    if (found !== undefined) return found;
  }
  return [];
}

/** Ten words and the separators between them. */
const MAX_NAME_PARTS = 19;

/** "Grace Hopper <grace>" */
function findBracketed(text: string, asked: ByCanonical): readonly string[] {
  const bracketed = [...text.matchAll(/<([^<>]+)>/g)];
  return bracketed.flatMap(([, name = '']) => asked.get(toCanonical(name)) ?? []);
}

/** Addresses within a sentence: "could not deliver to <grace@example.com>". */
function findAddresses(text: string, asked: ByCanonical): readonly string[] {
  return text
    .split(SEPARATOR)
    .filter((word) => word.includes('@'))
    .flatMap((word) => asked.get(toCanonical(word)) ?? []);
}

/** Twice as long as an address may be. A longer recipient is only compared verbatim: to normalise it may take seconds. */
const MAX_NORMALISED_LENGTH = 500;

/**
 * Normalises a spelling: decodes percent-encoding, folds Unicode forms and case, converts the domain to punycode, and drops
 * `mailto:`, quotes and a final dot.
 */
function toCanonical(recipient: string): string {
  if (recipient.length > MAX_NORMALISED_LENGTH) return recipient;
  const text = fold(decodePercent(recipient))
    .trim()
    .replace(/^mailto:\s*/, '')
    .replace(/^["'<\s]+/, '')
    // The lookbehind prevents an attempt at each character of a long run.
    .replace(/(?<!["'>\s.])["'>\s.]+$/, '');
  const at = text.lastIndexOf('@');
  if (at < 0) return text;
  const domain = text.slice(at + 1);
  return `${text.slice(0, at + 1)}${domainToASCII(domain) || domain}`;
}

/** Via upper case, since some upper-case letters have several lower-case forms (Σ: σ and ς; SS: ss and ß). */
function fold(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** Decodes twice, for a server that encodes an already encoded recipient. */
function decodePercent(text: string): string {
  return decodeOnce(decodeOnce(text));
}

function decodeOnce(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}
