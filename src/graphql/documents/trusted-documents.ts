import { readFileSync } from 'node:fs';
import type { ApolloServerOptions } from '@apollo/server';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { isJsonObject } from '../../domain/json.ts';
import { toErrorBody } from '../../http/error-body.ts';
import { type HttpRequest, type HttpResponse, JSON_TYPE } from '../../http/message.ts';
import type { Context } from '../context.ts';
import { negotiate } from '../http/media-type.ts';

/** The only documents that may be executed: maps each id to its text. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** The manifest is invalid; lists every problem. */
export class InvalidManifest extends Error {
  override readonly name = 'InvalidManifest';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads a manifest in the format of `@apollo/generate-persisted-query-manifest` and validates every document, so that an
 * invalid one fails at start-up rather than at the first request.
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

/** Lets Apollo Server find documents by id, like automatic persisted queries, but adds none. */
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

/** @returns the error response for a request with an unlisted document; null for any other request */
export type TrustCheck = (request: HttpRequest, context: Context) => HttpResponse | null;

/**
 * Rejects unlisted documents before they are parsed. A request without a document is left to Apollo Server, which rejects
 * it or finds a listed document by its id.
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
        'Only documents in the manifest may be executed. Send the id of one, or its unchanged text.',
        { code, requestId },
      ),
    };
  };
}

/** Every text that could be interpreted as the request's document. */
function readTexts({ method, search, body }: HttpRequest): readonly string[] {
  if (method === 'GET') return new URLSearchParams(search).getAll('query');
  const query = isJsonObject(body) ? body['query'] : undefined;
  return typeof query === 'string' && query !== '' ? [query] : [];
}
