import { readFileSync } from 'node:fs';
import type { ApolloServerOptions, ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { isJsonObject } from '../../domain/json.ts';
import type { Context } from '../context.ts';

/** The only documents that are run: from a client's id for one to its text. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** The manifest cannot be used; every mistake that was found. */
export class InvalidManifest extends Error {
  override readonly name = 'InvalidManifest';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads a manifest as `@apollo/generate-persisted-query-manifest` writes it. Every document must be valid:
 * better no start than a client that finds out.
 *
 * @see https://www.apollographql.com/docs/graphos/platform/security/persisted-queries
 * @throws {InvalidManifest}
 */
export function readTrustedDocuments(file: string, schema: GraphQLSchema): TrustedDocuments {
  const operations = readOperations(file);
  const problems = operations.flatMap(({ id, body }) =>
    findMistakes(body, schema).map((mistake) => `${file}: operation "${id}": ${mistake}`),
  );
  if (problems.length > 0) throw new InvalidManifest(problems);
  return new Map(operations.map(({ id, body }) => [id, body]));
}

interface ManifestOperation {
  readonly id: string;
  readonly body: string;
}

const MANIFEST_FORMAT = 'apollo-persisted-query-manifest';
const MANIFEST_VERSION = 1;

function readOperations(file: string): readonly ManifestOperation[] {
  const manifest = readJson(file);
  if (
    !isJsonObject(manifest) ||
    manifest['format'] !== MANIFEST_FORMAT ||
    manifest['version'] !== MANIFEST_VERSION ||
    !Array.isArray(manifest['operations'])
  ) {
    throw new InvalidManifest([
      `${file}: must be JSON with "format": "${MANIFEST_FORMAT}", "version": ${MANIFEST_VERSION} and a list of "operations"`,
    ]);
  }
  return manifest['operations'].map((operation: unknown, index) => {
    if (isOperation(operation)) return operation;
    throw new InvalidManifest([`${file}: operations[${index}] must have an "id" and a "body"`]);
  });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InvalidManifest([`${file}: ${error instanceof Error ? error.message : error}`]);
  }
}

function isOperation(value: unknown): value is ManifestOperation {
  return (
    isJsonObject(value) && typeof value['id'] === 'string' && typeof value['body'] === 'string'
  );
}

function findMistakes(body: string, schema: GraphQLSchema): readonly string[] {
  try {
    return validate(schema, parse(body)).map(({ message }) => message);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Lets Apollo Server find the documents by their ids, as it finds automatically persisted queries; none is added. */
export function toPersistedQueries(
  documents: TrustedDocuments,
): NonNullable<ApolloServerOptions<Context>['persistedQueries']> {
  return {
    cache: {
      get: async (key) => documents.get(key.slice(key.indexOf(':') + 1)),
      set: async () => {},
      delete: async () => false,
    },
  };
}

/** Refuses every document that is not listed, however its text came here. */
export function trustedDocumentsOnly(documents: TrustedDocuments): ApolloServerPlugin<Context> {
  const bodies = new Set(documents.values());
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ source }) {
          if (bodies.has(source)) return;
          throw new GraphQLError(
            'Only documents of the manifest are run here: send the id of one, or its text without a change.',
            { extensions: { code: 'QUERY_NOT_IN_SAFELIST', http: { status: 400 } } },
          );
        },
      };
    },
  };
}
