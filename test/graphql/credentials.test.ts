import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../emulator/src/emulator.ts';
import { DEMO_KEY, DEMO_LOGIN } from '../../emulator/src/world.ts';
import { INVITATIONS, MUTATIONS } from '../support/operations.ts';
import { sendRaw } from '../support/raw-http.ts';
import { useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...INVITATIONS) });

const KEY = 'X-TILEDB-REST-API-KEY';
const LIST = '{ invitations { totalCount } }';

type Header = readonly [name: string, value: string];

const send = (query: string, headers: readonly Header[]) =>
  sendRaw(stack.url, {
    headers: [['content-type', 'application/json'], ['x-request-id', 'r-1'], ...headers],
    body: JSON.stringify({ query }),
  });

/** The credential headers of an upstream call, as received on the wire. */
function credentialsOf({ rawHeaders }: JournalEntry): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    if (name !== 'x-tiledb-rest-api-key' && name !== 'authorization') continue;
    found[name] = [...(found[name] ?? []), rawHeaders[index + 1] ?? ''];
  }
  return found;
}

const sentUpstream = () => stack.emulator.journal.map(credentialsOf);

const BASIC = `Basic ${btoa(`${DEMO_LOGIN.username}:${DEMO_LOGIN.password}`)}`;

const UNAUTHENTICATED = { code: 'UNAUTHENTICATED', requestId: 'r-1', retryable: false };

describe('a credential', () => {
  const values = [
    'demo-key-ada',
    'a key with  spaces',
    '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    'latin1 \u00e9\u00ff\u0080',
    '%41%2f',
    'k'.repeat(4000),
  ];

  it.each(values)('is forwarded byte for byte as an API key: %s', async (value) => {
    await send(LIST, [[KEY, value]]);
    expect(sentUpstream()).toEqual([{ 'x-tiledb-rest-api-key': [value] }]);
  });

  it.each([...values, BASIC, 'Bearer a.b-c_d', 'basic x', 'Digest username="a", realm="b"'])(
    'is forwarded byte for byte as Authorization: %s',
    async (value) => {
      await send(LIST, [['Authorization', value]]);
      expect(sentUpstream()).toEqual([{ authorization: [value] }]);
    },
  );

  it('is forwarded in both headers when both are sent', async () => {
    await send(LIST, [
      ['authorization', 'Bearer one'],
      ['x-tiledb-rest-api-key', DEMO_KEY],
    ]);
    expect(sentUpstream()).toEqual([
      { authorization: ['Bearer one'], 'x-tiledb-rest-api-key': [DEMO_KEY] },
    ]);
  });

  it('is forwarded with every kind of call', async () => {
    for (const { query, input } of MUTATIONS) await stack.send({ query, variables: { input } });
    await stack.send({ query: '{ invitation(id: "join") { id } }' });
    expect(sentUpstream()).toEqual(
      [...MUTATIONS, 'a lookup'].map(() => ({ 'x-tiledb-rest-api-key': [DEMO_KEY] })),
    );
  });

  it('is forwarded with a write that has a body, even when it is not ASCII', async () => {
    const key = 'latin1 \u00e9\u00ff';
    await send(
      'mutation { inviteToOrganization(input: {organization: "acme", emails: ["a@example.com"], role: OWNER}) { __typename } }',
      [[KEY, key]],
    );
    expect(sentUpstream()).toEqual([{ 'x-tiledb-rest-api-key': [key] }]);
  });

  it('identifies the caller, whether Basic or a key', async () => {
    const { json } = await send(LIST, [['authorization', BASIC]]);
    expect(json).toEqual({ data: { invitations: { totalCount: 4 } } });
  });

  it('is sent only with this caller’s calls', async () => {
    const release = Promise.withResolvers<void>();
    stack.emulator.inject({ behaviour: { kind: 'hold', until: release.promise } });
    const keys = ['demo-key-ada', 'demo-key-grace', 'demo-key-linus'];
    const answers = keys.map((key) => stack.send({ query: LIST, key }));
    await stack.emulator.arrived(3);
    release.resolve();
    await Promise.all(answers);
    await stack.send({ query: LIST, key: null });
    expect(
      sentUpstream()
        .map((sent) => sent['x-tiledb-rest-api-key']?.join())
        .sort(),
    ).toEqual(keys);
  });

  it('is the only header that is forwarded', async () => {
    await send(LIST, [
      [KEY, DEMO_KEY],
      ['cookie', 'session=1'],
      ['x-forwarded-for', '10.0.0.1'],
      ['x-secret', 'mine'],
    ]);
    const [entry] = stack.emulator.journal;
    expect(entry?.headers).not.toHaveProperty('cookie');
    expect(entry?.headers).not.toHaveProperty('x-forwarded-for');
    expect(entry?.headers).not.toHaveProperty('x-secret');
  });
});

describe('a missing credential', () => {
  it.each<{ title: string; headers: Header[] }>([
    { title: 'no header', headers: [] },
    { title: 'an empty key', headers: [[KEY, '']] },
    { title: 'an empty Authorization', headers: [['authorization', '']] },
    {
      title: 'both empty',
      headers: [
        [KEY, ''],
        ['authorization', ''],
      ],
    },
    { title: 'white space', headers: [[KEY, '  \t ']] },
    { title: 'a header of another name', headers: [['x-api-key', DEMO_KEY]] },
  ])('is UNAUTHENTICATED, and nothing is sent: $title', async ({ headers }) => {
    const { status, json } = await send(LIST, headers);
    expect(status).toBe(200);
    expect(json.data).toEqual({ invitations: null });
    expect(json.errors.map((error: { extensions: object }) => error.extensions)).toEqual([
      UNAUTHENTICATED,
    ]);
    expect(stack.emulator.journal).toEqual([]);
  });

  it.each(MUTATIONS)('is UNAUTHENTICATED for $name', async ({ name, query, input }) => {
    const { status, data, errors } = await stack.send({
      query,
      variables: { input },
      key: null,
      headers: { 'x-request-id': 'r-1' },
    });
    expect(status).toBe(200);
    expect(data).toEqual({ [name]: null });
    expect(errors?.map(({ extensions }) => extensions)).toEqual([UNAUTHENTICATED]);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('is accepted for introspection fields', async () => {
    const { data, errors } = await stack.send({ query: '{ __typename }', key: null });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ __typename: 'Query' });
  });

  it.each<{ title: string; headers: Header[]; sent: object }>([
    {
      title: 'an empty key beside an Authorization',
      headers: [
        [KEY, ''],
        ['authorization', 'Bearer x'],
      ],
      sent: { authorization: ['Bearer x'] },
    },
    {
      title: 'an empty Authorization beside a key',
      headers: [
        [KEY, DEMO_KEY],
        ['authorization', ''],
      ],
      sent: { 'x-tiledb-rest-api-key': [DEMO_KEY] },
    },
    {
      title: 'an empty key beside a key',
      headers: [
        [KEY, ''],
        [KEY, DEMO_KEY],
      ],
      sent: { 'x-tiledb-rest-api-key': [DEMO_KEY] },
    },
  ])('is the same as an empty header: $title', async ({ headers, sent }) => {
    await send(LIST, headers);
    expect(sentUpstream()).toEqual([sent]);
  });
});

describe('a credential that is sent twice', () => {
  it.each<{ title: string; headers: Header[] }>([
    {
      title: 'two keys',
      headers: [
        [KEY, DEMO_KEY],
        [KEY, 'demo-key-grace'],
      ],
    },
    {
      title: 'the same key twice',
      headers: [
        [KEY, DEMO_KEY],
        ['x-tiledb-rest-api-key', DEMO_KEY],
      ],
    },
    {
      title: 'two Authorizations',
      headers: [
        ['authorization', BASIC],
        ['Authorization', 'Bearer x'],
      ],
    },
    {
      title: 'two Authorizations beside one key',
      headers: [
        [KEY, DEMO_KEY],
        ['authorization', BASIC],
        ['authorization', BASIC],
      ],
    },
  ])('is rejected, and nothing is sent: $title', async ({ headers }) => {
    const { status, body, json } = await send(LIST, headers);
    expect(status).toBe(200);
    expect(json.data).toEqual({ invitations: null });
    expect(json.errors.map((error: { extensions: object }) => error.extensions)).toEqual([
      UNAUTHENTICATED,
    ]);
    expect(json.errors[0].message).toMatch(/twice/);
    expect(body).not.toContain(DEMO_KEY);
    expect(stack.emulator.journal).toEqual([]);
  });
});

describe('a credential that upstream repeats', () => {
  const token = BASIC.slice('Basic '.length);
  const login = `${DEMO_LOGIN.username}:${DEMO_LOGIN.password}`;

  it.each([
    ['a key', { [KEY]: DEMO_KEY }, DEMO_KEY],
    ['a whole Authorization', { authorization: BASIC }, BASIC],
    ['what Basic encodes', { authorization: BASIC }, token],
    ['a login', { authorization: BASIC }, login],
    ['a password', { authorization: BASIC }, DEMO_LOGIN.password],
    ['a bearer token', { authorization: 'Bearer secret-token-1' }, 'secret-token-1'],
  ])('is redacted from all text that reaches a client: %s', async (_title, headers, secret) => {
    const error = {
      code: 1,
      message: `"${secret}" may not, says ${secret}`,
      request_id: `up-${secret}`,
      failed_recipients: [`${secret}@example.com`],
    };
    for (const status of [400, 404, 500, 207]) {
      stack.emulator.inject({
        times: MUTATIONS.length + 1,
        behaviour: { kind: 'answer', status, body: JSON.stringify(error) },
      });
      const requests = [
        { query: LIST },
        ...MUTATIONS.map(({ query, input }) => ({ query, variables: { input } })),
      ];
      for (const request of requests) {
        const answer = await stack.send({ ...request, key: null, headers });
        expect(JSON.stringify(answer)).not.toContain(secret);
      }
    }
    expect(stack.emulator.journal).toHaveLength(4 * (MUTATIONS.length + 1));
  });

  it('is redacted without changing the rest of the text', async () => {
    stack.emulator.inject({
      behaviour: { kind: 'answer', status: 400, body: `{"message":"bad key ${DEMO_KEY} of ada"}` },
    });
    const { errors } = await stack.send({ query: LIST });
    expect(errors?.[0]?.message).toMatch(/^bad key \S+ of ada$/);
  });
});
