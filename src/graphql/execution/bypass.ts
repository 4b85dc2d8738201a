import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { isJsonObject } from '../../domain/json.ts';
import { type HttpRequest, type HttpResponse, JSON_TYPE } from '../../http/message.ts';
import type { Context } from '../context.ts';
import { formatCaughtError } from '../errors.ts';
import { negotiate, toRequestErrorStatus } from '../http/media-type.ts';
import { type CostCounter, createCostCounter, findExcess } from '../limits/operation-cost.ts';
import { reportCodes, reportOperation } from '../report/report-plugin.ts';
import { type DocumentScale, MAX_CACHE_BYTES, MAX_DOCUMENT_BYTES } from './document-size.ts';
import type { Executor } from './executor.ts';

/** A document that Apollo Server has found valid, within limits and trusted, and the operation chosen from it. */
export interface ValidOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/**
 * Lets repeated operations bypass Apollo Server, which has already validated their document and whose request handling
 * costs more than the execution. Only what may differ between requests is checked here.
 */
export interface Bypass {
  /**
   * @param source the document's text
   * @param operationName as received; undefined if there was none
   */
  remember(source: string, operationName: string | undefined, valid: ValidOperation): void;
  /** @returns null when Apollo Server must handle the request: its document is unknown, or it is not a plain request */
  execute(request: HttpRequest, context: Context): Promise<HttpResponse> | null;
}

/** The known operations of one document, by the operation name that was sent. */
type KnownOperations = Map<string | undefined, KnownOperation>;

interface KnownOperation extends ValidOperation {
  readonly countCost: CostCounter;
}

export function createBypass(execute: Executor, toBytes: DocumentScale, maxItems: number): Bypass {
  const known = new LRUCache<string, KnownOperations>({
    maxSize: MAX_CACHE_BYTES,
    maxEntrySize: MAX_DOCUMENT_BYTES,
  });

  return {
    remember(source, operationName, valid) {
      const { operation, document } = valid;
      const operations: KnownOperations = known.get(source) ?? new Map();
      if (operations.has(operationName)) return;
      operations.set(operationName, {
        ...valid,
        countCost: createCostCounter(operation, document),
      });
      known.set(source, operations, { size: toBytes(document) });
    },
    execute(request, context) {
      const plain = readPlainRequest(request);
      const found = plain && known.get(plain.query)?.get(plain.operationName);
      if (!found) return null;
      const mediaType = negotiate(request.headers.accept);
      if (mediaType === undefined) return null;
      if (findExcess(found.countCost(plain.variables), maxItems) !== null) return null;
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
    const errors = result.errors?.map((error) => formatCaughtError(error, context));
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

/** A JSON POST that contains only a document, variables and an operation name. */
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

/** Like JSON.stringify, but serialises a value that several aliases share only once. */
function writeData(data: Readonly<Record<string, unknown>>): string {
  const texts = new Map<unknown, string>();
  const members = Object.entries(data).map(([name, value]) => {
    const text = texts.get(value) ?? JSON.stringify(value);
    texts.set(value, text);
    return `"${name}":${text}`;
  });
  return `{${members.join(',')}}`;
}
