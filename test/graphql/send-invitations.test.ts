import { describe, expect, it } from 'vitest';
import { type Mutation, SENDING } from '../support/mutations.ts';
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

/** What is no address is a user name. */
function toLists(recipients: readonly string[]) {
  return {
    emails: recipients.filter((recipient) => recipient.includes('@')),
    usernames: recipients.filter((recipient) => !recipient.includes('@')),
  };
}

const invited = (at = stack) => at.emulator.world.invitations.map(({ recipient }) => recipient);

const BOUNCES = 'nobody@bounce.example';

describe('what upstream is asked', () => {
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
  ])('by $name is one POST of JSON', async ({ name, line, body }) => {
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

  it('has an empty list of actions when one was given', async () => {
    await stack.send({
      query: `mutation {
        inviteToOrganization(
          input: { organization: "acme", emails: ["a@example.com"], role: OWNER, actions: [] }
        ) { __typename }
      }`,
    });
    expect(JSON.parse(stack.emulator.journal[0]?.body ?? '')).toMatchObject({ actions: [] });
  });

  it('names every role and action in upstream’s words', async () => {
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

describe('everyone reached', () => {
  it.each(SENDING)('is InvitationsSent by $name, and they are invited', async (mutation) => {
    const recipients = ['first@example.com', 'second@example.com'];
    expect(await invite(mutation, recipients)).toEqual({
      __typename: 'InvitationsSent',
      recipients,
    });
    expect(invited()).toEqual(recipients);
  });

  it.each(SENDING)('lists addresses, then user names, after $name', async (mutation) => {
    expect(await invite(mutation, ['grace', 'x@example.com', 'zoë'])).toEqual({
      __typename: 'InvitationsSent',
      recipients: ['x@example.com', 'grace', 'zoë'],
    });
  });

  describe.each(SENDING)('is what any empty 2xx but 207 says: $name', (mutation) => {
    it.each([200, 201, 202, 204, 205])('%i', async (status) => {
      stack.emulator.inject({ behaviour: { kind: 'answer', status } });
      expect(await invite(mutation, ['a@example.com'])).toMatchObject({
        __typename: 'InvitationsSent',
      });
      expect(stack.emulator.journal).toHaveLength(1);
    });
  });
});

describe('the current dialect', () => {
  it.each(SENDING)('says who was reached by $name and who was not', async (mutation) => {
    expect(await invite(mutation, ['first@example.com', BOUNCES, 'second@example.com'])).toEqual({
      __typename: 'InvitationsPartiallySent',
      recipients: ['first@example.com', 'second@example.com'],
      failedRecipients: [BOUNCES],
    });
    expect(stack.emulator.journal.map(({ status }) => status)).toEqual([207]);
    expect(invited()).toEqual(['first@example.com', 'second@example.com']);
  });

  it.each(SENDING)('says that nobody was reached by $name', async (mutation) => {
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

describe('the given dialect', () => {
  const given = SENDING.filter(({ name }) => name !== 'inviteToGroup');

  it.each(given)('does not say who was not reached by $name', async (mutation) => {
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

  it.each(given)('says done when all were reached by $name', async (mutation) => {
    const at = await startStack({ emulator: { ...quiet(), dialect: 'given' } });
    expect(await invite(mutation, ['first@example.com'], { at })).toMatchObject({
      __typename: 'InvitationsSent',
    });
  });
});

describe.each(SENDING)('an answer to $name', (mutation) => {
  const answerWith = (status: number, body?: unknown) =>
    stack.emulator.inject({
      behaviour: {
        kind: 'answer',
        status,
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      },
    });

  it('of 207 that names everybody is RecipientsUnreachable', async () => {
    answerWith(207, { failed_recipients: ['A@example.com', 'b@example.com'] });
    expect(await invite(mutation, ['a@example.com', 'b@example.com'])).toMatchObject({
      __typename: 'RecipientsUnreachable',
      failedRecipients: ['A@example.com', 'b@example.com'],
    });
  });

  it('of 207 is compared without regard to case', async () => {
    answerWith(207, { failed_recipients: ['BOB@Example.com'] });
    expect(await invite(mutation, ['ann@example.com', 'bob@example.com'])).toEqual({
      __typename: 'InvitationsPartiallySent',
      recipients: ['ann@example.com'],
      failedRecipients: ['BOB@Example.com'],
    });
  });

  it.each([
    ['names somebody', { failed_recipients: ['b@example.com'] }, ['b@example.com'], null],
    [
      'names somebody and itself',
      { failed_recipients: ['b@example.com'], request_id: 'up-1' },
      ['b@example.com'],
      'up-1',
    ],
    ['names nobody', { failed_recipients: [] }, [], null],
    ['is an Error', { message: 'no mailbox', request_id: 'up-2' }, [], 'up-2'],
    ['is empty', undefined, [], null],
    ['is no JSON', '<html>', [], null],
  ])(
    'of 404 that %s is RecipientsUnreachable',
    async (_title, body, failedRecipients, upstreamRequestId) => {
      answerWith(404, body);
      expect(await invite(mutation, ['a@example.com', 'b@example.com'])).toMatchObject({
        __typename: 'RecipientsUnreachable',
        failedRecipients,
        upstreamRequestId,
      });
      expect(stack.emulator.journal).toHaveLength(1);
    },
  );

  it('of 500 with failed_recipients is RecipientsUnreachable', async () => {
    answerWith(500, { failed_recipients: ['a@example.com'], request_id: 'up-3' });
    expect(await invite(mutation, ['a@example.com'])).toMatchObject({
      __typename: 'RecipientsUnreachable',
      failedRecipients: ['a@example.com'],
      upstreamRequestId: 'up-3',
    });
    expect(stack.emulator.journal).toHaveLength(1);
  });
});
