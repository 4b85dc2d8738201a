import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Dialect } from '../../../emulator/src/emulator.ts';

export const DOCUMENT_FILE = new URL('../../../emulator/openapi.yaml', import.meta.url);

/** One operation in one dialect, with all references resolved. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Null if the operation takes no body. */
  readonly bodySchema: object | null;
  readonly responses: Readonly<Record<string, Response>>;
  readonly isEmulated: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface Response {
  /** Null if the response has no body; undefined if any body may come. */
  readonly schema: object | null;
  readonly isBodyOptional: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: a YAML document; its form is checked against OpenAPI's own schema by a test
type Node = any;

const document: Node = parse(readFileSync(DOCUMENT_FILE, 'utf8'));

/** Only the operations of one dialect. */
export function readOperations(dialect: Dialect): Operation[] {
  const { paths } = resolve(document, dialect);
  return Object.entries<Node>(paths).flatMap(([path, { parameters = [], ...methods }]) =>
    Object.entries<Node>(methods).map(([method, operation]) =>
      toOperation(method.toUpperCase(), path, parameters, operation),
    ),
  );
}

function toOperation(method: string, path: string, shared: Node[], operation: Node): Operation {
  return {
    id: operation.operationId,
    method,
    path,
    parameters: [...shared, ...(operation.parameters ?? [])],
    bodySchema: operation.requestBody?.content['application/json'].schema ?? null,
    responses: Object.fromEntries(
      Object.entries<Node>(operation.responses).map(([status, response]) => [
        status,
        {
          schema: response.content === undefined ? null : firstOf(response.content).schema,
          isBodyOptional: response['x-body-optional'] === true,
        },
      ]),
    ),
    isEmulated: operation['x-not-emulated'] === undefined,
  };
}

function firstOf(content: Node): Node {
  return Object.values(content)[0];
}

/** Resolves references, and drops the parts of other dialects. */
function resolve(node: Node, dialect: Dialect): Node {
  if (typeof node !== 'object' || node === null) return node;
  if (typeof node.$ref === 'string') return resolve(follow(node.$ref), dialect);
  if (Array.isArray(node)) {
    return node.filter((item) => belongs(item, dialect)).map((item) => resolve(item, dialect));
  }
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => key !== 'x-dialects' && belongs(value, dialect))
      .map(([key, value]) => [key, resolve(value, dialect)]),
  );
}

function belongs(node: Node, dialect: Dialect): boolean {
  if (typeof node !== 'object' || node === null) return true;
  const dialects = node['x-dialects'] ?? (node.$ref && follow(node.$ref)['x-dialects']);
  return dialects === undefined || dialects.includes(dialect);
}

function follow(reference: string): Node {
  return reference
    .slice(2)
    .split('/')
    .reduce((node, key) => node[key], document);
}
