/**
 * `node scripts/schema-check.ts`: compares schema.graphql with that of the last release, and fails if a change that can
 * break clients has no entry in docs/schema-changes.md or no new version.
 */
import { readFileSync } from 'node:fs';
import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, type GraphQLSchema } from 'graphql';

export interface SchemaTexts {
  /** The last release's SDL; its first line names the version. */
  readonly released: string;
  readonly current: string;
  /** The version in package.json. */
  readonly version: string;
  /** docs/schema-changes.md */
  readonly entries: string;
}

/** What gateways read but clients do not see. */
const FOR_GATEWAYS = /@(cost|listSize|link|tag)$/;

/** @returns a sentence for each problem: what was found, and what to do about it */
export async function checkSchema(texts: SchemaTexts): Promise<string[]> {
  const current = parse(texts.current);
  const changes = await diff(parse(texts.released), current);
  const serious = changes.filter(
    ({ criticality, path = '' }) =>
      criticality.level !== CriticalityLevel.NonBreaking && !FOR_GATEWAYS.test(path),
  );
  return [
    ...serious.filter(({ path = '' }) => !texts.entries.includes(`\`${path}\``)).map(askForEntry),
    ...checkVersion(serious, texts),
    ...checkDeprecations(texts.current),
  ];
}

function askForEntry({ criticality, message, path }: Change): string {
  return `${message} (${criticality.level.toLowerCase()}). Undo it, or add an entry that names \`${path}\` to docs/schema-changes.md.`;
}

function checkVersion(serious: readonly Change[], { released, version }: SchemaTexts): string[] {
  const last = /release (\d+\.\d+\.\d+)/.exec(released)?.[1] ?? '';
  const [lastMajor = 0, lastMinor = 0] = last.split('.').map(Number);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const found = `the last release is ${last}, and package.json says ${version}`;
  if (serious.some(({ criticality }) => criticality.level === CriticalityLevel.Breaking)) {
    if (major > lastMajor) return [];
    return [
      `A breaking change needs a new major version: ${found}. Set it to ${lastMajor + 1}.0.0.`,
    ];
  }
  if (serious.length === 0 || major > lastMajor || minor > lastMinor) return [];
  return [
    `A dangerous change needs a new minor version: ${found}. Set it to ${lastMajor}.${lastMinor + 1}.0.`,
  ];
}

/** A deprecation must say until when the field will work. */
function checkDeprecations(sdl: string): string[] {
  return [...sdl.matchAll(/@deprecated(\([^)]*\))?/g)]
    .filter(([text]) => !/\d{4}-\d{2}-\d{2}/.test(text))
    .map(([text]) => `${text} has no date: end its reason with "Removed after YYYY-MM-DD."`);
}

function parse(sdl: string): GraphQLSchema {
  // graphql-js does not know federation's directives.
  return buildSchema(sdl, { assumeValidSDL: true });
}

if (import.meta.main) {
  const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  const problems = await checkSchema({
    released: read('schema.released.graphql'),
    current: read('schema.graphql'),
    version: JSON.parse(read('package.json')).version,
    entries: read('docs/schema-changes.md'),
  });
  for (const problem of problems) process.stderr.write(`schema.graphql: ${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
}
