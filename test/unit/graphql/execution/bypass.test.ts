import { type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../../src/graphql/context.ts';
import { createBypass } from '../../../../src/graphql/execution/bypass.ts';

const MAX_ITEMS = 1_000;

/** A bypass that only looks up: a document that it knows makes its executor throw. */
function createLookup(bytes: number) {
  const bypass = createBypass(
    () => {
      throw new Error('executed');
    },
    () => bytes,
    MAX_ITEMS,
  );
  return {
    remember(query: string) {
      const document = parse(query);
      const [operation] = document.definitions as OperationDefinitionNode[];
      if (operation === undefined) throw new Error('The document is empty.');
      bypass.remember(query, undefined, { document, operation });
    },
    isKnown(query: string) {
      const answer = bypass.execute(
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          search: '',
          body: { query },
        },
        { report: { faults: new Set(), codes: [] } } as unknown as Context,
      );
      answer?.catch(() => {});
      return answer !== null;
    },
  };
}

const toQuery = (n: number) => `{ field${n}: __typename }`;

describe('the bypass', () => {
  it('keeps at most 30 MB of documents, and the least recent one makes room', () => {
    const { remember, isKnown } = createLookup(1_000_000);
    for (let n = 0; n <= 31; n += 1) remember(toQuery(n));
    expect(Array.from({ length: 32 }, (_, n) => isKnown(toQuery(n)))).toEqual(
      Array.from({ length: 32 }, (_, n) => n > 0),
    );
  });

  it('does not keep a document of more than 1 MB', () => {
    const { remember, isKnown } = createLookup(1_000_001);
    remember(toQuery(0));
    expect(isKnown(toQuery(0))).toBe(false);
  });
});
