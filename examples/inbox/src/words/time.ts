const DAY_MS = 86_400_000;
const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const EXACT = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short' });
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const UNITS = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "3 hours ago", "in 4 days"; the date if it is more than two weeks away. */
export function toRelative(time: string, now = Date.now()): string {
  const distance = Date.parse(time) - now;
  if (Math.abs(distance) > 14 * DAY_MS) return DAY.format(Date.parse(time));
  const [unit, size] = UNITS.find(([, size]) => Math.abs(distance) >= size) ?? ['minute', 60_000];
  return RELATIVE.format(Math.round(distance / size), unit);
}

export function toExact(time: string): string {
  return EXACT.format(Date.parse(time));
}
