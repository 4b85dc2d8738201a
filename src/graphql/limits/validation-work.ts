import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { validationAbortedError } from 'graphql/validation/validationAbortedError.js';
import { toFragments } from '../fragments.ts';

/**
 * Validation steps allowed per allowed token. A document of 5,000 tokens can make validation compare hundreds of thousands
 * of fields, or follow as many fragments, at 2 to 5 µs each. graphql-js only stops after 500,000, half a second.
 */
const STEPS_PER_TOKEN = 2;
/** Too little to be noticed (some 5 ms), however few tokens are allowed. */
const MIN_STEPS = 1_000;

/** More levels than any operation on this schema has; ends the recursion of fragments that spread themselves. */
const MAX_LEVELS = 100;

/** Creates a validation rule that aborts validation before the other rules start if they would take too long. */
export function createValidationWorkRule(maxTokens: number) {
  const maxSteps = Math.max(STEPS_PER_TOKEN * maxTokens, MIN_STEPS);

  return (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      if (isWithin(maxSteps, document)) return;
      context.reportError(
        new GraphQLError(
          `The document is too complex to validate: all fields after fragments are expanded, and all pairs of fields with one name in one place, may be ${maxSteps} together, on at most ${MAX_LEVELS} levels. Use fewer operations, fragments and repeated fields.`,
        ),
      );
      throw validationAbortedError;
    },
  });
}

/** Walks each operation and fragment in the same way as graphql-js's check whether fields with one name can be merged. */
function isWithin(maxSteps: number, document: DocumentNode): boolean {
  const fragments = toFragments(document);
  let steps = 0;
  return document.definitions.every(
    (definition) =>
      !('selectionSet' in definition) ||
      definition.selectionSet === undefined ||
      measurePlace([definition.selectionSet as SelectionSetNode], 0),
  );

  /**
   * @param sets the selection sets whose fields are merged into one object of the result
   * @returns false as soon as there is too much work
   */
  function measurePlace(sets: readonly SelectionSetNode[], level: number): boolean {
    if (level > MAX_LEVELS) return false;
    const fields = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    if (!sets.every((set) => collect(set, fields, spread, 1))) return false;
    return [...fields.values()].every((same) => {
      steps += (same.length * (same.length - 1)) / 2;
      if (steps > maxSteps) return false;
      const below = same.flatMap(({ selectionSet }) => selectionSet ?? []);
      return below.length === 0 || measurePlace(below, level + 1);
    });
  }

  /** @param times how often graphql-js visits the set: once more for each level of nested inline fragments */
  function collect(
    { selections }: SelectionSetNode,
    fields: Map<string, FieldNode[]>,
    spread: Set<string>,
    times: number,
  ): boolean {
    for (const selection of selections) {
      steps += times;
      if (steps > maxSteps) return false;
      switch (selection.kind) {
        case Kind.FIELD: {
          const name = (selection.alias ?? selection.name).value;
          const same = fields.get(name);
          if (same === undefined) fields.set(name, [selection]);
          else same.push(selection);
          break;
        }
        case Kind.INLINE_FRAGMENT:
          if (!collect(selection.selectionSet, fields, spread, times + 1)) return false;
          break;
        case Kind.FRAGMENT_SPREAD: {
          const fragment = fragments.get(selection.name.value);
          if (fragment === undefined || spread.has(selection.name.value)) break;
          spread.add(selection.name.value);
          steps += times;
          if (!collect(fragment.selectionSet, fields, spread, times)) return false;
        }
      }
    }
    return true;
  }
}
