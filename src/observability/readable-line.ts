/** Formats a JSON log line for people: time, level, message, then the facts that have a value. */
export function toReadableLine(line: string): string {
  const { time, level, msg, error, ...facts } = JSON.parse(line) as Record<string, unknown>;
  const clock = String(time).slice('2026-01-01T'.length, -'Z'.length);
  const parts = [clock, String(level).toUpperCase().padEnd('ERROR'.length), String(msg)];
  const stack = error === undefined ? '' : `\n  ${String(error).replaceAll('\n', '\n  ')}`;
  return `${[...parts, ...Object.entries(facts).flatMap(toPair)].join(' ')}${stack}\n`;
}

function toPair([name, value]: [string, unknown]): string[] {
  if (value === null || (Array.isArray(value) && value.length === 0)) return [];
  return [`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`];
}
