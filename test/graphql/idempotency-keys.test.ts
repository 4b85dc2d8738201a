import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../emulator/src/emulator.ts';
import { readMetric } from '../support/metrics.ts';
import { INVITATIONS, MUTATIONS, type Mutation, SENDING } from '../support/operations.ts';
import { type GraphQLAnswer, type Stack, startStack, useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...INVITATIONS) });

const UNKNOWN = '... on InvitationOutcomeUnknown { attemptedAt }';
const [INVITE, INVITE_ARRAY, INVITE_GROUP] = SENDING as [Mutation, Mutation, Mutation];
const [ACCEPT] = MUTATIONS as [Mutation];

interface Repeat {
  /** In the input. */
  readonly key?: string | null;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly credential?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly to?: Stack;
}

async function mutate(mutation: Mutation, { key, input, credential, headers, to }: Repeat) {
  return (to ?? stack).send({
    query: mutation.query.replace('__typename', `__typename ${UNKNOWN}`),
    variables: { input: { ...mutation.input, ...input, idempotencyKey: key } },
    ...(credential && { key: credential }),
    ...(headers && { headers }),
  });
}

const writes = (from: Stack = stack) =>
  from.emulator.journal.filter(({ method }) => method !== 'GET').length;
const isReplay = ({ headers }: GraphQLAnswer) => headers.get('idempotent-replayed');
const faultOf = ({ errors }: GraphQLAnswer) => errors?.[0]?.extensions;
const spoil = (behaviour: NonNullable<Fault['behaviour']>, to: Stack = stack) =>
  to.emulator.inject({ behaviour, times: 1 });

describe('a mutation with an idempotency key', () => {
  it.each(MUTATIONS)(
    'has one effect, and each repeat gets its outcome: $name',
    async (mutation) => {
      const key = randomUUID();
      const first = await mutate(mutation, { key });
      const repeats = [await mutate(mutation, { key }), await mutate(mutation, { key })];
      expect(first.errors).toBeUndefined();
      expect(first.data[mutation.name].__typename).toMatch(/Accepted|Cancelled|Sent/);
      expect(isReplay(first)).toBeNull();
      for (const repeat of repeats) {
        expect(repeat.data).toEqual(first.data);
        expect(isReplay(repeat)).toBe('true');
      }
      expect(writes()).toBe(1);
    },
  );

  it.each(MUTATIONS)('is sent every time without a key: $name', async (mutation) => {
    const first = await mutate(mutation, {});
    await mutate(mutation, { key: null });
    expect(writes()).toBe(2);
    expect(isReplay(first)).toBeNull();
  });

  it("replays upstream's message, code and request id, with the repeat's request id", async () => {
    const body = JSON.stringify({
      code: 17,
      message: 'No seats left. Grüße!',
      request_id: 'up-42',
    });
    spoil({ kind: 'answer', status: 409, body });
    const key = randomUUID();
    const first = await mutate(INVITE, { key, headers: { 'x-request-id': 'r-1' } });
    const repeat = await mutate(INVITE, { key, headers: { 'x-request-id': 'r-2' } });
    const rejected = {
      __typename: 'InvitationRejected',
      code: 'REQUEST_REJECTED',
      message: 'No seats left. Grüße!',
      upstreamCode: 17,
      upstreamRequestId: 'up-42',
    };
    expect(first.data[INVITE.name]).toEqual({ ...rejected, requestId: 'r-1' });
    expect(repeat.data[INVITE.name]).toEqual({ ...rejected, requestId: 'r-2' });
    expect(isReplay(repeat)).toBe('true');
    expect(writes()).toBe(1);
  });

  it('replays InvitationNotFound', async () => {
    const key = randomUUID();
    const input = { invitationId: 'gone' };
    const first = await mutate(ACCEPT, { key, input });
    const repeat = await mutate(ACCEPT, { key, input });
    expect(first.data[ACCEPT.name].__typename).toBe('InvitationNotFound');
    expect(repeat.data[ACCEPT.name].__typename).toBe('InvitationNotFound');
    expect(writes()).toBe(1);
  });

  it('replays recipients in the spelling and order of the first request', async () => {
    const key = randomUUID();
    const failed = JSON.stringify({ failed_recipients: ['Bob@example.com'] });
    spoil({ kind: 'answer', status: 207, body: failed });
    const emails = ['Ada@example.com', 'Bob@example.com', 'Eve@example.com'];
    const first = await mutate(INVITE, { key, input: { emails } });
    const respelled = [
      'eve@EXAMPLE.com',
      'ada@example.com',
      ' bob@example.com ',
      'ADA@example.com',
    ];
    const repeat = await mutate(INVITE, { key, input: { emails: respelled } });
    expect(first.data[INVITE.name]).toEqual({
      __typename: 'InvitationsPartiallySent',
      recipients: ['Ada@example.com', 'Eve@example.com'],
      failedRecipients: ['Bob@example.com'],
    });
    expect(repeat.data).toEqual(first.data);
    expect(writes()).toBe(1);
  });

  it('reads InvitationAccepted.invitation again for a replay', async () => {
    const query = `mutation ($key: String) {
      acceptInvitation(input: { invitationId: "mine", idempotencyKey: $key }) {
        ... on InvitationAccepted { invitation { status acceptedBy { id } } }
      }
    }`;
    const variables = { key: randomUUID() };
    const first = await stack.send({ query, variables });
    const repeat = await stack.send({ query, variables });
    expect(first.data.acceptInvitation.invitation.status).toBe('ACCEPTED');
    expect(repeat.data).toEqual(first.data);
    expect(isReplay(repeat)).toBe('true');
    expect(writes()).toBe(1);
    expect(stack.emulator.journal.filter(({ method }) => method === 'GET')).toHaveLength(2);
  });
});

describe('the input under one key', () => {
  const same: [string, Mutation, object, object][] = [
    [
      'actions and recipients in another order, repeated',
      INVITE,
      { emails: ['a@example.com', 'b@example.com'], actions: ['READ', 'WRITE'] },
      { emails: ['b@example.com', 'A@example.com'], actions: ['WRITE', 'READ', 'WRITE'] },
    ],
    [
      'null for omitted',
      INVITE,
      { actions: undefined, usernames: undefined },
      { actions: null, usernames: null },
    ],
    [
      'emails and usernames as one set',
      INVITE,
      { usernames: ['bob', 'eve'] },
      { usernames: ['EVE', 'bob'] },
    ],
    ['an array by its URI', INVITE_ARRAY, { array: 'sales' }, { array: 'tiledb://ada/sales' }],
    [
      "a group's actions in another order",
      INVITE_GROUP,
      { arrayActions: ['READ', 'WRITE'], groupActions: ['READ', 'EDIT'] },
      { arrayActions: ['WRITE', 'READ'], groupActions: ['EDIT', 'READ'] },
    ],
  ];

  it.each(same)('is the same when written as %s', async (_title, mutation, input, again) => {
    const key = randomUUID();
    spoil({ kind: 'answer', status: 204 });
    const first = await mutate(mutation, { key, input: { ...input } });
    const repeat = await mutate(mutation, { key, input: { ...again } });
    expect(first.data[mutation.name].__typename).toBe('InvitationsSent');
    expect(repeat.data).toEqual(first.data);
    expect(writes()).toBe(1);
  });

  const other: [string, Mutation, object][] = [
    ['another recipient', INVITE, { emails: ['other@example.com'] }],
    ['one recipient more', INVITE, { usernames: ['bob'] }],
    ['another role', INVITE, { role: 'ADMIN' }],
    ['no actions', INVITE, { actions: null }],
    ['another organization', INVITE, { organization: 'ada' }],
    ['another array', INVITE_ARRAY, { array: 'other' }],
    ['another namespace', INVITE_ARRAY, { namespace: 'acme' }],
    [
      'actions of the group for those of its arrays',
      INVITE_GROUP,
      { arrayActions: ['READ', 'EDIT'], groupActions: ['READ'] },
    ],
    ['another invitation', ACCEPT, { invitationId: 'other' }],
  ];

  it.each(other)(
    'is different with %s: IDEMPOTENCY_KEY_REUSED',
    async (_title, mutation, input) => {
      const key = randomUUID();
      await mutate(mutation, { key });
      const reused = await mutate(mutation, {
        key,
        input: { ...input },
        headers: { 'x-request-id': 'r-1' },
      });
      expect(reused.data).toEqual({ [mutation.name]: null });
      expect(faultOf(reused)).toEqual({
        code: 'IDEMPOTENCY_KEY_REUSED',
        requestId: 'r-1',
        retryable: false,
      });
      expect(isReplay(reused)).toBeNull();
      expect(writes()).toBe(1);
    },
  );

  it('is different with another mutation, even while the first is in flight', async () => {
    const key = randomUUID();
    const held = Promise.withResolvers<void>();
    spoil({ kind: 'hold', until: held.promise });
    const first = mutate(ACCEPT, { key });
    await stack.emulator.arrived(1);
    expect(faultOf(await mutate(INVITE, { key }))?.['code']).toBe('IDEMPOTENCY_KEY_REUSED');
    held.resolve();
    await first;
    expect(faultOf(await mutate(INVITE, { key }))?.['code']).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(writes()).toBe(1);
  });
});

describe('an idempotency key', () => {
  it('belongs to one credential', async () => {
    const key = randomUUID();
    await mutate(INVITE, { key });
    const other = await mutate(INVITE, { key, credential: 'demo-key-zoe' });
    expect(faultOf(other)?.['code']).not.toBe('IDEMPOTENCY_KEY_REUSED');
    expect(isReplay(other)).toBeNull();
    expect(writes()).toBe(2);
  });

  it.each([
    ['1 character', '!', true],
    ['255 characters', '~'.repeat(255), true],
    ['no character', '', false],
    ['256 characters', 'x'.repeat(256), false],
    ['a space', 'a b', false],
    ['a tab', 'a\tb', false],
    ['a letter beyond ASCII', 'schlüssel', false],
    ['a line break at its end', 'a\n', false],
  ])('of %s is accepted: %3$s', async (_title, key, isAccepted) => {
    const sent = await mutate(INVITE, { key });
    if (isAccepted) {
      expect(sent.errors).toBeUndefined();
    } else {
      expect(faultOf(sent)?.['code']).toBe('BAD_USER_INPUT');
      expect(sent.errors?.[0]?.message).toContain('`idempotencyKey` must be 1 to 255');
    }
    expect(writes()).toBe(isAccepted ? 1 : 0);
  });

  it('is kept for as long as configured', async () => {
    const short = await startStack({
      emulator: quiet(...INVITATIONS),
      env: { IDEMPOTENCY_KEY_TTL_MS: '1' },
    });
    const key = randomUUID();
    await mutate(INVITE, { key, to: short });
    while (writes(short) < 2) await mutate(INVITE, { key, to: short });
    expect(writes(short)).toBe(2);
  });

  it('is not kept for a mutation without a credential: UNAUTHENTICATED', async () => {
    const variables = { input: { ...INVITE.input, idempotencyKey: randomUUID() } };
    const anonymous = await stack.send({ query: INVITE.query, variables, key: null });
    expect(faultOf(anonymous)?.['code']).toBe('UNAUTHENTICATED');
    expect(await readMetric(stack.url, 'idempotency_steps_total', { step: 'none' })).toBe(0);
  });
});

describe('the header Idempotency-Key', () => {
  const withHeader = (header: string, key?: string | null) =>
    mutate(INVITE, { headers: { 'idempotency-key': header }, ...(key !== undefined && { key }) });

  it.each([
    ['bare', (key: string) => key],
    ['as a quoted string', (key: string) => `"${key}"`],
  ])('provides the key %s', async (_title, write) => {
    const key = randomUUID();
    await withHeader(write(key));
    expect(isReplay(await withHeader(write(key)))).toBe('true');
    expect(isReplay(await mutate(INVITE, { key }))).toBe('true');
    expect(isReplay(await withHeader(write(key), null))).toBe('true');
    expect(isReplay(await withHeader(write(key), key))).toBe('true');
    expect(writes()).toBe(1);
  });

  it('may contain escaped quotes and backslashes in a quoted string', async () => {
    const key = `a"b\\c-${randomUUID()}`;
    await mutate(INVITE, { key });
    const header = `"${key.replaceAll(/["\\]/g, '\\$&')}"`;
    expect(isReplay(await withHeader(header))).toBe('true');
  });

  it.each([
    ['', 'empty'],
    ['""', 'an empty quoted string'],
  ])('provides no key when it is %j', async (header) => {
    await withHeader(header);
    await withHeader(header);
    expect(writes()).toBe(2);
  });

  it.each([
    ['x'.repeat(256)],
    ['two words'],
    ['one, two'],
    ['"not closed'],
    ['"a" b'],
    ['"a";v=1'],
    ['"a\\n"'],
    ['"two words"'],
    ['ü'],
  ])('is BAD_USER_INPUT when it is %j', async (header) => {
    const refused = await withHeader(header);
    expect(faultOf(refused)?.['code']).toBe('BAD_USER_INPUT');
    expect(refused.errors?.[0]?.message).toContain('`Idempotency-Key` must be');
    expect(writes()).toBe(0);
  });

  it('is BAD_USER_INPUT when the input has a different key', async () => {
    const refused = await withHeader(randomUUID(), randomUUID());
    expect(faultOf(refused)?.['code']).toBe('BAD_USER_INPUT');
    expect(writes()).toBe(0);
  });

  const accept = (alias: string, rest = '') =>
    `${alias}: acceptInvitation(input: { invitationId: "mine" }) ${rest} { __typename }`;
  const sendWithHeader = (query: string, variables = {}) =>
    stack.send({ query, variables, headers: { 'idempotency-key': randomUUID() } });

  it('is BAD_USER_INPUT with several mutation fields, in every one of them', async () => {
    const refused = await sendWithHeader(
      `mutation { ${accept('a')} ...more } fragment more on Mutation { ${accept('b')} }`,
    );
    expect(refused.data).toEqual({ a: null, b: null });
    expect(refused.errors?.map(({ extensions }) => extensions['code'])).toEqual([
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
    ]);
    expect(writes()).toBe(0);
  });

  it('applies to the one field that is executed, whatever else the document contains', async () => {
    const sent = await sendWithHeader(
      `mutation Mine($no: Boolean = false) { __typename ${accept('a')} ${accept('a')} ${accept('b', '@include(if: $no)')} }`,
    );
    expect(sent.errors).toBeUndefined();
    expect(writes()).toBe(1);
  });

  it.each([['two words'], ['a']])('is ignored by a query: %j', async (header) => {
    const query = '{ a: invitations { page } b: invitations { page } }';
    const listed = await stack.send({ query, headers: { 'idempotency-key': header } });
    expect(listed.errors).toBeUndefined();
    expect(isReplay(listed)).toBeNull();
  });

  it('applies to repeated operations', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    for (let request = 0; request < 5; request += 1) await mutate(INVITE, { headers });
    expect(writes()).toBe(1);
    for (let request = 0; request < 3; request += 1) {
      await mutate(INVITE, { headers: { 'idempotency-key': randomUUID() } });
    }
    expect(writes()).toBe(4);
  });
});

describe('a repeat of a mutation that is in flight', () => {
  it('waits for the outcome, with any number of other repeats, and is a replay', async () => {
    const key = randomUUID();
    const held = Promise.withResolvers<void>();
    spoil({ kind: 'hold', until: held.promise });
    const first = mutate(INVITE, { key });
    await stack.emulator.arrived(1);
    const repeats = Array.from({ length: 20 }, () => mutate(INVITE, { key }));
    await untilMetric(stack, 'waited', 20);
    held.resolve();
    const { data } = await first;
    expect(data[INVITE.name].__typename).toBe('InvitationsSent');
    for (const repeat of await Promise.all(repeats)) {
      expect(repeat.data).toEqual(data);
      expect(isReplay(repeat)).toBe('true');
    }
    expect(writes()).toBe(1);
  });

  it('takes no place among concurrent upstream calls', async () => {
    const narrow = await startStack({
      emulator: quiet(...INVITATIONS),
      env: { UPSTREAM_MAX_CONCURRENT: '2', UPSTREAM_MAX_QUEUED: '0' },
    });
    const key = randomUUID();
    const held = Promise.withResolvers<void>();
    spoil({ kind: 'hold', until: held.promise }, narrow);
    const first = mutate(INVITE, { key, to: narrow });
    await narrow.emulator.arrived(1);
    const repeats = Array.from({ length: 5 }, () => mutate(INVITE, { key, to: narrow }));
    await untilMetric(narrow, 'waited', 5);
    const { errors } = await narrow.send({ query: '{ invitations { page } }' });
    expect(errors).toBeUndefined();
    held.resolve();
    await Promise.all([first, ...repeats]);
    expect(writes(narrow)).toBe(1);
  });

  it('is sent itself when the first one releases the key', async () => {
    const key = randomUUID();
    spoil({ kind: 'answer', status: 429 });
    const [first, repeat] = await Promise.all([mutate(INVITE, { key }), mutate(INVITE, { key })]);
    const answers = [first, repeat].map(({ data }) => data[INVITE.name]?.__typename ?? null);
    expect(answers).toContain('InvitationsSent');
    expect(answers).toContain(null);
    expect(writes()).toBe(2);
  });
});

describe('an unknown outcome', () => {
  const lost: [string, Fault['behaviour'] & object, string][] = [
    ['500', { kind: 'answer', status: 500, afterHandling: true }, 'UPSTREAM_ERROR'],
    ['502', { kind: 'answer', status: 502, afterHandling: true }, 'UPSTREAM_BAD_GATEWAY'],
    ['503', { kind: 'answer', status: 503, afterHandling: true }, 'UPSTREAM_UNAVAILABLE'],
    ['504', { kind: 'answer', status: 504, afterHandling: true }, 'UPSTREAM_TIMEOUT'],
    ['408', { kind: 'answer', status: 408, afterHandling: true }, 'UPSTREAM_TIMEOUT'],
    ['a cut connection', { kind: 'cut', when: 'after-handling' }, 'UPSTREAM_UNAVAILABLE'],
    [
      'an unreadable answer',
      { kind: 'answer', status: 200, body: '<html>', afterHandling: true },
      'UPSTREAM_INVALID_RESPONSE',
    ],
    [
      'a 207 that names nobody',
      { kind: 'answer', status: 207, body: '{}' },
      'UPSTREAM_INVALID_RESPONSE',
    ],
  ];

  it.each(lost)(
    'after %s is that fault first, and InvitationOutcomeUnknown for repeats',
    async (_title, behaviour, code) => {
      const key = randomUUID();
      const earliest = Date.now();
      spoil(behaviour);
      const first = await mutate(INVITE, { key });
      expect(faultOf(first)).toMatchObject({ code, retryable: false });
      for (let repeats = 0; repeats < 2; repeats += 1) {
        const repeat = await mutate(INVITE, { key, headers: { 'x-request-id': 'r-2' } });
        expect(repeat.errors).toBeUndefined();
        const { message, attemptedAt, ...unknown } = repeat.data[INVITE.name];
        expect(unknown).toEqual({
          __typename: 'InvitationOutcomeUnknown',
          code: 'OUTCOME_UNKNOWN',
          requestId: 'r-2',
          upstreamRequestId: null,
        });
        expect(message).toContain('may have been carried out');
        expect(Date.parse(attemptedAt)).toBeGreaterThanOrEqual(earliest - 1);
        expect(Date.parse(attemptedAt)).toBeLessThanOrEqual(Date.now() + 1);
        expect(isReplay(repeat)).toBeNull();
      }
      expect(writes()).toBe(1);
    },
  );

  it.each(MUTATIONS)('is a member of the result of $name', async (mutation) => {
    const key = randomUUID();
    spoil({ kind: 'cut', when: 'after-handling' });
    await mutate(mutation, { key });
    const repeat = await mutate(mutation, { key });
    expect(repeat.data[mutation.name].__typename).toBe('InvitationOutcomeUnknown');
  });

  it('after our own timeout is UPSTREAM_TIMEOUT first; waiting repeats get InvitationOutcomeUnknown or IDEMPOTENCY_KEY_IN_USE', async () => {
    const hasty = await startStack({
      emulator: quiet(...INVITATIONS),
      env: { OPERATION_TIMEOUT_MS: '1000' },
    });
    const key = randomUUID();
    spoil({ kind: 'hang' }, hasty);
    const first = mutate(INVITE, { key, to: hasty });
    await hasty.emulator.arrived(1);
    const repeat = mutate(INVITE, { key, to: hasty });
    expect(faultOf(await first)).toMatchObject({ code: 'UPSTREAM_TIMEOUT', retryable: false });
    const { data, errors } = await repeat;
    expect([data[INVITE.name]?.__typename, errors?.[0]?.extensions['code']]).toContainEqual(
      expect.stringMatching(/^(InvitationOutcomeUnknown|IDEMPOTENCY_KEY_IN_USE)$/),
    );
    const later = await mutate(INVITE, { key, to: hasty });
    expect(later.data[INVITE.name].__typename).toBe('InvitationOutcomeUnknown');
    expect(writes(hasty)).toBe(1);
  });
});

describe('the release of a key', () => {
  const free: [string, number, string][] = [
    ['401', 401, 'UNAUTHENTICATED'],
    ['403', 403, 'FORBIDDEN'],
    ['429', 429, 'RATE_LIMITED'],
  ];

  it.each(free)('happens after %s, for any input', async (_title, status, code) => {
    const key = randomUUID();
    spoil({ kind: 'answer', status });
    expect(faultOf(await mutate(INVITE, { key }))?.['code']).toBe(code);
    const repeat = await mutate(INVITE, { key, input: { role: 'ADMIN' } });
    expect(repeat.data[INVITE.name].__typename).toBe('InvitationsSent');
    expect(isReplay(repeat)).toBeNull();
    expect(writes()).toBe(2);
  });

  it('happens after BAD_USER_INPUT', async () => {
    const key = randomUUID();
    const wrong = await mutate(INVITE, { key, input: { organization: '..' } });
    expect(faultOf(wrong)?.['code']).toBe('BAD_USER_INPUT');
    const right = await mutate(INVITE, { key });
    expect(right.data[INVITE.name].__typename).toBe('InvitationsSent');
    expect(writes()).toBe(1);
  });

  it('happens after a refused connection', async () => {
    const down = await startStack({
      emulator: quiet(...INVITATIONS),
      env: { TILEDB_REST_URL: 'http://127.0.0.1:1' },
    });
    const key = randomUUID();
    const refused = { code: 'UPSTREAM_UNAVAILABLE', retryable: true };
    expect(faultOf(await mutate(INVITE, { key, to: down }))).toMatchObject(refused);
    expect(faultOf(await mutate(INVITE, { key, to: down }))).toMatchObject(refused);
    expect(await readMetric(down.url, 'idempotency_steps_total', { step: 'released' })).toBe(2);
  });

  it('happens after a redirect that is not followed', async () => {
    const key = randomUUID();
    const headers = { location: 'https://elsewhere.example/v1/' };
    spoil({ kind: 'answer', status: 307, headers });
    const refused = await mutate(INVITE, { key });
    expect(faultOf(refused)?.['code']).toBe('UPSTREAM_INVALID_RESPONSE');
    const repeat = await mutate(INVITE, { key });
    expect(repeat.data[INVITE.name].__typename).toBe('InvitationsSent');
    expect(writes()).toBe(2);
  });

  it('happens after the open breaker rejects the call', async () => {
    const sensitive = await startStack({
      emulator: quiet(...INVITATIONS),
      env: { BREAKER_MINIMUM_RPS: '1', BREAKER_OPEN_MS: '600000' },
    });
    sensitive.emulator.inject({ behaviour: { kind: 'answer', status: 503 } });
    let calls = 0;
    while (writes(sensitive) === calls) {
      await mutate(ACCEPT, { to: sensitive });
      calls += 1;
    }
    const key = randomUUID();
    const refused = { code: 'UPSTREAM_UNAVAILABLE', retryable: true };
    expect(faultOf(await mutate(INVITE, { key, to: sensitive }))).toMatchObject(refused);
    expect(faultOf(await mutate(INVITE, { key, to: sensitive }))).toMatchObject(refused);
    expect(await readMetric(sensitive.url, 'idempotency_steps_total', { step: 'released' })).toBe(
      2,
    );
  });

  it('happens after the e-mail limit rejects the call', async () => {
    const limited = await startStack({
      emulator: quiet(...INVITATIONS),
      env: { RATE_LIMIT_EMAILS_PER_HOUR: '1' },
    });
    const [used, key] = [randomUUID(), randomUUID()];
    await mutate(INVITE, { key: used, to: limited });
    expect(faultOf(await mutate(INVITE, { key, to: limited }))?.['code']).toBe('RATE_LIMITED');
    expect(faultOf(await mutate(INVITE, { key, to: limited }))?.['code']).toBe('RATE_LIMITED');
    // A replay does not count towards the e-mail limit.
    expect(isReplay(await mutate(INVITE, { key: used, to: limited }))).toBe('true');
    expect(writes(limited)).toBe(1);
  });
});

describe('a replay', () => {
  it("counts towards the caller's limit of operations", async () => {
    const limited = await startStack({
      emulator: quiet(...INVITATIONS),
      env: { RATE_LIMIT_OPERATIONS_PER_MINUTE: '3' },
    });
    const key = randomUUID();
    for (let request = 0; request < 3; request += 1) await mutate(INVITE, { key, to: limited });
    expect(faultOf(await mutate(INVITE, { key, to: limited }))?.['code']).toBe('RATE_LIMITED');
    expect(writes(limited)).toBe(1);
  });

  it('is reported in a header only when every keyed field is a replay', async () => {
    const query = `mutation ($a: String, $b: String) {
      a: acceptInvitation(input: { invitationId: "mine", idempotencyKey: $a }) { __typename }
      b: acceptInvitation(input: { invitationId: "other", idempotencyKey: $b }) { __typename }
      c: acceptInvitation(input: { invitationId: "third" }) { __typename }
    }`;
    const variables = { a: randomUUID(), b: randomUUID() };
    expect(isReplay(await stack.send({ query, variables }))).toBeNull();
    expect(isReplay(await stack.send({ query, variables }))).toBe('true');
    const half = { ...variables, b: randomUUID() };
    expect(isReplay(await stack.send({ query, variables: half }))).toBeNull();
    expect(isReplay(await stack.send({ query, variables: { ...variables, b: '' } }))).toBeNull();
  });

  it('is reported to browsers too', async () => {
    const key = randomUUID();
    await mutate(INVITE, { key });
    const headers = { origin: 'https://studio.apollographql.com' };
    const repeat = await mutate(INVITE, { key, headers });
    expect(repeat.headers.get('access-control-expose-headers')).toMatch(/idempotent-replayed/i);
    const preflight = await fetch(`${stack.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        ...headers,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'idempotency-key',
      },
    });
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/idempotency-key|\*/i);
  });
});

describe('a full memory store', () => {
  it('rejects mutations with new keys before anything is sent, and serves others', async () => {
    const full = await startStack({
      emulator: quiet(...INVITATIONS),
      env: { IDEMPOTENCY_MAX_KEYS: '1' },
    });
    const kept = randomUUID();
    await mutate(INVITE, { key: kept, to: full });
    const headers = { 'x-request-id': 'r-1' };
    const refused = await mutate(INVITE, { key: randomUUID(), headers, to: full });
    expect(refused.data).toEqual({ [INVITE.name]: null });
    expect(faultOf(refused)).toEqual({
      code: 'IDEMPOTENCY_UNAVAILABLE',
      requestId: 'r-1',
      retryable: true,
    });
    expect(writes(full)).toBe(1);
    expect(isReplay(await mutate(INVITE, { key: kept, to: full }))).toBe('true');
    expect((await mutate(INVITE, { to: full })).errors).toBeUndefined();
    expect(writes(full)).toBe(2);
  });

  it('cannot be filled by one caller: others still get keys, and their repeats are not sent', async () => {
    const small = await startStack({
      emulator: quiet(...INVITATIONS),
      env: { IDEMPOTENCY_MAX_KEYS: '4' },
    });
    const codes: unknown[] = [];
    for (let n = 0; n < 4; n += 1) {
      const answer = await mutate(INVITE, { key: randomUUID(), to: small });
      codes.push(faultOf(answer)?.['code']);
    }
    expect(codes).toEqual([undefined, undefined, ...Array(2).fill('IDEMPOTENCY_UNAVAILABLE')]);
    const others = { key: randomUUID(), credential: 'demo-key-zoe', to: small };
    const first = await mutate(ACCEPT, others);
    const repeat = await mutate(ACCEPT, others);
    expect(first.errors).toBeUndefined();
    expect([isReplay(first), isReplay(repeat)]).toEqual([null, 'true']);
    expect(writes(small)).toBe(3);
  });
});

async function untilMetric(of: Stack, step: string, min: number): Promise<void> {
  while ((await readMetric(of.url, 'idempotency_steps_total', { step })) < min);
}
