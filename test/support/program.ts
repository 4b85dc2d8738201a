import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from 'vitest';

/** What tests drive beside Node. */
export interface Program {
  readonly name: string;
  /** Undefined where it is not installed. */
  readonly path: string | undefined;
  /** Debian's package of it. */
  readonly debian: string;
}

/** Tests that need a program: skipped where it is missing, but never in CI, where a hole would go unseen. */
export function describeWith(program: Program, name: string, tests: () => void): void {
  const isSkipped = program.path === undefined && !process.env['CI'];
  if (isSkipped) {
    process.stderr.write(
      `Skipped, for want of ${program.name}: ${name}. apt-get install ${program.debian}\n`,
    );
  }
  describe.skipIf(isSkipped)(name, tests);
}

/** @throws where a program is missing and its tests are not skipped */
export function toPath({ name, path, debian }: Program): string {
  if (path === undefined) throw new Error(`no ${name}: apt-get install ${debian}`);
  return path;
}

/** @param places files, the first that is there counts */
export function findFile(places: readonly string[]): string | undefined {
  return places.find((place) => place !== '' && existsSync(place));
}

export function findInPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return findFile(folders.map((folder) => join(folder, name)));
}
