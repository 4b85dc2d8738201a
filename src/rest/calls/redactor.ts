import type { Credential } from './credential.ts';

const REDACTED = '[redacted]';

/** Shorter parts are no secret worth hiding, and cutting them out would garble ordinary words. */
const SHORTEST_SECRET = 4;
/** Base64 of such a part begins and ends with characters that its neighbours have a share in. */
const SHORTEST_ENCODED_SECRET = 6;
/** No message and no log line is longer; reading further would let a large body cost much CPU. */
const LONGEST_TEXT = 20_000;

/**
 * Makes a function that cuts the credential out of a text, in case upstream repeats it in an error: as it came or in
 * other case, percent-encoded, HTML-escaped, escaped as in JSON or JavaScript, in base64 or hex, or in any mixture. A
 * part of the credential with which the text breaks off is cut out too. What is left of a text is at most 20,000
 * characters long.
 */
export function createRedactor(credential: Credential): (text: string) => string {
  if (credential.kind !== 'given') return (text) => text.slice(0, LONGEST_TEXT);
  const { headers } = credential;
  let needles: readonly string[] | null = null;
  return (text) => {
    needles ??= toNeedles(Object.values(headers));
    return redact(text.slice(0, LONGEST_TEXT), needles);
  };
}

function redact(text: string, needles: readonly string[]): string {
  const places = toReadings(text)
    .flatMap((reading) => findAll(reading, needles))
    .sort(([a], [b]) => a - b);
  let clean = '';
  let shownTo = 0;
  for (const [start, end] of places) {
    if (start > shownTo || clean === '') clean += text.slice(shownTo, start) + REDACTED;
    shownTo = Math.max(shownTo, end);
  }
  return clean + text.slice(shownTo);
}

/** Where the needles are in the text; the places may overlap. */
function findAll(reading: Reading, needles: readonly string[]): Place[] {
  const { units, starts, ends } = reading;
  const found: Place[] = [];
  const add = (first: number, last: number) => found.push([starts[first] ?? 0, ends[last] ?? 0]);
  for (const needle of needles) {
    for (let at = units.indexOf(needle); at !== -1; at = units.indexOf(needle, at + 1)) {
      add(at, at + needle.length - 1);
    }
    const rest = findBrokenOff(units, needle);
    if (rest !== null) add(rest, units.length - 1);
  }
  return found;
}

type Place = readonly [start: number, end: number];

/** Where a text begins to repeat a needle and ends before it has; null when it does not. */
function findBrokenOff(units: string, needle: string): number | null {
  const first = Math.max(0, units.length - needle.length + 1);
  for (let at = first; at <= units.length - SHORTEST_SECRET; at += 1) {
    if (units[at] === needle[0] && needle.startsWith(units.slice(at))) return at;
  }
  return null;
}

/** The secrets in headers, read as the texts are that they are looked for in. */
function toNeedles(values: readonly string[]): readonly string[] {
  const secrets = [...new Set(values.flatMap(toSecrets))].filter(
    (secret) => secret.length >= SHORTEST_SECRET,
  );
  const bytes = secrets.flatMap((secret) => [Buffer.from(secret, 'latin1'), Buffer.from(secret)]);
  const encoded = bytes
    .flatMap((each) => [...toBase64(each), each.toString('hex')])
    .filter((text) => text.length >= SHORTEST_ENCODED_SECRET);
  // A header's bytes are read as Latin-1 and a body's as UTF-8, so one secret may be read in two ways.
  const plain = bytes.map((each) => each.toString());
  const readings = [...plain, ...encoded].flatMap(toReadings);
  return [...new Set(readings.map(({ units }) => units))];
}

/** The header's value, the part behind its scheme, and what HTTP Basic encodes. */
function toSecrets(value: string): string[] {
  const [scheme = '', token = ''] = value.trim().split(/\s+/, 2);
  if (scheme.toLowerCase() !== 'basic') return [value, token];
  const login = Buffer.from(token, 'base64').toString('latin1');
  return [value, token, login, login.slice(login.indexOf(':') + 1)];
}

/** Base64 of bytes wherever they stand among others: without the characters in which others have a share. */
function toBase64(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
    const isShared = (before + bytes.length) % 3 !== 0;
    const firstOwn = before === 0 ? 0 : before + 1;
    return text.slice(firstOwn, isShared ? -1 : undefined);
  });
}

/** A text in a form in which spellings are equal, and where in the text each unit of that form came from. */
interface Reading {
  /** One character for each byte of UTF-8. */
  readonly units: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Nothing sensible escapes more often, and each round takes one of them away. */
const MOST_ROUNDS = 8;

/**
 * The text as it is, and without its escapes. Both, since what stands before a secret may make an escape of its start.
 * Escapes are undone until none is left, in a secret too, since it may look like one: so `%41`, `%2541` and `A` are
 * equal.
 */
function toReadings(text: string): readonly Reading[] {
  const asItIs = new ReadingBuilder();
  for (let at = 0; at < text.length; at += 1) asItIs.add(toUnits(text.charAt(at)), at, at + 1);
  let latest: Reading = asItIs;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
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

/** The letters are lower-case already, and a backslash by itself, which escapes what follows it, is nothing. */
const ESCAPES =
  /%(?<percent>[0-9a-f]{2})|&(?:#x0*(?<hex>[0-9a-f]{1,6});|#0*(?<decimal>\d{1,7});|(?<name>amp|lt|gt|quot|apos);)|\\+(?:u(?<unicode>[0-9a-f]{4})|x(?<byte>[0-9a-f]{2}))?/g;

function unescapeOnce({ units, starts, ends }: Reading): Reading {
  const next = new ReadingBuilder();
  const copy = (from: number, to: number) => {
    for (let at = from; at < to; at += 1)
      next.add(units.charAt(at), starts[at] ?? 0, ends[at] ?? 0);
  };
  let done = 0;
  for (const found of units.matchAll(ESCAPES)) {
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
  const { percent, hex, decimal, name, unicode, byte } = groups;
  const byteCode = percent ?? byte;
  if (byteCode !== undefined) return toUnit(Number.parseInt(byteCode, 16));
  if (name !== undefined) return NAMED[name] ?? '';
  if (decimal !== undefined) return toUnits(toCharacter(Number(decimal)));
  const code = hex ?? unicode;
  return code === undefined ? '' : toUnits(toCharacter(Number.parseInt(code, 16)));
}

/** A byte of UTF-8, which stands for a character by itself only within ASCII. */
function toUnit(byte: number): string {
  const unit = String.fromCharCode(byte);
  return byte < 0x80 ? toUnits(unit) : unit;
}

function toCharacter(codePoint: number): string {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '';
}

/** The two alphabets of base64 become one, as do a form's `+` and a space; case is ignored. */
function toUnits(character: string): string {
  switch (character) {
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
