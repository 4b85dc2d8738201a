import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { buildSchema, isScalarType, isSpecifiedScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { readOperations } from '../../scripts/operations.ts';
import { type GraphQLAnswer, useStack } from '../support/stack.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MANIFEST = join(ROOT, 'operations', 'manifest.json');
const ARRAY = { namespace: 'ada', array: 's3://bucket/a b', actions: ['READ'] };

/** The service only runs the manifest, so every test shows that its document is trusted. */
const stack = useStack({
  env: { TRUSTED_DOCUMENTS: 'required', TRUSTED_DOCUMENTS_MANIFEST: MANIFEST },
});

const operations = readOperations();

/** By its id, as a client of trusted documents sends it. */
async function run(name: string, variables: object): Promise<GraphQLAnswer['data']> {
  const { operations } = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  const { id } = operations.find((operation: { name: string }) => operation.name === name);
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tiledb-rest-api-key': DEMO_KEY },
    body: JSON.stringify({
      variables,
      extensions: { persistedQuery: { version: 1, sha256Hash: id } },
    }),
  });
  const { data, errors } = (await response.json()) as GraphQLAnswer;
  expect(errors).toBeUndefined();
  return data;
}

/** Pending invitations of an organization that the demo's user owns. */
async function listCancellable(): Promise<{ id: string; cancelHandle: string }[]> {
  const { invitations } = await run('ListPendingInvitations', { organization: 'acme' });
  return invitations.nodes.filter((one: { cancelHandle: string | null }) => one.cancelHandle);
}

describe('the folder of operations', () => {
  it('is listed in its README', () => {
    const readme = readFileSync(join(ROOT, 'operations', 'README.md'), 'utf8');
    expect(operations).toHaveLength(8);
    for (const { name } of operations) expect(readme).toContain(`[${name}](${name}.graphql)`);
  });

  it('can list pending invitations page by page', async () => {
    const first = (await run('ListPendingInvitations', {})).invitations;
    const { endCursor } = first.pageInfo;
    const second = (await run('ListPendingInvitations', { after: endCursor })).invitations;
    expect(first.nodes).toHaveLength(25);
    expect(second.nodes[0].id).not.toBe(first.nodes[0].id);
  });

  it('can look up an invitation by its id', async () => {
    const [one] = (await run('ListPendingInvitations', {})).invitations.nodes;
    const { invitation } = await run('InvitationById', { id: one.id });
    expect(invitation).toMatchObject({ id: one.id, status: 'PENDING' });
  });

  it('can find who has already been invited', async () => {
    const { nodes } = (await run('ListPendingInvitations', {})).invitations;
    const { email } = nodes.find((one: { email: string | null }) => one.email !== null);
    const recipients = [email, 'stranger@example.com'];
    const { searchInvitations } = await run('SearchRecipients', { recipients });
    const [known, stranger] = searchInvitations.matches;
    expect(known.invitations.length).toBeGreaterThan(0);
    expect(stranger).toEqual({ recipient: 'stranger@example.com', invitations: [] });
  });

  it('can accept an invitation', async () => {
    const invitationId = '56723650-c27d-49e1-aadb-6cbcfde11181';
    const { acceptInvitation } = await run('AcceptInvitation', { input: { invitationId } });
    expect(acceptInvitation).toEqual({ __typename: 'InvitationAccepted', invitationId });
  });

  it('can cancel an invitation by its handle', async () => {
    const [one] = await listCancellable();
    const input = { cancelHandle: one?.cancelHandle };
    expect((await run('CancelInvitation', { input })).cancelInvitation).toEqual({
      __typename: 'InvitationCancelled',
      invitationId: one?.id,
    });
  });

  it('can cancel several invitations at once', async () => {
    const rows = (await listCancellable()).slice(0, 3);
    const input = { cancelHandles: rows.map(({ cancelHandle }) => cancelHandle) };
    const { cancelInvitations } = await run('CancelManyInvitations', { input });
    expect(cancelInvitations.cancelledCount).toBe(3);
  });

  it.each([
    ['InviteToOrganization', { organization: 'acme', role: 'READ_ONLY' }],
    ['InviteToArray', ARRAY],
  ])('can invite, and report who was not reached, with %s', async (name, where) => {
    const emails = ['someone@example.com', 'nobody@bounce.example'];
    const data = await run(name, { input: { ...where, emails } });
    expect(Object.values(data)).toEqual([
      {
        __typename: 'InvitationsPartiallySent',
        recipients: ['someone@example.com'],
        failedRecipients: ['nobody@bounce.example'],
      },
    ]);
  });
});

describe('the configuration of the MCP server', () => {
  const config = parse(readFileSync(join(ROOT, 'deploy/mcp/config.yaml'), 'utf8'));

  it('names files that exist', () => {
    const paths = [config.schema.path, config.custom_scalars, ...config.operations.paths];
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('exposes no mutation, and no operation that a model writes itself', () => {
    expect(config.overrides.mutation_mode).toBe('none');
    const tools = Object.values<{ enabled: boolean }>(config.introspection);
    expect(tools.some(({ enabled }) => enabled)).toBe(false);
  });

  it('maps every scalar of the schema', () => {
    const schema = buildSchema(readFileSync(join(ROOT, config.schema.path), 'utf8'));
    const scalars = Object.values(schema.getTypeMap()).filter(
      (type) => isScalarType(type) && !isSpecifiedScalarType(type),
    );
    const map = JSON.parse(readFileSync(join(ROOT, config.custom_scalars), 'utf8'));
    expect(Object.keys(map).sort()).toEqual(scalars.map(({ name }) => name).sort());
    for (const scalar of Object.values<object>(map)) {
      expect(new Ajv2020().validateSchema(scalar)).toBe(true);
    }
  });
});
