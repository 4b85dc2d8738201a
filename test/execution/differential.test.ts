import { expect, it } from 'vitest';
import { holdWaysAgainstEachOther } from './differential.ts';

/** A few seconds; `npm run fuzz -- 10000` does more. */
const DOCUMENTS = 25;

it('answers generated operations alike, however they run and whatever came before', async () => {
  const tally = await holdWaysAgainstEachOther(DOCUMENTS, 1);
  // Documents that are refused before they run would all be answered alike.
  expect(tally.data).toBeGreaterThan(tally.requests / 10);
  expect(tally.partial).toBeGreaterThan(tally.requests / 20);
  expect(tally.calls).toBeGreaterThan(tally.requests / 10);
});
