import { readFileSync } from 'node:fs';
import type { ApolloServerOptions } from '@apollo/server';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { isJsonObject } from '../../domain/json.ts';
import { toErrorBody } from '../../http/error-body.ts';
import type { HttpRequest, HttpResponse } from '../../http/message.ts';
import type { Context } from '../context.ts';
import { JSON_TYPE, negotiate } from '../http/media-type.ts';

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
 * fail at start-up rather than at the first request.
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

/** @returns the answer to a request that brings a document which is not listed; null for any other */
export type TrustCheck = (request: HttpRequest, context: Context) => HttpResponse | null;

/**
 * Refuses every document that is not listed before anything is done with it. What has no document in its right place
 * is Apollo Server's to refuse; it finds documents by their ids among the listed ones only.
 */
export function createTrustCheck(documents: TrustedDocuments): TrustCheck {
  const bodies = new Set(documents.values());

  return (request, { requestId, report }) => {
    if (readTexts(request).every((text) => bodies.has(text))) return null;
    const code = 'QUERY_NOT_IN_SAFELIST';
    report.codes = [code];
    return {
      status: 400,
      headers: [['content-type', negotiate(request.headers.accept) ?? JSON_TYPE]],
      body: toErrorBody(
        'Only documents of the manifest are run here: send the id of one, or its text without a change.',
        { code, requestId },
      ),
    };
  };
}

/** Every text that could be taken for the request's document. */
function readTexts({ method, search, body }: HttpRequest): readonly string[] {
  if (method === 'GET') return new URLSearchParams(search).getAll('query');
  const query = isJsonObject(body) ? body['query'] : undefined;
  return typeof query === 'string' && query !== '' ? [query] : [];
}
