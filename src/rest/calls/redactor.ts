import type { Credential } from './credential.ts';

const REDACTED = '[redacted]';

/** Shorter parts are not worth hiding, and removing them would garble ordinary words. */
const MIN_SECRET_LENGTH = 4;
/** The first and last base64 characters of a part also encode bits of its neighbours, so a shorter match proves nothing. */
const MIN_ENCODED_SECRET_LENGTH = 6;
/** The start of a longer secret is searched for, and everything after it is hidden: a header may have 16 kB. */
const MAX_SECRET_LENGTH = 1_000;
/** No client message and no field of a log line is longer, and scanning a whole large body would cost much CPU. */
const MAX_TEXT_LENGTH = 4_000;

/**
 * Creates a function that removes the credential from a text, in case upstream echoes it in an error: verbatim or in
 * another case, percent-encoded, HTML-escaped, escaped as in JSON, in base64 or hex, or any mixture of
 * these. If the text is cut off within the credential, that part is removed too. Texts are truncated to 4,000
 * characters.
 */
export function createRedactor(credential: Credential): (text: string) => string {
  if (credential.kind !== 'given') return (text) => text.slice(0, MAX_TEXT_LENGTH);
  return (text) => {
    const needles = needlesOf.get(credential) ?? toNeedles(Object.values(credential.headers));
    needlesOf.set(credential, needles);
    return redact(text.slice(0, MAX_TEXT_LENGTH), needles);
  };
}

/** Remembered, since an operation may have many faults. */
const needlesOf = new WeakMap<Credential, readonly Needle[]>();

/** A secret, normalised in the same way as the texts that are searched for it. */
interface Needle {
  readonly units: string;
  /** Whether `units` is only its start. */
  readonly isCut: boolean;
}

function redact(text: string, needles: readonly Needle[]): string {
  const matches = [...new Set([text, text.replace(PARTIAL_ESCAPE, '')])]
    .flatMap(toReadings)
    .flatMap((reading) => findAll(reading, needles))
    .sort(([a], [b]) => a - b);
  let clean = '';
  let shownTo = 0;
  for (const [start, end] of matches) {
    if (start > shownTo || clean === '') clean += text.slice(shownTo, start) + REDACTED;
    shownTo = Math.max(shownTo, end);
  }
  return clean + text.slice(shownTo);
}

/** Finds the needles in the text; matches may overlap. */
function findAll(reading: Reading, needles: readonly Needle[]): Match[] {
  const { units, starts, ends } = reading;
  const found: Match[] = [];
  const whole = units.replace(PARTIAL_ESCAPE, '');
  for (const { units: needle, isCut } of needles) {
    for (let at = units.indexOf(needle); at !== -1; at = units.indexOf(needle, at + 1)) {
      found.push([starts[at] ?? 0, isCut ? TO_THE_END : (ends[at + needle.length - 1] ?? 0)]);
      if (isCut) break;
    }
    const truncatedAt = findTruncated(units, needle) ?? findTruncated(whole, needle);
    if (truncatedAt !== null) found.push([starts[truncatedAt] ?? 0, TO_THE_END]);
  }
  return found;
}

type Match = readonly [start: number, end: number];

const TO_THE_END = Number.POSITIVE_INFINITY;

/** An escape that the end of the text cuts off. */
const PARTIAL_ESCAPE = /(?:%[0-9a-f]?|&(?:#?[0-9a-fx]{0,8}|[a-z]{0,4})|\\+(?:u[0-9a-f]{0,3})?)$/i;

/** Position of a needle that the end of the text cuts off, or null. */
function findTruncated(units: string, needle: string): number | null {
  const first = Math.max(0, units.length - needle.length + 1);
  for (let at = first; at <= units.length - MIN_SECRET_LENGTH; at += 1) {
    if (units[at] === needle[0] && needle.startsWith(units.slice(at))) return at;
  }
  return null;
}

function toNeedles(values: readonly string[]): readonly Needle[] {
  const secrets = [...new Set(values.flatMap(toSecrets))].filter(
    (secret) => secret.length >= MIN_SECRET_LENGTH,
  );
  const bytes = secrets.flatMap((secret) => [Buffer.from(secret, 'latin1'), Buffer.from(secret)]);
  const encoded = bytes
    .map((each) => each.subarray(0, MAX_SECRET_LENGTH))
    .flatMap((each) => [...toBase64(each), each.toString('hex')])
    .filter((text) => text.length >= MIN_ENCODED_SECRET_LENGTH);
  // Header bytes are decoded as Latin-1 and bodies as UTF-8, so one secret may decode to two strings.
  const plain = bytes.map((each) => each.toString());
  const readings = [...new Set([...plain, ...encoded])].flatMap(toReadings);
  return [...new Set(readings.map(({ units }) => units))].map((units) => ({
    // Cut after decoding, which must see escapes as a whole.
    units: units.slice(0, MAX_SECRET_LENGTH),
    isCut: units.length > MAX_SECRET_LENGTH,
  }));
}

/** The header's value, the part after its scheme, and, for HTTP Basic, the login and the password. */
function toSecrets(value: string): string[] {
  const [scheme = '', token = ''] = value.trim().split(/\s+/, 2);
  if (scheme.toLowerCase() !== 'basic') return [value, token];
  const login = Buffer.from(token, 'base64').toString('latin1');
  return [value, token, login, login.slice(login.indexOf(':') + 1)];
}

/** Base64 of bytes at each alignment, without the characters that also encode neighbouring bytes. */
function toBase64(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
    const isShared = (before + bytes.length) % 3 !== 0;
    const firstOwn = before === 0 ? 0 : before + 1;
    return text.slice(firstOwn, isShared ? -1 : undefined);
  });
}

/** A text normalised so that equivalent spellings are equal, and the position in the text that each unit came from. */
interface Reading {
  /** One character for each byte of UTF-8. */
  readonly units: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** No sensible text is escaped more often; each round removes one level of one kind. */
const MAX_ROUNDS = 16;

/**
 * The text as it is, and with its escapes decoded. Both are needed, since characters before a secret may turn its start
 * into an escape. Decoding repeats until no escape is left, in secrets too (they may look escaped), so `%41`, `%2541` and
 * `A` are equal.
 */
function toReadings(text: string): readonly Reading[] {
  const asItIs = new ReadingBuilder();
  for (let at = 0; at < text.length; at += 1) asItIs.add(toUnits(text.charAt(at)), at, at + 1);
  let latest: Reading = asItIs;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = unescapeOnce(latest);
    if (next.units === latest.units) break;
    latest = next;
  }
  return latest === asItIs ? [asItIs] : [asItIs, latest];
}

class ReadingBuilder implements Reading {
  units = '';
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  add(units: string, start: number, end: number): void {
    this.units += units;
    for (const _ of units) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }
}

/** Both match lower-case letters only, since units already are. */
const ENCODED =
  /%(?<percent>[0-9a-f]{2})|&(?:#x0*(?<hex>[0-9a-f]{1,6});|#0*(?<decimal>\d{1,7});|(?<name>amp|lt|gt|quot|apos);)/g;
/** A lone backslash escapes the next character and is dropped. */
const BACKSLASHED = /\\+(?:u(?<unicode>[0-9a-f]{4}))?/g;

/** Backslashes come last: what follows one may itself be encoded, and decides what it means. */
function unescapeOnce(reading: Reading): Reading {
  const decoded = decode(reading, ENCODED);
  return decoded.units === reading.units ? decode(reading, BACKSLASHED) : decoded;
}

function decode({ units, starts, ends }: Reading, escapes: RegExp): Reading {
  const next = new ReadingBuilder();
  const copy = (from: number, to: number) => {
    for (let at = from; at < to; at += 1)
      next.add(units.charAt(at), starts[at] ?? 0, ends[at] ?? 0);
  };
  const escaped = [...units.matchAll(escapes)];
  if (escaped.length === 0) return { units, starts, ends };
  let done = 0;
  for (const found of escaped) {
    copy(done, found.index);
    done = found.index + found[0].length;
    next.add(readEscape(found.groups ?? {}), starts[found.index] ?? 0, ends[done - 1] ?? 0);
  }
  copy(done, units.length);
  return next;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function readEscape(groups: Readonly<Record<string, string | undefined>>): string {
  const { percent, hex, decimal, name, unicode } = groups;
  if (percent !== undefined) return toUnit(Number.parseInt(percent, 16));
  if (name !== undefined) return NAMED[name] ?? '';
  if (decimal !== undefined) return toUnits(toCharacter(Number(decimal)));
  const code = hex ?? unicode;
  return code === undefined ? '' : toUnits(toCharacter(Number.parseInt(code, 16)));
}

/** One byte of UTF-8; only an ASCII byte is a whole character. */
function toUnit(byte: number): string {
  const unit = String.fromCharCode(byte);
  return byte < 0x80 ? toUnits(unit) : unit;
}

function toCharacter(codePoint: number): string {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '';
}

/**
 * Merges base64's two alphabets, a form's `+` with a space, and a control character with the letter that JSON escapes it
 * by; ignores case.
 */
function toUnits(character: string): string {
  switch (character) {
    case '\b':
      return 'b';
    case '\t':
      return 't';
    case '\n':
      return 'n';
    case '\f':
      return 'f';
    case '\r':
      return 'r';
    case '-':
    case ' ':
      return '+';
    case '_':
      return '/';
    default:
      return toBytes(character.toLowerCase());
  }
}

function toBytes(text: string): string {
  return text <= '\x7f' ? text : Buffer.from(text).toString('latin1');
}
