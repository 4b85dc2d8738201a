/**
 * `npm run operations`: checks the documents in operations/ and regenerates the manifest of trusted documents and the
 * schema of the MCP server. With --check, writes nothing and fails if one of these is out of date.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  buildSchema,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  printSchema,
  validate,
} from 'graphql';

/** A document of operations/, with one operation named like the file. */
export interface Operation {
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** The comment above it. */
  readonly description: string;
  readonly body: string;
}

const ROOT = join(import.meta.dirname, '..');

/** @throws {Error} naming the file and what is wrong with it */
export function readOperations(folder = join(ROOT, 'operations')): readonly Operation[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readOperation(file, readFileSync(join(folder, file), 'utf8')));
}

function readOperation(file: string, body: string): Operation {
  const { definitions } = parse(body);
  const operations = definitions.filter(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION,
  );
  const [operation] = operations;
  const name = basename(file, '.graphql');
  if (operation === undefined || operations.length > 1 || operation.name?.value !== name) {
    throw new Error(`operations/${file} must contain one operation, named ${name}`);
  }
  const comment = /^(?:# .+\n)+/.exec(body)?.[0];
  if (comment === undefined) {
    throw new Error(`operations/${file} must begin with a comment: it describes the tool`);
  }
  return { name, type: operation.operation, description: comment.replaceAll(/^# /gm, ''), body };
}

/** @see https://www.apollographql.com/docs/graphos/platform/security/persisted-queries#manifest-format */
function renderManifest(operations: readonly Operation[]): string {
  const manifest = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: operations.map(({ name, type, body }) => ({
      id: createHash('sha256').update(body).digest('hex'),
      name,
      type,
      body,
    })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** What clients see, without federation's directives. */
function renderApiSchema(schema: GraphQLSchema): string {
  return `# Made of schema.graphql by \`npm run operations\`.\n${printSchema(schema)}\n`;
}

function main(): void {
  const sdl = readFileSync(join(ROOT, 'schema.graphql'), 'utf8');
  // graphql-js does not know federation's directives.
  const schema = buildSchema(sdl, { assumeValidSDL: true });
  const operations = readOperations();
  for (const { name, body } of operations) {
    for (const { message } of validate(schema, parse(body))) {
      process.stderr.write(`operations/${name}.graphql: ${message}\n`);
      process.exitCode = 1;
    }
  }
  const outputs = {
    'operations/manifest.json': renderManifest(operations),
    'deploy/mcp/schema.graphql': renderApiSchema(schema),
  };
  for (const [path, text] of Object.entries(outputs)) {
    if (!process.argv.includes('--check')) {
      writeFileSync(join(ROOT, path), text);
    } else if (readFileSync(join(ROOT, path), 'utf8') !== text) {
      process.stderr.write(`${path} is out of date; run \`npm run operations\`.\n`);
      process.exitCode = 1;
    }
  }
}

if (import.meta.main) main();
