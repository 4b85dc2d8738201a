import { Refusal } from './answer.ts';

/** RFC 3986: unreserved, sub-delims, `:`, `@` and whole percent sequences; everything else must come encoded. */
const PATH_SEGMENT = /^(?:[\w.~!$&'()*+,;=:@-]|%[\dA-Fa-f]{2})*$/;
const QUERY = /^(?:[\w.~!$&'()*+,;=:@/?-]|%[\dA-Fa-f]{2})*$/;

/** A path segment, as sent and decoded. */
export interface Segment {
  raw: string;
  text: string;
}

/** Splits the path of a raw request target, which starts with `/`. A URL parser would repair the mistakes to be found here. */
export function readPath(target: string): Segment[] {
  const path = target.slice(1).split('?', 1).join('');
  return path.split('/').map(readSegment);
}

function readSegment(raw: string): Segment {
  if (!PATH_SEGMENT.test(raw)) {
    throw new Refusal(400, `A path segment must be percent-encoded: "${raw}"`);
  }
  const text = decode(raw);
  if (text === '' || text === '.' || text === '..') {
    throw new Refusal(400, `A path segment must not be empty, "." or "..": "${raw}"`);
  }
  if (hasControlCharacter(text)) {
    throw new Refusal(400, `A path segment must not have control characters: "${raw}"`);
  }
  return { raw, text };
}

/** Reads `?name=value&…` as a form does: `+` is a space. */
export function readQuery(target: string): [name: string, value: string][] {
  const start = target.indexOf('?');
  const query = start < 0 ? '' : target.slice(start + 1);
  if (!QUERY.test(query)) {
    throw new Refusal(400, `The query must be percent-encoded: "${query}"`);
  }
  return query === '' ? [] : query.split('&').map(readPair);
}

function readPair(pair: string): [string, string] {
  const [name = '', ...rest] = pair.split('=');
  if (name === '' || rest.length !== 1) {
    throw new Refusal(400, `A query parameter must be name=value, not "${pair}"`);
  }
  return [decode(name.replaceAll('+', ' ')), decode(rest.join('').replaceAll('+', ' '))];
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new Refusal(400, `Not a percent-encoding of UTF-8: "${encoded}"`);
  }
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
