import { type DocumentNode, type GraphQLSchema, Kind } from 'graphql';
import { MAX_COMPILED_FIELDS } from './executor.ts';
import { createFieldCounter } from './expanded-fields.ts';

/** Maximum heap bytes of each document cache. */
export const MAX_CACHE_BYTES = 30 * 2 ** 20;

/** A larger document is not cached: it is parsed and validated each time, and never compiled. */
export const MAX_DOCUMENT_BYTES = 1_000_000;

/** A cache entry, and the fixed size of a compiled query. */
const BYTES_PER_DOCUMENT = 20_000;
/** Measured with graphql 16: 350 bytes for a parsed document (`npm run measure:execution`). */
const BYTES_PER_TOKEN = 400;
const BYTES_PER_CHARACTER = 2;
/** Measured with graphql-jit 0.8: 500 bytes once compiled (same command), 2,700 once all of the code has run. */
const BYTES_PER_COMPILED_FIELD = 3_000;

/** Estimates the heap bytes of a document, including its queries once they are compiled. */
export type DocumentScale = (document: DocumentNode) => number;

/**
 * Apollo Server's own measure, the length of the document as JSON, ignores the source text, which the document holds on to,
 * and the compiled code.
 */
export function createDocumentScale(schema: GraphQLSchema): DocumentScale {
  const countFields = createFieldCounter(schema);

  return (document) => {
    let tokens = 0;
    for (let token = document.loc?.startToken ?? null; token !== null; token = token.next) {
      tokens += 1;
    }
    let compiledFields = 0;
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      // Mutations are never compiled.
      if (definition.operation !== 'query') continue;
      const fields = countFields(document, definition);
      if (fields <= MAX_COMPILED_FIELDS) compiledFields += fields;
    }
    const characters = document.loc?.source.body.length ?? 0;
    return (
      BYTES_PER_DOCUMENT +
      characters * BYTES_PER_CHARACTER +
      tokens * BYTES_PER_TOKEN +
      compiledFields * BYTES_PER_COMPILED_FIELD
    );
  };
}
