import { describe, expect, it } from 'vitest';
import { type Mutation, SENDING } from '../support/operations.ts';
import { startStack, useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet() });

const invite = (mutation: Mutation, emails: readonly unknown[], at = stack) =>
  inviteWith(mutation, { emails }, at);

const inviteWith = (mutation: Mutation, recipients: object, at = stack) =>
  at.send({
    query: mutation.query,
    variables: { input: { ...mutation.input, emails: undefined, ...recipients } },
  });

/** The recipients in the request to upstream. */
function invitedUpstream(): unknown {
  expect(stack.emulator.journal).toHaveLength(1);
  const body = JSON.parse(stack.emulator.journal[0]?.body ?? '');
  return body.invitee_email ?? body.invitee_email_or_name;
}

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `reader${index}@example.com`);

describe.each(SENDING)('the recipients of $name', (mutation) => {
  const { name } = mutation;

  it('are trimmed', async () => {
    const { data } = await invite(mutation, ['  ann@example.com\t', '\nbob@example.com ']);
    expect(data[name].recipients).toEqual(['ann@example.com', 'bob@example.com']);
    expect(invitedUpstream()).toEqual(['ann@example.com', 'bob@example.com']);
  });

  it('are invited once each regardless of case, in the first spelling', async () => {
    const { data } = await invite(mutation, [
      'Ann@Example.com',
      'bob@example.com',
      'ann@example.com',
      ' ANN@EXAMPLE.COM ',
      'bob@example.com',
    ]);
    expect(data[name].recipients).toEqual(['Ann@Example.com', 'bob@example.com']);
    expect(invitedUpstream()).toEqual(['Ann@Example.com', 'bob@example.com']);
  });

  it('may number 100 after deduplication', async () => {
    const recipients = many(100);
    const { data } = await invite(mutation, [...recipients, ...recipients, 'READER0@example.com']);
    expect(data[name]).toEqual({ __typename: 'InvitationsSent', recipients });
    expect(invitedUpstream()).toEqual(recipients);
  });

  it.each([
    ['zero', [], /at least one/],
    ['101', many(101), /100.*101/],
  ])('must not number %s', async (_title, recipients, rule) => {
    const { status, data, errors } = await invite(mutation, recipients);
    expect(status).toBe(200);
    expect(data).toEqual({ [name]: null });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      path: [name],
      message: expect.stringMatching(rule),
      extensions: { code: 'BAD_USER_INPUT', retryable: false },
    });
    expect(errors?.[0]?.message).toContain('`emails` and `usernames` together');
    expect(stack.emulator.journal).toEqual([]);
  });

  it('may number up to MAX_RECIPIENTS', async () => {
    const few = await startStack({ emulator: quiet(), env: { MAX_RECIPIENTS: '2' } });
    const two = await invite(mutation, ['a@example.com', 'b@example.com', 'A@example.com'], few);
    expect(two.errors).toBeUndefined();
    const three = await invite(mutation, many(3), few);
    expect(three.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(few.emulator.journal).toHaveLength(1);
  });
});

describe('an e-mail address', () => {
  const mutation = SENDING[0];
  if (mutation === undefined) throw new Error('nothing sends');

  it.each([
    '',
    ' ',
    'ann',
    'ann@',
    '@example.com',
    'ann@exam ple.com',
    'a@b@example.com',
    7,
    null,
    {},
  ])('is rejected by its scalar type with its path: %j', async (address) => {
    const { status, data, errors } = await invite(mutation, ['ok@example.com', address]);
    expect(status).toBe(200);
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('input.emails[1]');
    expect(errors?.[0]?.message).toMatch(/EmailAddress|email address|string/);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('is trimmed before validation, even as a literal', async () => {
    const { data } = await stack.send({
      query: `mutation {
        inviteToOrganization(input: { organization: "acme", emails: ["  ann@example.com "], role: OWNER }) {
          ... on InvitationsSent { recipients }
        }
      }`,
    });
    expect(data.inviteToOrganization.recipients).toEqual(['ann@example.com']);
    expect(invitedUpstream()).toEqual(['ann@example.com']);
  });

  it('makes a document invalid as an invalid literal', async () => {
    const { status, errors } = await stack.send({
      query: `mutation {
        inviteToOrganization(input: { organization: "acme", emails: ["ann"], role: OWNER }) { __typename }
      }`,
    });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(stack.emulator.journal).toEqual([]);
  });
});

describe.each(SENDING)('the user names of $name', (mutation) => {
  it.each([
    ['be empty', '', /empty/],
    ['be white space', ' \t ', /empty/],
    ['be ill-formed Unicode', 'a\ud800', /Unicode/],
    ['have an @, even together with addresses', 'grace@example.com', /into `emails`/],
  ])('must not %s', async (_title, username, rule) => {
    const { status, data, errors } = await inviteWith(mutation, {
      emails: ['ok@example.com'],
      usernames: ['grace', username],
    });
    expect(status).toBe(200);
    expect(data).toEqual({ [mutation.name]: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false });
    expect(errors?.[0]?.message).toMatch(rule);
    expect(errors?.[0]?.message).toContain('`usernames`');
    expect(stack.emulator.journal).toEqual([]);
  });

  it('are sent after the addresses, once each, and returned in that order', async () => {
    const { data } = await inviteWith(mutation, {
      usernames: ['grace', 'Grace', ' zoë '],
      emails: ['x@example.com'],
    });
    const recipients = ['x@example.com', 'grace', 'zoë'];
    expect(invitedUpstream()).toEqual(recipients);
    expect(data[mutation.name]).toEqual({ __typename: 'InvitationsSent', recipients });
  });

  it('may be sent without addresses', async () => {
    const { errors } = await inviteWith(mutation, { usernames: ['grace'], emails: null });
    expect(errors).toBeUndefined();
    expect(invitedUpstream()).toEqual(['grace']);
  });

  it('count together with the addresses', async () => {
    const { errors } = await inviteWith(mutation, { emails: many(100), usernames: ['grace'] });
    expect(errors?.[0]?.message).toMatch(/at most 100 different recipients: got 101/);
    expect(stack.emulator.journal).toEqual([]);
  });
});
