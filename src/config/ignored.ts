import { SETTINGS, type Setting } from './settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const KNOWN = Object.values<Setting<unknown>>(SETTINGS).map(({ variable }) => variable);

/** What OpenTelemetry's own packages read, beside our settings. */
const READ_BY_OPENTELEMETRY =
  /^OTEL_EXPORTER_OTLP_(TRACES_)?(HEADERS|COMPRESSION|CERTIFICATE|CLIENT_KEY|CLIENT_CERTIFICATE)$/;

/** What asks for something that this service does anyway: it exports no metrics and no logs by OpenTelemetry. */
const WITHOUT_EFFECT: Readonly<Record<string, RegExp>> = {
  OTEL_METRICS_EXPORTER: /^none$/,
  OTEL_LOGS_EXPORTER: /^none$/,
  OTEL_EXPORTER_OTLP_PROTOCOL: /^http\/json$/,
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: /^http\/json$/,
};

/** Variables for others that differ from one of ours by a letter or two. */
const FOR_OTHERS = new Set(['HTTP_PROXY', 'http_proxy']);

/**
 * What was set and has no effect: variables that look like this service's own, and command-line options. Left unsaid, a
 * misspelt limit would be no limit.
 *
 * @param options command-line arguments
 * @returns a sentence for each
 */
export function findIgnored(env: Environment, options: readonly string[] = []): readonly string[] {
  const ofEnvironment = Object.entries(env).flatMap(([name, value]) => {
    if (value === undefined || value.trim() === '' || KNOWN.includes(name)) return [];
    if (name.startsWith('OTEL_')) return judgeOpenTelemetry(name, value.trim());
    const meant = findNearest(name);
    if (meant === null && !name.startsWith('TILEDB_')) return [];
    const hint = meant === null ? '`npm start -- --help` lists them' : `did you mean ${meant}?`;
    return [`${name} is set, but it is not a setting: ${hint}`];
  });
  const ofCommandLine = options.map(
    (option) =>
      `${option} is not an option: the only one is --help. Settings are environment variables.`,
  );
  return [...ofEnvironment, ...ofCommandLine];
}

function judgeOpenTelemetry(name: string, value: string): readonly string[] {
  if (READ_BY_OPENTELEMETRY.test(name) || WITHOUT_EFFECT[name]?.test(value)) return [];
  if (name in WITHOUT_EFFECT && name.endsWith('PROTOCOL')) {
    return [`${name}=${value} is not supported: traces are sent as http/json.`];
  }
  return [`${name} is not supported, and is ignored.`];
}

/** Shorter names are too near to anything. */
const MIN_LENGTH = 8;
const MAX_DISTANCE = 2;

/** @returns the setting that a misspelt name most likely means; null when it is like none */
function findNearest(name: string): string | null {
  if (name.length < MIN_LENGTH || FOR_OTHERS.has(name)) return null;
  const near = KNOWN.filter((known) => known.length >= MIN_LENGTH)
    .map((known) => ({ known, distance: toDistance(name.toUpperCase(), known) }))
    .filter(({ distance, known }) => distance <= MAX_DISTANCE && name !== known.toLowerCase())
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.known ?? null;
}

/** How many letters have to be added, left out or replaced (Levenshtein). */
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
