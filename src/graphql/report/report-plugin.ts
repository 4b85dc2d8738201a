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
import { toFragments } from '../fragments.ts';
import type { OperationReport } from './report.ts';

/** Fills in the report in the context. */
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

/** Operation names are logged with every operation, but a client may make one as long as a document. */
const MAX_NAME_LENGTH = 100;

/** Root fields by operation, computed once for each cached document. */
const knownFields = new WeakMap<OperationDefinitionNode, readonly string[]>();

export function reportOperation(
  report: OperationReport,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): void {
  const fields =
    knownFields.get(operation) ?? readFields(operation.selectionSet, toFragments(document));
  knownFields.set(operation, fields);
  report.name = operation.name?.value.slice(0, MAX_NAME_LENGTH) ?? null;
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

/** Wraps every mutation of the schema, so that its outcome gets into the report. */
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

/** For a bulk mutation, the outcome of each item; an item that failed is a fault and has none. */
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
