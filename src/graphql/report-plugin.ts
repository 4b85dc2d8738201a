import type { ApolloServerPlugin } from '@apollo/server';
import {
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Context } from './context.ts';
import { isTooDeep, unwrap } from './errors.ts';
import { toFragments } from './limits.ts';

/** Fills in the context's report. */
export function operationReport(): ApolloServerPlugin<Context> {
  const toFields = createFieldReader();
  return {
    async requestDidStart({ contextValue: { report } }) {
      return {
        async didResolveOperation({ operation, document }) {
          if (operation === undefined) return;
          report.name = operation.name?.value ?? null;
          report.type = operation.operation;
          report.fields = toFields(operation, () => toFragments(document));
        },
        async didEncounterErrors({ errors }) {
          for (const error of errors) {
            const cause = unwrap(error);
            if (!(cause instanceof GraphQLError) && !isTooDeep(error)) report.faults.add(cause);
          }
        },
        async willSendResponse({ response: { body } }) {
          const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
          if (errors === undefined) return;
          report.codes = [...new Set(errors.map(({ extensions }) => String(extensions?.['code'])))];
        },
      };
    },
  };
}

/** Reads an operation's root fields, once for each document that Apollo Server keeps. */
function createFieldReader() {
  const known = new WeakMap<OperationDefinitionNode, readonly string[]>();
  return (
    operation: OperationDefinitionNode,
    fragments: () => ReadonlyMap<string, FragmentDefinitionNode>,
  ): readonly string[] => {
    const fields = known.get(operation) ?? readFields(operation.selectionSet, fragments());
    known.set(operation, fields);
    return fields;
  };
}

function readFields(
  root: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly string[] {
  const found = new Set<string>();
  const spread = new Set<string>();
  read(root);
  return [...found].sort();

  function read(set: SelectionSetNode): void {
    for (const selection of set.selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          found.add(selection.name.value);
          break;
        case Kind.INLINE_FRAGMENT:
          read(selection.selectionSet);
          break;
        case Kind.FRAGMENT_SPREAD:
          readSpread(selection.name.value);
      }
    }
  }

  function readSpread(name: string): void {
    const fragment = fragments.get(name);
    if (fragment === undefined || spread.has(name)) return;
    spread.add(name);
    read(fragment.selectionSet);
  }
}

/** Lets every mutation of a schema, also one to come, tell the report what it came to. */
export function reportOutcomes(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    if (resolve === undefined) continue;
    field.resolve = async (parent, args, context: Context, info) => {
      const result: unknown = await resolve(parent, args, context, info);
      context.report.outcomes.push({ field: field.name, outcome: toTypeName(result) });
      return result;
    };
  }
  return schema;
}

function toTypeName(result: unknown): string {
  return typeof result === 'object' && result !== null && '__typename' in result
    ? String(result.__typename)
    : 'unknown';
}
