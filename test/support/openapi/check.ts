/** Checks the service's requests and the emulator's responses against emulator/openapi.yaml. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Dialect, ObservedExchange } from '../../../emulator/src/emulator.ts';
import { type Operation, type Parameter, type Response, readOperations } from './document.ts';

const DIALECTS: readonly Dialect[] = ['given', 'current', 'workspaces'];

const OPERATIONS = new Map(DIALECTS.map((dialect) => [dialect, readOperations(dialect)]));

/** A request, however it was recorded. */
export interface RequestFacts {
  readonly method: string;
  /** The raw path and query, still encoded. */
  readonly target: string;
  readonly contentType: string;
  readonly body: string;
}

export interface AnswerFacts {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** The violations in one exchange, one sentence each. */
export function checkExchange({ entry, dialect, answer }: ObservedExchange): string[] {
  const request = {
    method: entry.method,
    target: entry.target,
    contentType: entry.headers['content-type'] ?? '',
    body: entry.body,
  };
  return [
    ...checkRequest(request, dialect),
    ...(answer === null
      ? []
      : checkAnswer(
          request,
          {
            status: answer.status,
            contentType: String(answer.headers['content-type'] ?? ''),
            body: answer.body.toString(),
          },
          dialect,
        )),
  ];
}

/** A client need not know which dialect the server speaks: its request must be valid in one of them. */
export function checkRequest(request: RequestFacts, dialect: Dialect): string[] {
  const inOrder = [dialect, ...DIALECTS.filter((other) => other !== dialect)];
  const problems = inOrder.map((each) => requestProblems(request, each));
  return problems.some(({ length }) => length === 0) ? [] : (problems[0] ?? []);
}

function requestProblems(request: RequestFacts, dialect: Dialect): string[] {
  const operation = findOperation(request, dialect);
  if (operation === undefined) {
    return [`${request.method} ${request.target}: no operation of the ${dialect} dialect`];
  }
  return [
    ...pathProblems(operation, request),
    ...queryProblems(operation, request),
    ...requestBodyProblems(operation, request),
  ].map((problem) => `${describe(operation, request)}: ${problem}`);
}

/** A literal segment takes precedence over a parameter, as OpenAPI specifies. */
function findOperation({ method, target }: RequestFacts, dialect: Dialect): Operation | undefined {
  const segments = toPath(target).split('/');
  return OPERATIONS.get(dialect)
    ?.filter((operation) => operation.method === method && isPathOf(operation, segments))
    .toSorted((a, b) => countParameters(a) - countParameters(b))[0];
}

function isPathOf({ path }: Operation, segments: readonly string[]): boolean {
  const template = path.split('/');
  return (
    template.length === segments.length &&
    template.every((part, index) => part.startsWith('{') || part === segments[index])
  );
}

function countParameters({ path }: Operation): number {
  return path.split('{').length;
}

function pathProblems(operation: Operation, { target }: RequestFacts): string[] {
  const segments = toPath(target).split('/');
  return operation.path.split('/').flatMap((part, index) => {
    const parameter = operation.parameters.find((known) => part === `{${known.name}}`);
    if (parameter === undefined) return [];
    return problemsOf(
      parameter.schema,
      decodeURIComponent(segments[index] ?? ''),
      `path parameter ${parameter.name}`,
    );
  });
}

function queryProblems({ parameters }: Operation, { target }: RequestFacts): string[] {
  const known = parameters.filter((parameter) => parameter.in === 'query');
  const given = [...new URLSearchParams(toQuery(target))];
  const repeated = given.filter(([name], index) => given.findIndex((g) => g[0] === name) !== index);
  return [
    ...repeated.map(([name]) => `query parameter ${name} is repeated`),
    ...given.flatMap(([name, value]) => {
      const parameter = known.find((each) => each.name === name);
      if (parameter === undefined) return [`query parameter ${name} is unknown`];
      return problemsOf(parameter.schema, toTyped(parameter, value), `query parameter ${name}`);
    }),
  ];
}

/** Query values are strings; numbers in them are digits. */
function toTyped({ schema }: Parameter, value: string): unknown {
  return schema['type'] === 'integer' && /^\d+$/.test(value) ? Number(value) : value;
}

function requestBodyProblems(
  { bodySchema }: Operation,
  { body, contentType }: RequestFacts,
): string[] {
  if (bodySchema === null) return body === '' ? [] : ['request body must be empty'];
  if (!isJson(contentType)) return [`request has the content type "${contentType}"`];
  return problemsOf(bodySchema, parseJson(body), 'request body');
}

/** The violations in a response to this request. */
export function checkAnswer(
  request: RequestFacts,
  answer: AnswerFacts,
  dialect: Dialect,
): string[] {
  const operation = findOperation(request, dialect);
  const place = operation
    ? describe(operation, request)
    : `${request.method} ${request.target} (no operation of the ${dialect} dialect)`;
  const response = operation ? responseTo(operation, answer.status) : NO_OPERATION;
  if (response === undefined) return [`${place}: ${answer.status} is not among its answers`];
  return answerProblems(response, answer).map(
    (problem) => `${place}: answer ${answer.status}: ${problem}`,
  );
}

/** The router's own error responses are not described. */
const NO_OPERATION: Response = { schema: {}, isBodyOptional: true };

/** `default` describes error responses only. */
function responseTo({ responses }: Operation, status: number): Response | undefined {
  return responses[status] ?? (status >= 400 ? responses['default'] : undefined);
}

function answerProblems(
  { schema, isBodyOptional }: Response,
  { body, contentType }: AnswerFacts,
): string[] {
  if (schema === null) return body === '' ? [] : ['body must be empty'];
  if (body === '') return isBodyOptional ? [] : ['body must not be empty'];
  if (!isJson(contentType)) return [`has the content type "${contentType}"`];
  return problemsOf(schema, parseJson(body), 'body');
}

const ajv = addFormats.default(new Ajv2020({ allErrors: true, allowUnionTypes: true }));
const validators = new WeakMap<object, ValidateFunction>();

function problemsOf(schema: object, value: unknown, place: string): string[] {
  const validate = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${place}${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

function describe({ id }: Operation, { method, target }: RequestFacts): string {
  return `${method} ${target} (${id})`;
}

function toPath(target: string): string {
  return target.split('?', 1).join('');
}

function toQuery(target: string): string {
  return target.slice(toPath(target).length);
}

function isJson(contentType: string): boolean {
  return /^application\/json(?: *;.*)?$/i.test(contentType);
}

/** undefined for text that is not JSON; undefined is not a value of any schema. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
