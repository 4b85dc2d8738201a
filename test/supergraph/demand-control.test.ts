import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOperations } from '../../scripts/operations.ts';
import { type GraphQLAnswer, useStack } from '../support/stack.ts';
import { composeFor, composeWithApollo } from './compose.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { toInvitationsSubgraph } from './subgraphs.ts';

const stack = useStack();
let gateway: Gateway;
beforeAll(async () => {
  const { supergraphSdl } = composeFor('hive', [toInvitationsSubgraph(stack.url)]);
  gateway = await startGateway('hive', { supergraphSdl });
});
afterAll(() => gateway.stop());

const CANCEL_HANDLE = 'not a handle';
/** For each of operations/: what its required variables need. */
const VARIABLES: Readonly<Record<string, object>> = {
  InvitationById: { id: 'x' },
  SearchRecipients: { recipients: ['x@example.com'] },
  AcceptInvitation: { input: { invitationId: 'x' } },
  CancelInvitation: { input: { cancelHandle: CANCEL_HANDLE } },
  CancelManyInvitations: { input: { cancelHandles: [CANCEL_HANDLE] } },
  InviteToOrganization: {
    input: { organization: 'acme', emails: ['x@example.com'], role: 'READ_ONLY' },
  },
  InviteToArray: {
    input: {
      namespace: 'ada',
      array: 's3://bucket/a b',
      emails: ['x@example.com'],
      actions: ['READ'],
    },
  },
};

async function measure(query: string, variables: object = {}) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tiledb-rest-api-key': 'demo-key-ada' },
    body: JSON.stringify({ query, variables }),
  });
  const { extensions, errors } = (await response.json()) as GraphQLAnswer & {
    extensions?: { cost?: { estimated: number } };
  };
  return { cost: extensions?.cost?.estimated, errors };
}

/** By the rules of the cost specification: `@cost` of fields, 1 for each composite type; lists multiply. */
describe('Hive Gateway’s demand control', () => {
  it.each([
    ['a page of 10', '{ invitations(perPage: 10) { nodes { id } } }', 10 + 1 + 10],
    ['a page of 100 by cursor', '{ invitations(first: 100) { nodes { id } } }', 10 + 1 + 100],
    [
      'edges with nodes',
      '{ invitations(first: 20) { edges { node { id } } } }',
      10 + 1 + 20 * (1 + 1),
    ],
    ['a lookup by id', '{ invitation(id: "x") { id } }', 100 + 1],
    [
      'a search',
      '{ searchInvitations(recipients: ["x"]) { matches { invitations { id } } } }',
      200 + 1 + 100 * (1 + 1),
    ],
    [
      'a bulk mutation',
      'mutation { acceptInvitations(input: { invitationIds: ["x"] }) { results { result { __typename } } } }',
      100 + 1 + 100 * (1 + 1),
    ],
    [
      'a mutation',
      'mutation { acceptInvitation(input: { invitationId: "x" }) { __typename } }',
      10 + 1,
    ],
  ])('estimates the cost of %s', async (_what, query, cost) => {
    expect(await measure(query)).toEqual({ cost, errors: undefined });
  });

  it('assumes one item for a page without a size, as docs/platform.md says', async () => {
    expect((await measure('{ invitations { nodes { id } } }')).cost).toBe(10 + 1 + 1);
  });

  it.each(readOperations())('admits operations/$name.graphql', async ({ name, body }) => {
    const { cost, errors = [] } = await measure(body, VARIABLES[name]);
    expect(cost).toBeGreaterThan(0);
    expect(errors.map(({ extensions }) => extensions['code'])).not.toContain(
      'COST_ESTIMATED_TOO_EXPENSIVE',
    );
  });

  it('reads the page size from a variable', async () => {
    const query = 'query Page($size: Int) { invitations(perPage: $size) { nodes { id } } }';
    expect((await measure(query, { size: 50 })).cost).toBe(10 + 1 + 50);
  });

  it('rejects an operation above its limit, and sends nothing', async () => {
    // Two pages of pages: 2 * (10 + 1 + 100 * (2 + 10 + 1 + 100)).
    const page = 'nodes { organization { invitations(first: 100) { nodes { id } } } }';
    const { errors } = await measure(
      `{ one: invitations(page: 1, perPage: 100) { ${page} } two: invitations(page: 2, perPage: 100) { ${page} } }`,
    );
    expect(errors?.[0]?.extensions['code']).toBe('COST_ESTIMATED_TOO_EXPENSIVE');
    expect(stack.emulator.journal).toEqual([]);
  });
});

describe('a supergraph for Apollo Router', () => {
  it('keeps every @cost and @listSize of the schema', () => {
    const { sdl } = toInvitationsSubgraph(stack.url);
    const { supergraphSdl } = composeWithApollo([toInvitationsSubgraph(stack.url)]);
    const count = (text: string, directive: string) =>
      [...text.matchAll(new RegExp(`(?<!directive )@${directive}\\(`, 'g'))].length;
    expect(count(sdl, 'cost')).toBeGreaterThan(5);
    expect(count(supergraphSdl, 'cost')).toBe(count(sdl, 'cost'));
    expect(count(supergraphSdl, 'listSize')).toBe(count(sdl, 'listSize'));
  });
});
