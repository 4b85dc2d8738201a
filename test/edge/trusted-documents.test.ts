import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { readConfig } from '../../src/config/read.ts';
import { type Stack, startStack } from '../support/stack.ts';

const LIST = 'query List($size: Int) { invitations(perPage: $size) { totalCount } }';
const ACCEPT =
  'mutation Accept($id: ID!) { acceptInvitation(input: { invitationId: $id }) { __typename } }';
const UNLISTED = '{ invitations { page } }';

const toId = (text: string) => createHash('sha256').update(text).digest('hex');
const toOperation = (body: string) => ({
  id: toId(body),
  name: /\w+ (\w+)/.exec(body)?.[1],
  type: body.split(' ')[0],
  body,
});
const MANIFEST = {
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [toOperation(LIST), toOperation(ACCEPT), { ...toOperation(LIST), id: 'list-1' }],
};

async function writeManifest(content: unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'manifest.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function startTrusting(manifest: unknown = MANIFEST): Promise<Stack> {
  const file = await writeManifest(manifest);
  return startStack({
    env: { TRUSTED_DOCUMENTS: 'required', TRUSTED_DOCUMENTS_MANIFEST: file },
  });
}

async function post(stack: Stack, body: unknown) {
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tiledb-rest-api-key': DEMO_KEY },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as {
    data?: unknown;
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, data: answer.data, code: answer.errors?.[0]?.extensions.code };
}

const persisted = (id: string) => ({ persistedQuery: { version: 1, sha256Hash: id } });
const LISTED = { status: 200, data: { invitations: { totalCount: 235 } }, code: undefined };

describe('the service in trusted-documents mode', () => {
  it.each([toId(LIST), 'list-1'])('runs a document by its id %s', async (id) => {
    const stack = await startTrusting();
    const answer = await post(stack, { extensions: persisted(id), variables: { size: 1 } });
    expect(answer).toEqual(LISTED);
    expect(stack.emulator.journal).toHaveLength(1);
  });

  it('runs a document by its id with GET', async () => {
    const stack = await startTrusting();
    const search = new URLSearchParams({ extensions: JSON.stringify(persisted(toId(LIST))) });
    const response = await fetch(`${stack.url}/graphql?${search}`, {
      headers: { 'x-tiledb-rest-api-key': DEMO_KEY, 'apollo-require-preflight': 'true' },
    });
    expect(await response.json()).toEqual({ data: LISTED.data });
  });

  it('runs a document by its text, with or without its id', async () => {
    const stack = await startTrusting();
    expect(await post(stack, { query: LIST })).toEqual(LISTED);
    expect(await post(stack, { query: LIST, extensions: persisted(toId(LIST)) })).toEqual(LISTED);
  });

  it.each([
    ['another document', { query: UNLISTED }],
    ['a listed document that was modified', { query: `${LIST} ` }],
    [
      'a listed document followed by another operation',
      { query: `${LIST} query X { __typename }`, operationName: 'X' },
    ],
    [
      'a mutation',
      { query: 'mutation { acceptInvitation(input: { invitationId: "x" }) { __typename } }' },
    ],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
    ['the SDL', { query: '{ _service { sdl } }' }],
    [
      'another document with its own id',
      { query: UNLISTED, extensions: persisted(toId(UNLISTED)) },
    ],
  ])('rejects %s and sends nothing upstream', async (_title, body) => {
    const stack = await startTrusting();
    expect(await post(stack, body)).toEqual({
      status: 400,
      data: undefined,
      code: 'QUERY_NOT_IN_SAFELIST',
    });
    expect(stack.emulator.journal).toEqual([]);
  });

  it('does not let clients register documents', async () => {
    const stack = await startTrusting();
    await post(stack, { query: UNLISTED, extensions: persisted(toId(UNLISTED)) });
    const { data, code } = await post(stack, { extensions: persisted(toId(UNLISTED)) });
    expect({ data, code }).toEqual({ data: undefined, code: 'PERSISTED_QUERY_NOT_FOUND' });
    expect(stack.emulator.journal).toEqual([]);
  });

  it.each(['__proto__', 'constructor', '', 'apq:list-1'])(
    'does not accept %j as an id',
    async (id) => {
      const stack = await startTrusting();
      const { code } = await post(stack, { extensions: persisted(id) });
      expect(code).toMatch(/PERSISTED_QUERY_NOT_FOUND/);
      expect(stack.emulator.journal).toEqual([]);
    },
  );
});

describe('the start with an invalid manifest', () => {
  it.each([
    ['text that is not JSON', '{', /JSON/],
    ['another format', { ...MANIFEST, format: 'relay' }, /apollo-persisted-query-manifest/],
    ['another version', { ...MANIFEST, version: 2 }, /"version": 1/],
    ['an operation without a body', { ...MANIFEST, operations: [{ id: 'x' }] }, /operations\[0\]/],
    [
      'an invalid document',
      { ...MANIFEST, operations: [{ id: 'x', body: '{' }] },
      /"x": Syntax Error/,
    ],
    [
      'an unknown field',
      { ...MANIFEST, operations: [{ id: 'x', body: '{ nothing }' }] },
      /"x": Cannot query field "nothing"/,
    ],
  ])('fails on %s', async (_title, manifest, message) => {
    await expect(startTrusting(manifest)).rejects.toThrow(message);
  });

  it('fails when the file does not exist', async () => {
    const env = { TRUSTED_DOCUMENTS: 'required', TRUSTED_DOCUMENTS_MANIFEST: '/no/such/file' };
    await expect(startStack({ env })).rejects.toThrow('/no/such/file');
  });

  it('fails without a manifest', () => {
    expect(() => readConfig({ TRUSTED_DOCUMENTS: 'required' })).toThrow(
      'TRUSTED_DOCUMENTS_MANIFEST must be set',
    );
  });

  it('fails when a gateway’s secret is set as well', () => {
    const env = {
      TRUSTED_DOCUMENTS: 'required',
      TRUSTED_DOCUMENTS_MANIFEST: 'x.json',
      ROUTER_SECRET: 'a-secret-of-the-gateway',
    };
    expect(() => readConfig(env)).toThrow('TRUSTED_DOCUMENTS must be `off`');
  });
});

describe('automatic persisted queries', () => {
  it('are kept once they were sent, when any document is allowed', async () => {
    const stack = await startStack();
    expect(await post(stack, { extensions: persisted(toId(LIST)) })).toMatchObject({
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
    expect(await post(stack, { query: LIST, extensions: persisted(toId(LIST)) })).toEqual(LISTED);
    expect(await post(stack, { extensions: persisted(toId(LIST)) })).toEqual(LISTED);
  });

  it('are not kept under the hash of another document', async () => {
    const stack = await startStack();
    expect(await post(stack, { query: UNLISTED, extensions: persisted(toId(LIST)) })).toMatchObject(
      { status: 400, code: 'BAD_REQUEST' },
    );
    expect((await post(stack, { extensions: persisted(toId(LIST)) })).code).toBe(
      'PERSISTED_QUERY_NOT_FOUND',
    );
    expect(stack.emulator.journal).toEqual([]);
  });
});
