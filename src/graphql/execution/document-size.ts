import type { DocumentNode } from 'graphql';

/** Bound of each store of documents, in bytes of the heap. */
export const MOST_DOCUMENT_BYTES = 30 * 2 ** 20;

/** Measured with graphql 16 and graphql-jit 0.8: what any document takes with its compiled operation, and each of its tokens. */
const BYTES_A_DOCUMENT = 20_000;
const BYTES_A_TOKEN = 600;
const BYTES_A_CHARACTER = 2;

/**
 * About what a document takes of the heap. Apollo Server's own measure, the length of the document as JSON, leaves out
 * the text that it holds on to, however long, and what it was compiled to.
 */
export function toDocumentBytes({ loc }: DocumentNode): number {
  let tokens = 0;
  for (let token = loc?.startToken ?? null; token !== null; token = token.next) tokens += 1;
  const characters = loc?.source.body.length ?? 0;
  return BYTES_A_DOCUMENT + characters * BYTES_A_CHARACTER + tokens * BYTES_A_TOKEN;
}
