import { findIgnored } from './ignored.ts';
import { SETTINGS, type Setting, type SettingValue } from './settings.ts';

/** Some settings are invalid; lists every problem, each with what was expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Invalid settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** All settings, read once at start-up. */
export type Config = Readonly<
  {
    isProduction: boolean;
    /** Settings that have no effect, one sentence each. */
    ignored: readonly string[];
  } & {
    [Key in keyof typeof SETTINGS]: SettingValue<(typeof SETTINGS)[Key]>;
  }
>;

/**
 * Reads all settings from the environment.
 *
 * @param options command-line arguments, none of which is a setting
 * @throws {ConfigError} naming every problem at once
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  options: readonly string[] = [],
): Config {
  const isProduction = env['NODE_ENV'] === 'production';
  const problems: string[] = [];
  const textOf = ({ variable }: { readonly variable: string }) =>
    (env[variable] ?? env[toLowerCaseTwin(variable)] ?? '').trim();
  const read = (setting: Setting<unknown>): unknown => {
    const { variable, expected, parse, fallback, isSecret } = setting;
    const text = textOf(setting);
    const value = text === '' ? fallback(isProduction) : parse(text);
    if (value !== undefined) return value;
    problems.push(`${variable} must be ${expected}${isSecret ? '' : `: got "${hideLogin(text)}"`}`);
    return fallback(isProduction);
  };

  const values = Object.entries<Setting<unknown>>(SETTINGS).map(([key, one]) => [key, read(one)]);
  if (isProduction && textOf(SETTINGS.upstreamUrl) === '') {
    problems.push(
      'TILEDB_REST_URL must be set when NODE_ENV is production, for example to https://api.tiledb.com: the demo does not run in production',
    );
  }
  if (textOf(SETTINGS.trustedDocuments) === 'required') {
    if (textOf(SETTINGS.trustedDocumentsManifest) === '') {
      problems.push(
        'TRUSTED_DOCUMENTS_MANIFEST must be set when TRUSTED_DOCUMENTS is `required`: it lists the documents',
      );
    }
    if (textOf(SETTINGS.routerSecret) !== '') {
      problems.push(
        'TRUSTED_DOCUMENTS must be `off` when ROUTER_SECRET is set: only the gateway can send requests then, and it writes its own documents',
      );
    }
  }
  problems.push(
    ...options.map(
      (option) =>
        `${option} is not an option: the only option is --help. Settings are environment variables`,
    ),
  );
  const ignored = findIgnored(env);
  // Alone they are warnings; beside other problems, they must not wait for the next start.
  if (problems.length > 0) throw new ConfigError([...problems, ...ignored]);
  return Object.freeze({ isProduction, ignored, ...Object.fromEntries(values) });
}

/** A URL may contain a password, which must not get into a message. */
function hideLogin(text: string): string {
  return text.replace(/\/\/.*@/, '//…@');
}

/** By convention, only the proxy variables may also be lower-case. */
function toLowerCaseTwin(variable: string): string {
  return /PROXY$/.test(variable) ? variable.toLowerCase() : variable;
}
