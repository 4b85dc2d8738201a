import { describe, expect, it } from 'vitest';
import { type Mutation, SENDING } from '../support/operations.ts';
import { type Stack, startStack, useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet() });

async function invite(
  mutation: Mutation,
  recipients: readonly string[],
  { at = stack, requestId = 'r-1' }: { at?: Stack; requestId?: string } = {},
) {
  const { status, data, errors } = await at.send({
    query: mutation.query,
    variables: { input: { ...mutation.input, ...toLists(recipients) } },
    headers: { 'x-request-id': requestId },
  });
  expect(errors).toBeUndefined();
  expect(status).toBe(200);
  return data[mutation.name];
}

/** A recipient that is not an address is a user name. */
function toLists(recipients: readonly string[]) {
  return {
    emails: recipients.filter((recipient) => recipient.includes('@')),
    usernames: recipients.filter((recipient) => !recipient.includes('@')),
  };
}

const invited = (at = stack) => at.emulator.world.invitations.map(({ recipient }) => recipient);

const BOUNCES = 'nobody@bounce.example';

describe('the upstream request', () => {
  it.each([
    {
      name: 'inviteToOrganization',
      line: 'POST /v1/invitations/acme/join',
      body: {
        organization_role: 'read_write_delete',
        invitee_email: ['new@example.com'],
        actions: ['read', 'run_job'],
      },
    },
    {
      name: 'inviteToArray',
      line: 'POST /v1/invitations/ada/s3%3A%2F%2Fb%2Fa%20b/share',
      body: { actions: ['read', 'read_array_schema'], invitee_email: ['new@example.com'] },
    },
    {
      name: 'inviteToGroup',
      line: 'POST /v1/invitations/group/acme/weather/share',
      body: {
        array_actions: ['read'],
        group_actions: ['read', 'edit'],
        invitee_email_or_name: ['new@example.com'],
      },
    },
  ])('of $name is one POST with JSON', async ({ name, line, body }) => {
    const mutation = SENDING.find((one) => one.name === name);
    if (mutation === undefined) throw new Error(`no mutation ${name}`);
    await invite(mutation, ['new@example.com']);
    const [entry, ...others] = stack.emulator.journal;
    expect(others).toEqual([]);
    expect(`${entry?.method} ${entry?.target}`).toBe(line);
    expect(entry?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(entry?.body ?? '')).toEqual(body);
  });

  it.each([[undefined], [null]])(
    'has no actions for an organization when they are %s',
    async (actions) => {
      const { data } = await stack.send({
        query: `mutation ($actions: [NamespaceAction!]) {
        inviteToOrganization(
          input: { organization: "acme", emails: ["a@example.com"], role: READ_ONLY, actions: $actions }
        ) { __typename }
      }`,
        variables: { actions },
      });
      expect(data.inviteToOrganization.__typename).toBe('InvitationsSent');
      expect(JSON.parse(stack.emulator.journal[0]?.body ?? '')).toEqual({
        organization_role: 'read_only',
        invitee_email: ['a@example.com'],
      });
    },
  );

  it('has an empty list of actions when an empty list was given', async () => {
    await stack.send({
      query: `mutation {
        inviteToOrganization(
          input: { organization: "acme", emails: ["a@example.com"], role: OWNER, actions: [] }
        ) { __typename }
      }`,
    });
    expect(JSON.parse(stack.emulator.journal[0]?.body ?? '')).toMatchObject({ actions: [] });
  });

  it('names every role and action in upstream’s vocabulary', async () => {
    const roles = ['OWNER', 'ADMIN', 'READ_WRITE_DELETE', 'READ_WRITE', 'READ_ONLY'];
    for (const role of roles) {
      await stack.send({
        query: `mutation ($role: OrganizationRole!) {
          inviteToOrganization(input: { organization: "acme", emails: ["a@example.com"], role: $role }) {
            __typename
          }
        }`,
        variables: { role },
      });
    }
    const sent = stack.emulator.journal.map(({ body }) => JSON.parse(body).organization_role);
    expect(sent).toEqual(roles.map((role) => role.toLowerCase()));
    expect(stack.emulator.journal.map(({ status }) => status)).toEqual(roles.map(() => 204));
  });
});

describe('success for all recipients', () => {
  it.each(SENDING)('is InvitationsSent for $name, and they are invited', async (mutation) => {
    const recipients = ['first@example.com', 'second@example.com'];
    expect(await invite(mutation, recipients)).toEqual({
      __typename: 'InvitationsSent',
      recipients,
    });
    expect(invited()).toEqual(recipients);
  });

  it.each(SENDING)('lists addresses, then user names, for $name', async (mutation) => {
    expect(await invite(mutation, ['grace', 'x@example.com', 'zoë'])).toEqual({
      __typename: 'InvitationsSent',
      recipients: ['x@example.com', 'grace', 'zoë'],
    });
  });

  describe.each(SENDING)('any empty 2xx response but 207 to $name', (mutation) => {
    it.each([200, 201, 202, 204, 205])('means success with status %i', async (status) => {
      stack.emulator.inject({ behaviour: { kind: 'answer', status } });
      expect(await invite(mutation, ['a@example.com'])).toMatchObject({
        __typename: 'InvitationsSent',
      });
      expect(stack.emulator.journal).toHaveLength(1);
    });
  });
});

describe('an upstream of the current dialect', () => {
  it.each(SENDING)('reports which recipients $name reached and which not', async (mutation) => {
    expect(await invite(mutation, ['first@example.com', BOUNCES, 'second@example.com'])).toEqual({
      __typename: 'InvitationsPartiallySent',
      recipients: ['first@example.com', 'second@example.com'],
      failedRecipients: [BOUNCES],
    });
    expect(stack.emulator.journal.map(({ status }) => status)).toEqual([207]);
    expect(invited()).toEqual(['first@example.com', 'second@example.com']);
  });

  it.each(SENDING)('reports that $name reached nobody', async (mutation) => {
    const recipients = [BOUNCES, 'no.one@bounce.example'];
    expect(await invite(mutation, recipients, { requestId: 'un-1' })).toEqual({
      __typename: 'RecipientsUnreachable',
      code: 'RECIPIENTS_UNREACHABLE',
      message: expect.stringMatching(/./),
      requestId: 'un-1',
      upstreamRequestId: null,
      failedRecipients: recipients,
    });
    expect(stack.emulator.journal.map(({ status }) => status)).toEqual([500]);
  });
});

describe('an organization, namespace or group that does not exist', () => {
  it.each([
    ['inviteToOrganization', { organization: 'nope' }],
    ['inviteToArray', { namespace: 'nope' }],
    ['inviteToGroup', { namespace: 'nope' }],
  ])('is InvitationRejected for %s with upstream’s message', async (name, changes) => {
    const mutation = SENDING.find((one) => one.name === name);
    if (mutation === undefined) throw new Error(`no mutation ${name}`);
    const outcome = await invite({ ...mutation, input: { ...mutation.input, ...changes } }, [
      'a@example.com',
    ]);
    expect(outcome).toMatchObject({
      __typename: 'InvitationRejected',
      message: expect.stringContaining('nope'),
    });
    expect(stack.emulator.journal.map(({ status }) => status)).toEqual([404]);
  });
});

describe('an upstream of the given dialect', () => {
  const given = SENDING.filter(({ name }) => name !== 'inviteToGroup');

  it.each(given)('does not report which recipients $name did not reach', async (mutation) => {
    const assumptions = { unreachable: 'silent' } as const;
    const at = await startStack({ emulator: { ...quiet(), dialect: 'given', assumptions } });
    const recipients = ['first@example.com', BOUNCES];
    expect(await invite(mutation, recipients, { at, requestId: 'un-2' })).toEqual({
      __typename: 'RecipientsUnreachable',
      code: 'RECIPIENTS_UNREACHABLE',
      message: expect.stringMatching(/./),
      requestId: 'un-2',
      upstreamRequestId: null,
      failedRecipients: [],
    });
    expect(at.emulator.journal.map(({ status }) => status)).toEqual([404]);
    expect(invited(at)).toEqual(['first@example.com']);
  });

  it.each(given)('reports success when $name reached everybody', async (mutation) => {
    const at = await startStack({ emulator: { ...quiet(), dialect: 'given' } });
    expect(await invite(mutation, ['first@example.com'], { at })).toMatchObject({
      __typename: 'InvitationsSent',
    });
  });
});

describe('a 404 that names no one', () => {
  it.each(SENDING)(
    'points to the setting for owner paths only if $name names an owner',
    async (mutation) => {
      stack.emulator.inject({ behaviour: { kind: 'answer', status: 404 } });
      const { __typename, message } = await invite(mutation, ['grace@example.com', 'linus']);
      expect(__typename).toBe('RecipientsUnreachable');
      expect(message.includes('TILEDB_NAMESPACES')).toBe(mutation.name !== 'inviteToOrganization');
    },
  );
});

describe.each(SENDING)('a response to $name', (mutation) => {
  const answerWith = (status: number, body?: unknown) =>
    stack.emulator.inject({
      behaviour: {
        kind: 'answer',
        status,
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      },
    });

  const GRACE = 'Grace@Example.com';
  const LINUS = 'linus@xn--bcher-kva.example';
  const inviteBoth = () => invite(mutation, [GRACE, LINUS]);

  it('with 207 that names everybody is RecipientsUnreachable in the requested spelling', async () => {
    answerWith(207, { failed_recipients: ['LINUS@bücher.example', 'grace@example.com'] });
    expect(await inviteBoth()).toMatchObject({
      __typename: 'RecipientsUnreachable',
      failedRecipients: [GRACE, LINUS],
    });
  });

  it.each([
    'grace@example.com',
    'Grace <grace@example.com>',
    'mailto:grace@example.com',
    'grace%40example.com',
    'grace@example.com: mailbox full',
  ])(
    'with 207 that contains %j identifies the recipient in the requested spelling',
    async (entry) => {
      answerWith(207, { failed_recipients: [entry] });
      expect(await inviteBoth()).toEqual({
        __typename: 'InvitationsPartiallySent',
        recipients: [LINUS],
        failedRecipients: [GRACE],
      });
    },
  );

  it.each([
    ['a stranger', 'eve@example.com'],
    ['a value that is not a string', 42],
    ['an empty text', ''],
  ])(
    'with 207 and %s reports nobody as reached, and names the recipients that matched',
    async (_title, entry) => {
      answerWith(207, { failed_recipients: ['grace@example.com', entry] });
      expect(await inviteBoth()).toMatchObject({
        __typename: 'RecipientsUnreachable',
        failedRecipients: [GRACE],
        upstreamRequestId: null,
      });
      expect(stack.emulator.journal).toHaveLength(1);
    },
  );

  const unreachable = (failedRecipients: string[], upstreamRequestId: string | null = null) => ({
    __typename: 'RecipientsUnreachable',
    failedRecipients,
    upstreamRequestId,
  });

  it.each([
    ['names one', { failed_recipients: ['linus@bücher.example'] }, [LINUS], null],
    [
      'names one recipient and a request id',
      { failed_recipients: [LINUS], request_id: 'up-1' },
      [LINUS],
      'up-1',
    ],
    ['names one and a stranger', { failed_recipients: ['eve', LINUS] }, [LINUS], null],
    ['names one with a message', { failed_recipients: [LINUS], message: 'no' }, [LINUS], null],
    ['names everybody', { failed_recipients: [LINUS, GRACE] }, [GRACE, LINUS], null],
    ['names nobody', { failed_recipients: [] }, [], null],
    ['names one in the old field', { invitee_email: [LINUS] }, [LINUS], null],
    [
      'names one in the old field of groups',
      { invitee_email_or_name: ['eve', LINUS] },
      [LINUS],
      null,
    ],
    [
      'names one in the old field with a message',
      { invitee_email: [LINUS], message: 'no' },
      [LINUS],
      null,
    ],
    ['repeats all requested recipients', { invitee_email: [GRACE, LINUS] }, [], null],
    ['has an empty message', { message: '', request_id: 'up-2' }, [], 'up-2'],
    ['has a blank message and id', { message: ' \n', request_id: ' ' }, [], null],
    ['has no message', { code: 404 }, [], null],
    ['is empty', undefined, [], null],
    ['is not JSON', '<html>', [], null],
  ])(
    'with 404 that %s is RecipientsUnreachable',
    async (_title, body, failed, upstreamRequestId) => {
      answerWith(404, body);
      expect(await inviteBoth()).toMatchObject(unreachable(failed, upstreamRequestId));
      expect(stack.emulator.journal).toHaveLength(1);
    },
  );

  it.each([
    ['names nobody', {}],
    ['has an empty list', { failed_recipients: [] }],
    ['names everybody', { failed_recipients: [LINUS, GRACE] }],
    ['names only strangers', { failed_recipients: ['eve@example.com'] }],
    ['repeats all requested recipients', { invitee_email: [GRACE, LINUS] }],
  ])('with 404 and a message that %s is InvitationRejected', async (_title, body) => {
    const message = 'There is no organization named "nope"';
    answerWith(404, { code: 404, message, request_id: 'up-4', ...body });
    expect(await inviteBoth()).toEqual({
      __typename: 'InvitationRejected',
      code: 'REQUEST_REJECTED',
      message,
      requestId: 'r-1',
      upstreamRequestId: 'up-4',
      upstreamCode: 404,
    });
    expect(stack.emulator.journal).toHaveLength(1);
  });

  it('with 500 and failed_recipients is RecipientsUnreachable', async () => {
    answerWith(500, { failed_recipients: ['a@example.com'], request_id: 'up-3' });
    expect(await invite(mutation, ['a@example.com'])).toMatchObject({
      __typename: 'RecipientsUnreachable',
      failedRecipients: ['a@example.com'],
      upstreamRequestId: 'up-3',
    });
    expect(stack.emulator.journal).toHaveLength(1);
  });

  it('with 500 omits strangers', async () => {
    answerWith(500, { failed_recipients: ['eve@example.com', 'mailto:grace@example.com', 7] });
    expect(await inviteBoth()).toMatchObject(unreachable([GRACE]));
  });
});
