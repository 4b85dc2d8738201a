import { expect, it } from 'vitest';
import { holdWaysAgainstEachOther } from './differential.ts';
import { ask, startWay } from './ways.ts';

/** Takes a few seconds; `npm run fuzz -- 10000` does more. */
const DOCUMENTS = 25;

it('gives the same response to generated operations, however they run and whatever came before', async () => {
  const tally = await holdWaysAgainstEachOther(DOCUMENTS, 1);
  // Documents that are rejected before execution would all get the same response.
  expect(tally.data).toBeGreaterThan(tally.requests / 10);
  expect(tally.partial).toBeGreaterThan(tally.requests / 20);
  expect(tally.calls).toBeGreaterThan(tally.requests / 10);
});

it('gives errors in one order, also when aliases are merged and one of their reads is slow', async () => {
  const body = {
    query: `{
      a: invitations(filter: { array: "slow", group: "broken" }) { page }
      b: invitations(filter: { array: "slow", group: "broken" }) { page }
      c: invitations(filter: { organization: "forbidden" }) { page }
    }`,
  };
  for (const compile of ['never', 'always'] as const) {
    const server = await startWay({ compile, bypass: true });
    const answer = await ask(server, body);
    const { errors } = JSON.parse(answer.body) as { errors: { path: string[] }[] };
    expect(errors.map(({ path }) => path)).toEqual([['a'], ['b'], ['c']]);
    await server.stop();
  }
});

it.each([
  'mutation ($if: Boolean = true) { acceptInvitation(input: { invitationId: "i1" }) @skip(if: $if) { __typename } }',
  'query ($if: Boolean = true) { invitations @include(if: $if) { page } }',
])('answers a null for @skip or @include as graphql-js does: %s', async (query) => {
  for (const way of [
    { compile: 'never', bypass: false },
    { compile: 'always', bypass: true },
  ] as const) {
    const server = await startWay(way);
    for (let time = 1; time <= 3; time += 1) {
      const answer = await ask(server, { query, variables: { if: null } });
      expect(answer).toMatchObject({ status: 200, calls: [] });
      expect(JSON.parse(answer.body)).toMatchObject({
        data: null,
        errors: [{ message: 'Argument "if" of non-null type "Boolean!" must not be null.' }],
      });
    }
    await server.stop();
  }
});
