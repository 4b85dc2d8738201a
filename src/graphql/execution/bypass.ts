import type {
  DocumentNode,
  GraphQLError,
  GraphQLFormattedError,
  OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { isJsonObject } from '../../domain/json.ts';
import type { HttpRequest, HttpResponse } from '../../http/message.ts';
import type { Context } from '../context.ts';
import { formatError } from '../errors.ts';
import { JSON_TYPE, negotiate, toRequestErrorStatus } from '../http/media-type.ts';
import { createItemCounter, type ItemCounter } from '../limits/item-limit.ts';
import { reportCodes, reportFaults, reportOperation } from '../report/report-plugin.ts';
import { MOST_DOCUMENT_BYTES, toDocumentBytes } from './document-size.ts';
import type { Executor } from './executor.ts';

/** A document that Apollo Server has found valid, within its limits and trusted, and the operation chosen from it. */
export interface ValidOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

interface KnownOperation extends ValidOperation {
  readonly countItems: ItemCounter;
}

/**
 * The short way for requests that come again. What Apollo Server does with one costs more than executing it, and
 * finds of its document what it found before; only what may differ this time is looked at here.
 */
export interface Repeats {
  /** @param source the document's text */
  remember(source: string, operationName: string | undefined, valid: ValidOperation): void;
  /** @returns null when Apollo Server must see the request: its document is not known, or it is no plain one */
  execute(request: HttpRequest, context: Context): Promise<HttpResponse> | null;
}

export function createRepeats(execute: Executor, maxItems: number): Repeats {
  const known = new LRUCache<string, KnownOperation>({
    maxSize: MOST_DOCUMENT_BYTES,
    sizeCalculation: ({ document }) => toDocumentBytes(document),
  });

  return {
    remember(source, operationName, valid) {
      const key = toKey(source, operationName);
      if (known.has(key)) return;
      const { operation, document } = valid;
      known.set(key, { ...valid, countItems: createItemCounter(operation, document) });
    },
    execute(request, context) {
      const plain = readPlainRequest(request);
      const found = plain && known.get(toKey(plain.query, plain.operationName));
      if (!found) return null;
      const mediaType = negotiate(request.headers.accept);
      if (mediaType === undefined) return null;
      if (found.countItems(plain.variables) > maxItems) return null;
      return answer(found, plain, mediaType, context);
    },
  };

  async function answer(
    { document, operation }: KnownOperation,
    { operationName, variables }: PlainRequest,
    mediaType: string,
    context: Context,
  ): Promise<HttpResponse> {
    const { report } = context;
    reportOperation(report, operation, document);
    const result = await execute({ document, operation, operationName, variables, context });
    reportFaults(report, result.errors ?? []);
    const errors = result.errors?.map((error) => toFormattedError(error, context.requestId));
    reportCodes(report, errors);
    return {
      status: result.data === undefined ? toRequestErrorStatus(mediaType) : 200,
      headers: [['content-type', mediaType]],
      body: errors
        ? `${JSON.stringify({ errors, data: result.data })}\n`
        : `{"data":${writeData(result.data ?? {})}}\n`,
    };
  }
}

/** A POST of JSON that holds nothing but a document, its variables and an operation's name. */
interface PlainRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

const JSON_TYPES = new Set<string | undefined>(['application/json', JSON_TYPE]);

function readPlainRequest({ method, headers, body }: HttpRequest): PlainRequest | null {
  if (method !== 'POST' || !JSON_TYPES.has(headers['content-type'])) return null;
  if (!isJsonObject(body)) return null;
  const { query, operationName = null, variables = null, extensions } = body;
  if (typeof query !== 'string' || extensions !== undefined) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== null && !isJsonObject(variables)) return null;
  return { query, operationName: operationName ?? undefined, variables: variables ?? {} };
}

/** No document and no name of an operation has a NUL, so a request that has one is never known. */
function toKey(source: string, operationName = ''): string {
  return `${operationName}\0${source}`;
}

/** As JSON.stringify writes it; what stands under several names is put into words once. */
function writeData(data: Readonly<Record<string, unknown>>): string {
  const texts = new Map<unknown, string>();
  const members = Object.entries(data).map(([name, value]) => {
    const text = texts.get(value) ?? JSON.stringify(value);
    texts.set(value, text);
    return `"${name}":${text}`;
  });
  return `{${members.join(',')}}`;
}

/** As Apollo Server does it: what has no code of its own was thrown while executing. */
function toFormattedError(error: GraphQLError, requestId: string): GraphQLFormattedError {
  const { code = 'INTERNAL_SERVER_ERROR' } = error.extensions;
  const formatted = { ...error.toJSON(), extensions: { ...error.extensions, code } };
  return formatError(formatted, error, requestId);
}
