import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from 'vitest';

/** Programs that tests need besides Node. */
export interface Program {
  readonly name: string;
  /** Undefined if it is not installed. */
  readonly path: string | undefined;
  /** Its Debian package. */
  readonly debian: string;
}

/** Tests that need a program: skipped if it is missing, but not in CI, where that would go unnoticed. */
export function describeWith(program: Program, name: string, tests: () => void): void {
  const isSkipped = program.path === undefined && !process.env['CI'];
  if (isSkipped) {
    process.stderr.write(
      `Skipped, for want of ${program.name}: ${name}. apt-get install ${program.debian}\n`,
    );
  }
  describe.skipIf(isSkipped)(name, tests);
}

/** @throws if a program is missing and its tests are not skipped */
export function toPath({ name, path, debian }: Program): string {
  if (path === undefined) throw new Error(`no ${name}: apt-get install ${debian}`);
  return path;
}

/** @param places candidate files; the first that exists is used */
export function findFile(places: readonly string[]): string | undefined {
  return places.find((place) => place !== '' && existsSync(place));
}

export function findInPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return findFile(folders.map((folder) => join(folder, name)));
}
