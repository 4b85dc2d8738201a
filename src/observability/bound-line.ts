/** Writes of up to this size to a pipe are atomic, so that lines of several processes never mix (PIPE_BUF on Linux). */
export const MAX_LINE_BYTES = 4_096;

/** Tried in order until the line is short enough. */
const BOUNDS = [
  { textLength: 1_000, listLength: 20 },
  { textLength: 200, listLength: 5 },
  { textLength: 40, listLength: 1 },
];

/**
 * Shortens a JSON line that is too long, for example because of a client's or upstream's text. The line stays valid JSON:
 * long texts and lists are truncated and say by how much.
 */
export function boundLine(line: string): string {
  if (Buffer.byteLength(line) <= MAX_LINE_BYTES) return line;
  const facts = JSON.parse(line) as Readonly<Record<string, unknown>>;
  for (const bounds of BOUNDS) {
    const shortened = `${JSON.stringify(shorten(facts, bounds))}\n`;
    if (Buffer.byteLength(shortened) <= MAX_LINE_BYTES) return shortened;
  }
  const { level, time } = facts;
  return `${JSON.stringify({ level, time, msg: 'a line that was too long to log' })}\n`;
}

function shorten(value: unknown, bounds: (typeof BOUNDS)[number]): unknown {
  if (typeof value === 'string') return shortenText(value, bounds.textLength);
  if (Array.isArray(value)) {
    const kept = value.slice(0, bounds.listLength).map((item) => shorten(item, bounds));
    const left = value.length - kept.length;
    return left > 0 ? [...kept, `… (${left} more)`] : kept;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, shorten(item, bounds)]),
  );
}

function shortenText(text: string, length: number): string {
  return text.length <= length
    ? text
    : `${text.slice(0, length)}… (${text.length - length} more characters)`;
}
