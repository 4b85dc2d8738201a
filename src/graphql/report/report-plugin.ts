import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Context } from '../context.ts';
import { toFragments } from '../limits/operation-limits.ts';
import type { OperationReport } from './report.ts';

/** Fills in the context's report. */
export function operationReport(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart({ contextValue: { report } }) {
      return {
        async didResolveOperation({ operation, document }) {
          if (operation !== undefined) reportOperation(report, operation, document);
        },
        async willSendResponse({ response: { body } }) {
          if (body.kind === 'single') reportCodes(report, body.singleResult.errors);
        },
      };
    },
  };
}

/** A name is for people to read, in every line of the log; a client may make it as long as a document. */
const LONGEST_NAME = 100;

/** An operation's root fields, read once for each document that is kept. */
const knownFields = new WeakMap<OperationDefinitionNode, readonly string[]>();

export function reportOperation(
  report: OperationReport,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): void {
  const fields =
    knownFields.get(operation) ?? readFields(operation.selectionSet, toFragments(document));
  knownFields.set(operation, fields);
  report.name = operation.name?.value.slice(0, LONGEST_NAME) ?? null;
  report.type = operation.operation;
  report.fields = fields;
}

/** @param errors as they are sent */
export function reportCodes(
  report: OperationReport,
  errors: readonly GraphQLFormattedError[] | undefined,
): void {
  if (errors === undefined) return;
  report.codes = [...new Set(errors.map(({ extensions }) => String(extensions?.['code'])))];
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
      for (const outcome of toOutcomes(result)) {
        context.report.outcomes.push({ field: field.name, outcome });
      }
      return result;
    };
  }
  return schema;
}

/** Of many at once, what each came to; one that failed is a fault, and has no outcome. */
function toOutcomes(result: unknown): readonly string[] {
  const rows: unknown = Object(result).results;
  if (!Array.isArray(rows)) return [toTypeName(result)];
  return rows.filter((row) => !(row.result instanceof Error)).map((row) => toTypeName(row.result));
}

function toTypeName(result: unknown): string {
  return typeof result === 'object' && result !== null && '__typename' in result
    ? String(result.__typename)
    : 'unknown';
}
