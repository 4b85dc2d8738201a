import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { toFragments } from '../fragments.ts';

/** Limits of one operation. */
export interface OperationLimits {
  /** Levels of fields; those within introspection do not count, since the standard introspection query is deep. */
  readonly maxDepth: number;
  readonly maxAliases: number;
  /** Root fields of a mutation, each of which is at least one upstream write. */
  readonly maxMutationFields: number;
}

/** What can be measured in an operation without its variables. */
interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
}

/** A validation rule, so that each document is measured once and an excess is reported like any other invalid document. */
export function createLimitsRule(limits: OperationLimits) {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      const { depth, aliases, rootFields } = measureOperation(operation, context.getDocument());
      const refuse = (what: string, found: number, max: number) => {
        if (found <= max) return;
        context.reportError(
          new GraphQLError(`The operation has ${found} ${what}; at most ${max} are allowed.`, {
            nodes: operation,
          }),
        );
      };
      refuse('levels of fields', depth, limits.maxDepth);
      refuse('aliases', aliases, limits.maxAliases);
      if (operation.operation === 'mutation') {
        refuse('root fields in a mutation', rootFields, limits.maxMutationFields);
      }
    },
  });
}

function measureOperation(operation: OperationDefinitionNode, document: DocumentNode): Measure {
  const fragments = toFragments(document);
  // Measure each fragment once, since nested spreads can grow exponentially.
  const measured = new Map<string, Measure>();
  return measure(operation.selectionSet);

  function measure(set: SelectionSetNode): Measure {
    return set.selections.map(measureSelection).reduce(add, NOTHING);
  }

  function measureSelection(selection: SelectionNode): Measure {
    switch (selection.kind) {
      case Kind.FIELD: {
        const aliases = selection.alias === undefined ? 0 : 1;
        if (selection.selectionSet === undefined) return { depth: 1, aliases, rootFields: 1 };
        const below = measure(selection.selectionSet);
        const depth = selection.name.value.startsWith('__') ? 1 : below.depth + 1;
        return { depth, aliases: below.aliases + aliases, rootFields: 1 };
      }
      case Kind.INLINE_FRAGMENT:
        return measure(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return measureFragment(selection.name.value);
    }
  }

  function measureFragment(name: string): Measure {
    const known = measured.get(name);
    if (known !== undefined) return known;
    // Another rule rejects recursive fragments; here they must only not cause an infinite loop.
    measured.set(name, NOTHING);
    const fragment = fragments.get(name);
    const found = fragment === undefined ? NOTHING : measure(fragment.selectionSet);
    measured.set(name, found);
    return found;
  }
}

const NOTHING: Measure = { depth: 0, aliases: 0, rootFields: 0 };

function add(a: Measure, b: Measure): Measure {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    rootFields: a.rootFields + b.rootFields,
  };
}
