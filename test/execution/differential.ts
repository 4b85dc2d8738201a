import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { createSchema } from '../../src/graphql/schema.ts';
import { documentsOf } from './documents.ts';
import { type Answer, ask, startWay } from './ways.ts';

/** How often each request is sent each way. */
const REPETITIONS = 10;

/** Statistics of generated documents, so that a test can check that they are not trivial. */
export interface Tally {
  documents: number;
  requests: number;
  /** Requests that made upstream calls. */
  calls: number;
  /** Requests by their result. */
  data: number;
  partial: number;
  refused: number;
}

/** Compares the ways of executing an operation. @throws at the first difference */
export async function holdWaysAgainstEachOther(
  documents: number,
  seed: number,
  onDocument: (tally: Tally) => void = () => {},
): Promise<Tally> {
  const interpreted = await startWay({ compile: 'never', bypass: false });
  const others = {
    bypassed: await startWay({ compile: 'never', bypass: true }),
    compiled: await startWay({ compile: 'always', bypass: true }),
    'compiled when repeated': await startWay({ compile: 'repeated', bypass: true }),
  };
  const tally: Tally = { documents: 0, requests: 0, calls: 0, data: 0, partial: 0, refused: 0 };

  const property = fc.asyncProperty(documentsOf(createSchema()), async ({ query, requests }) => {
    tally.documents += 1;
    for (const { operationName, variables } of requests) {
      // As parsed from the wire, where nothing is undefined.
      const body: unknown = JSON.parse(JSON.stringify({ query, operationName, variables }));
      const expected = await ask(interpreted, body);
      count(tally, expected);
      for (let time = 1; time <= REPETITIONS; time += 1) {
        const again = time === 1 ? expected : await ask(interpreted, body);
        expectAlike('interpreted', time, body, expected, again);
        for (const [way, server] of Object.entries(others)) {
          expectAlike(way, time, body, expected, await ask(server, body));
        }
      }
    }
    onDocument(tally);
  });
  try {
    await fc.assert(property, { numRuns: documents, seed, endOnFailure: true });
  } finally {
    for (const server of [interpreted, ...Object.values(others)]) await server.stop();
  }
  return tally;
}

function expectAlike(
  way: string,
  time: number,
  body: unknown,
  expected: unknown,
  found: unknown,
): void {
  if (isDeepStrictEqual(found, expected)) return;
  const show = (value: unknown) => JSON.stringify(value, null, 2);
  throw new Error(
    `${way}, time ${time}: ${show(body)}\nexpected ${show(expected)}\nfound ${show(found)}`,
  );
}

function count(tally: Tally, { body, calls }: Answer): void {
  tally.requests += 1;
  if (calls.length > 0) tally.calls += 1;
  const { data, errors } = JSON.parse(body) as { data?: unknown; errors?: unknown };
  if (data === undefined || data === null) tally.refused += 1;
  else if (errors === undefined) tally.data += 1;
  else tally.partial += 1;
}
