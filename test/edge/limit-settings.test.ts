import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type Stack, startStack, useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const repeat = (times: number, one: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => one(index)).join(' ');

const accept = (alias: string) =>
  `${alias}: acceptInvitation(input: {invitationId: "${alias}"}) { __typename }`;

/** Fields that lead to each other in a circle. */
const NESTING = ['invitations(perPage: 1)', 'nodes', 'target', 'organization'] as const;

function toSelection(field: (typeof NESTING)[number] | undefined, below: string): string {
  return field === 'organization'
    ? `{ ... on OrganizationMembership { ${field} ${below} } }`
    : `{ ${field} ${below} }`;
}

/** Operations that need exactly the given amount. */
const OPERATIONS: Readonly<Record<string, (size: number) => string>> = {
  // One brace on each side.
  MAX_TOKENS: (tokens) => `{ ${'__typename '.repeat(tokens - 2)} }`,
  MAX_DEPTH: (levels) => {
    const fields = Array.from({ length: levels - 1 }, (_, index) => NESTING[index % 4]);
    return fields.reduceRight<string>(
      (below, field) => toSelection(field, below),
      '{ __typename }',
    );
  },
  MAX_ALIASES: (aliases) => `{ ${repeat(aliases, (index) => `a${index}: __typename`)} }`,
  MAX_MUTATION_FIELDS: (fields) => `mutation { ${repeat(fields, (index) => accept(`a${index}`))} }`,
};

async function expectRuns(stack: Stack, query: string): Promise<void> {
  const { status, errors } = await stack.send({ query });
  expect(errors).toBeUndefined();
  expect(status).toBe(200);
}

async function expectRefused(stack: Stack, query: string, max: number): Promise<void> {
  const asked = stack.emulator.journal.length;
  const { status, data, errors } = await stack.send({ query });
  expect(status).toBe(400);
  expect(data).toBeUndefined();
  expect(errors?.[0]?.message).toContain(String(max));
  expect(stack.emulator.journal).toHaveLength(asked);
}

describe('a limit', () => {
  it.each([
    ['MAX_DEPTH', 12],
    ['MAX_ALIASES', 50],
    ['MAX_MUTATION_FIELDS', 10],
  ])('%s is exactly %i', async (variable, max) => {
    const operation = OPERATIONS[variable];
    if (operation === undefined) throw new Error(`no operation for ${variable}`);
    const stack = await startStack();
    await expectRuns(stack, operation(max));
    await expectRefused(stack, operation(max + 1), max);
  });

  it('MAX_TOKENS is exactly 5000', async () => {
    const stack = await startStack({ emulator: quiet() });
    // 28 tokens besides the list; graphql-js itself rejects that many equal fields.
    const share = (tokens: number) =>
      `mutation { inviteToArray(input: {namespace: "ada", array: "x", emails: ["a@example.com"], actions: [${'READ '.repeat(tokens - 28)}]}) { __typename } }`;
    await expectRuns(stack, share(5000));
    expect(stack.emulator.journal).toHaveLength(1);
    await expectRefused(stack, share(5001), 5000);
  });

  it.each([
    ['MAX_TOKENS', 20],
    ['MAX_DEPTH', 5],
    ['MAX_DEPTH', 6],
    ['MAX_ALIASES', 0],
    ['MAX_ALIASES', 3],
    ['MAX_MUTATION_FIELDS', 1],
  ])('%s can be set to %i', async (variable, max) => {
    const operation = OPERATIONS[variable];
    if (operation === undefined) throw new Error(`no operation for ${variable}`);
    const stack = await startStack({
      env: { MAX_ALIASES: '100', [variable]: String(max) },
    });
    if (max > 0) await expectRuns(stack, operation(max));
    await expectRefused(stack, operation(max + 1), max);
  });
});

describe('the measure of a limit', () => {
  const stack = useStack({
    env: { MAX_DEPTH: '4', MAX_ALIASES: '4', MAX_MUTATION_FIELDS: '2' },
  });

  it.each([
    [
      'levels of a named fragment',
      '{ ...A } fragment A on Query { invitations { nodes { target { ... on OrganizationMembership { organization { name } } } } } }',
    ],
    [
      'levels of an inline fragment',
      '{ ... { invitations { nodes { target { ... on OrganizationMembership { organization { name } } } } } } }',
    ],
    ['aliases at every level', '{ a: invitations { b: nodes { c: id d: type } e: page } }'],
    [
      'aliases of a fragment, as often as it is spread',
      '{ invitations { nodes { ...A } edges { node { ...A } } } } fragment A on Invitation { a: id b: type c: status }',
    ],
    [
      'root fields of a fragment',
      `mutation { ...A } fragment A on Mutation { ${accept('a')} ${accept('b')} ${accept('c')} }`,
    ],
    [
      'root fields that a directive leaves out',
      `mutation ($no: Boolean = false) { ${accept('a')} ${accept('b')} c: acceptInvitation(input: {invitationId: "c"}) @include(if: $no) { __typename } }`,
    ],
  ])('includes %s', async (_title, query) => {
    const { status, errors } = await stack.send({ query });
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toMatch(/at most \d/);
    expect(errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(stack.emulator.journal).toEqual([]);
  });

  it('is taken for each operation of a document separately', async () => {
    const { status } = await stack.send({
      query: '{ a: __typename b: __typename c: __typename d: __typename }',
    });
    expect(status).toBe(200);
  });

  it('is taken without hanging on fragments that spread each other', async () => {
    const query = `{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }`;
    expect((await stack.send({ query })).status).toBe(400);
  });

  it('is taken without hanging on fragments that double at each level', async () => {
    const levels = 60;
    const fragments = repeat(
      levels,
      (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );
    const query = `{ ...F0 } ${fragments} fragment F${levels} on Query { a: __typename }`;
    expect((await stack.send({ query })).status).toBe(400);
  });
});

describe('the maximum size of a body', () => {
  const MOST = 1000;
  const stack = useStack({ env: { MAX_BODY_BYTES: String(MOST) } });

  /** A request of exactly the given size. */
  const bodyOf = (bytes: number) => {
    const bare = JSON.stringify({ query: '{ __typename } #' });
    return JSON.stringify({ query: `{ __typename } #${'x'.repeat(bytes - bare.length)}` });
  };
  const post = (body: string) =>
    fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });

  it('can be set, and is exact to the byte', async () => {
    expect((await post(bodyOf(MOST))).status).toBe(200);
    const refused = await post(bodyOf(MOST + 1));
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_REQUEST', requestId: expect.any(String) } }],
    });
  });

  it('also applies to a body without Content-Length', async () => {
    const { hostname, port } = new URL(stack.url);
    const status = await new Promise((resolve, reject) => {
      const sent = request({
        method: 'POST',
        hostname,
        port,
        path: '/graphql',
        agent: false,
        headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      });
      sent.on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject);
      for (let part = 0; part < 4; part += 1) sent.write(bodyOf(MOST / 2));
      sent.end();
    });
    expect(status).toBe(413);
  });

  it('is one megabyte by default', async () => {
    const { url } = await startStack();
    const ask = (bytes: number) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: bodyOf(bytes),
      });
    expect((await ask(1_000_000)).status).toBe(200);
    expect((await ask(1_000_001)).status).toBe(413);
  });
});
