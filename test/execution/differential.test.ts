import { expect, it } from 'vitest';
import { holdWaysAgainstEachOther } from './differential.ts';

/** Takes a few seconds; `npm run fuzz -- 10000` does more. */
const DOCUMENTS = 25;

it('gives the same response to generated operations, however they run and whatever came before', async () => {
  const tally = await holdWaysAgainstEachOther(DOCUMENTS, 1);
  // Documents that are rejected before execution would all get the same response.
  expect(tally.data).toBeGreaterThan(tally.requests / 10);
  expect(tally.partial).toBeGreaterThan(tally.requests / 20);
  expect(tally.calls).toBeGreaterThan(tally.requests / 10);
});
