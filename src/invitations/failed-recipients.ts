import { domainToASCII } from 'node:url';

/** Which of those who were asked an answer of upstream names. */
export interface NamedRecipients {
  /** In the order and spelling of those asked. */
  readonly named: readonly string[];
  /** Whether it also names somebody who was not asked, or something that is no name. */
  readonly hasStrangers: boolean;
}

/**
 * Finds out who is meant by the entries of a list such as `failed_recipients`. Upstream need not spell a recipient as it
 * was asked to: `Grace@Example.com`, `Grace <grace@example.com>`, `mailto:grace%40example.com` and
 * `grace@example.com: mailbox full` all mean grace@example.com. Where an entry may mean several of those asked, it means
 * all of them: a recipient that was not reached must never be reported as reached.
 *
 * @param asked different recipients
 * @param entries as upstream sent them; null for one that is no text
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
      entry === null || entry.length > LONGEST_ENTRY ? [] : findMeant(entry, byCanonical);
    for (const recipient of meant) named.add(recipient);
    hasStrangers ||= meant.length === 0;
  }
  return { named: asked.filter((recipient) => named.has(recipient)), hasStrangers };
}

/** An address has at most 254 characters; what is far longer, a reason included, names nobody. */
const LONGEST_ENTRY = 2_000;

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

/** What may stand between a recipient and the reason behind it; an address may hold any other character. */
const SEPARATOR = /[\s,;:()[\]<>"|?=]+/;

/** The longest recipient that the text starts with: "grace: no such user". */
function findLeading(text: string, asked: ByCanonical): readonly string[] {
  const parts = text.trim().split(new RegExp(`(${SEPARATOR.source})`));
  for (let end = Math.min(parts.length, LONGEST_NAME_PARTS); end > 0; end -= 1) {
    const found = asked.get(toCanonical(parts.slice(0, end).join('')));
    if (found !== undefined) return found;
  }
  return [];
}

/** Ten words, and the separators between them. */
const LONGEST_NAME_PARTS = 19;

/** "Grace Hopper <grace>" */
function findBracketed(text: string, asked: ByCanonical): readonly string[] {
  const bracketed = [...text.matchAll(/<([^<>]+)>/g)];
  return bracketed.flatMap(([, name = '']) => asked.get(toCanonical(name)) ?? []);
}

/** Addresses can be told from the words around them: "could not deliver to <grace@example.com>". */
function findAddresses(text: string, asked: ByCanonical): readonly string[] {
  return text
    .split(SEPARATOR)
    .filter((word) => word.includes('@'))
    .flatMap((word) => asked.get(toCanonical(word)) ?? []);
}

/**
 * The form in which spelling does not matter: percent-encoding undone, one Unicode form, no case, the domain in
 * punycode, no `mailto:`, quotes or final dot.
 */
function toCanonical(recipient: string): string {
  const text = fold(decodePercent(recipient))
    .trim()
    .replace(/^mailto:\s*/, '')
    .replace(/^["'<\s]+/, '')
    .replace(/["'>\s.]+$/, '');
  const at = text.lastIndexOf('@');
  if (at < 0) return text;
  const domain = text.slice(at + 1);
  return `${text.slice(0, at + 1)}${domainToASCII(domain) || domain}`;
}

/** Upper case first, since some letters (ß, ς) have several lower-case spellings of one upper-case one. */
function fold(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** Twice, for a server that encodes what came encoded; a third time would be nobody's doing. */
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
