import { describe } from 'vitest';

/** A program that tests drive, and that npm does not install. */
export interface Program {
  readonly name: string;
  readonly isThere: boolean;
  /** What to do when it is not. */
  readonly remedy: string;
}

/** Tests that need a program: skipped where there is none, but never in CI, where a hole would go unseen. */
export function describeWith(program: Program, name: string, tests: () => void): void {
  const isSkipped = !program.isThere && !process.env['CI'];
  if (isSkipped) {
    process.stderr.write(`Skipped, for want of ${program.name}: ${name}. ${program.remedy}\n`);
  }
  describe.skipIf(isSkipped)(name, tests);
}
