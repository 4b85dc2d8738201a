import { SETTINGS, type Setting } from './settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const KNOWN = Object.values<Setting<unknown>>(SETTINGS).map(({ variable }) => variable);

/** Variables that OpenTelemetry's packages read themselves. */
const READ_BY_OPENTELEMETRY =
  /^OTEL_EXPORTER_OTLP_(TRACES_)?(HEADERS|COMPRESSION|CERTIFICATE|CLIENT_KEY|CLIENT_CERTIFICATE)$/;

/** Values that ask for what the service does anyway: it exports no metrics or logs through OpenTelemetry. */
const ALREADY_TRUE: Readonly<Record<string, RegExp>> = {
  OTEL_METRICS_EXPORTER: /^none$/,
  OTEL_LOGS_EXPORTER: /^none$/,
  OTEL_EXPORTER_OTLP_PROTOCOL: /^http\/json$/,
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: /^http\/json$/,
};

/** Variables of other programs that differ from one of ours by a letter or two. */
const FOR_OTHERS = new Set(['HTTP_PROXY', 'http_proxy']);

/**
 * Finds variables that look like this service's settings but have no effect. Without a warning, a misspelt limit would
 * silently not apply. It is only a warning, since other programs may use such a variable.
 *
 * @returns one sentence each
 */
export function findIgnored(env: Environment): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) => {
    if (value === undefined || value.trim() === '' || KNOWN.includes(name)) return [];
    if (name.startsWith('OTEL_')) return judgeOpenTelemetry(name, value.trim());
    const nearest = findNearest(name);
    if (nearest === null && !name.startsWith('TILEDB_')) return [];
    const hint =
      nearest === null ? '`npm start -- --help` lists all settings' : `did you mean ${nearest}?`;
    return [`${name} is set, but it is not a setting: ${hint}`];
  });
}

function judgeOpenTelemetry(name: string, value: string): readonly string[] {
  if (READ_BY_OPENTELEMETRY.test(name) || ALREADY_TRUE[name]?.test(value)) return [];
  if (name in ALREADY_TRUE && name.endsWith('PROTOCOL')) {
    return [`${name}=${value} is not supported and is ignored: traces are sent as http/json.`];
  }
  return [`${name} is not supported and is ignored.`];
}

/** Shorter names are similar to too many others. */
const MIN_LENGTH = 8;
const MAX_DISTANCE = 2;

/** @returns the setting that a misspelt name most likely means; null when none is similar */
function findNearest(name: string): string | null {
  if (name.length < MIN_LENGTH || FOR_OTHERS.has(name)) return null;
  const near = KNOWN.filter((known) => known.length >= MIN_LENGTH)
    .map((known) => ({ known, distance: toDistance(name.toUpperCase(), known) }))
    .filter(({ distance, known }) => distance <= MAX_DISTANCE && name !== known.toLowerCase())
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.known ?? null;
}

/** Number of letters to add, remove or replace (Levenshtein distance). */
function toDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const removed = (previous[column] ?? 0) + 1;
      const added = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, removed, added));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
