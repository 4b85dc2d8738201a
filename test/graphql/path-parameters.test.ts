import { describe, expect, it } from 'vitest';
import { MUTATIONS, type Mutation } from '../support/operations.ts';
import { useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet() });

/** The arguments that become path segments, in path order. */
const SEGMENTS: Readonly<Record<string, readonly string[]>> = {
  acceptInvitation: ['invitationId'],
  cancelOrganizationInvitation: ['invitationId', 'organization'],
  cancelArrayInvitation: ['invitationId', 'namespace', 'array'],
  cancelGroupInvitation: ['invitationId', 'namespace', 'group'],
  inviteToOrganization: ['organization'],
  inviteToArray: ['namespace', 'array'],
  inviteToGroup: ['namespace', 'group'],
};

const cases = MUTATIONS.flatMap((mutation) =>
  (SEGMENTS[mutation.name] ?? []).map((argument) => ({ ...mutation, argument })),
);

function send({ query, input }: Mutation, changes: object) {
  return stack.send({ query, variables: { input: { ...input, ...changes } } });
}

describe.each(cases)('$argument of $name', ({ argument, ...mutation }) => {
  it.each([
    '',
    '.',
    '..',
    '%2e',
    '%2E',
    '%2e%2E',
    '.%2e',
    '%2e.',
    '\u0000',
    'a\nb',
    'a\rb',
    'tab\t',
    '\u001f',
    '\u007f',
    'c1\u0085',
    '\ud800',
    'a\udc00b',
    'a'.repeat(4_001),
    'é'.repeat(700),
  ])('must not be %j, and nothing is sent', async (value) => {
    const { status, data, errors } = await send(mutation, { [argument]: value });
    expect(status).toBe(200);
    expect(data).toEqual({ [mutation.name]: null });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      path: [mutation.name],
      message: expect.stringContaining(`\`${argument}\``),
      extensions: { code: 'BAD_USER_INPUT', retryable: false },
    });
    expect(stack.emulator.journal).toEqual([]);
  });
});

const several = MUTATIONS.flatMap((mutation) => {
  const [first, second, ...others] = SEGMENTS[mutation.name] ?? [];
  return first && second ? [{ mutation, first, second, others, name: mutation.name }] : [];
});

describe.each(several)('the path of $name', ({ mutation, first, second, others }) => {
  it('has at most 8,000 characters, however many of its segments are long', async () => {
    const short = Object.fromEntries(others.map((argument) => [argument, 'a']));
    await send(mutation, { ...short, [first]: 'a', [second]: 'a' });
    const bare = (stack.emulator.journal[0]?.target ?? '').length - '/v1aa'.length;
    const long = 'a'.repeat(3_990);
    const rest = 'a'.repeat(8_000 - bare - long.length);

    await send(mutation, { ...short, [first]: long, [second]: rest });
    expect(stack.emulator.journal[1]?.target).toHaveLength('/v1'.length + 8_000);
    const { data, errors } = await send(mutation, {
      ...short,
      [first]: long,
      [second]: `${rest}a`,
    });
    expect(data).toEqual({ [mutation.name]: null });
    expect(errors?.[0]?.message).toContain('8001');
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it('is rejected for its longest segment, measured after encoding', async () => {
    const changes = Object.fromEntries(
      [first, ...others].map((argument) => [argument, 'a'.repeat(3_995)]),
    );
    const { errors } = await send(mutation, { ...changes, [second]: 'é'.repeat(666) });
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(`^\`${second}\` must be shorter: .* 8000`),
        extensions: { code: 'BAD_USER_INPUT', retryable: false },
      },
    ]);
    expect(stack.emulator.journal).toEqual([]);
  });
});

describe.each(MUTATIONS)('every segment of $name', (mutation) => {
  const names = SEGMENTS[mutation.name] ?? [];

  it.each([
    's3://bucket/a b',
    '100%',
    '%41',
    '%2F',
    '%252e',
    '%2e%2e%2e',
    '...',
    '..a',
    '/',
    '\\',
    '?a=1&b#c',
    ';v=1,2',
    'a+b:c@d=e$f',
    "it's (odd)!*~",
    '[{<"^`|>}]',
    'ü 日本 🧬',
    ' ',
    'e\u0301',
    'group',
    'join',
    'share',
    '{array}',
    '1e3',
  ])('is encoded once and arrives unchanged: %s', async (value) => {
    const changes = Object.fromEntries(names.map((name) => [name, value]));
    await send(mutation, changes);
    const [entry, ...others] = stack.emulator.journal;
    expect(others).toEqual([]);
    expect(entry?.operation).toBe(mutation.operation);
    const segments = (entry?.target ?? '').split('/').map(decodeURIComponent);
    const given = names.map(() => value);
    const isGroup = mutation.operation.includes('Group');
    const last = { accept: [], cancel: ['share'], send: ['share'] }[mutation.kind];
    expect(segments).toEqual([
      '',
      'v1',
      'invitations',
      ...(isGroup ? ['group'] : []),
      ...given,
      ...(/JoinOrganization|joinOrganization/.test(mutation.operation) ? ['join'] : last),
    ]);
    expect(entry?.target).toMatch(/^[\x21-\x7e]+$/);
  });
});

describe('a segment with a special meaning in upstream’s routes', () => {
  it.each([
    ['cancelOrganizationInvitation', 'invitationId'],
    ['inviteToOrganization', 'organization'],
  ])('is rejected instead of sent: share_payment as %s.%s', async (name, argument) => {
    const mutation = MUTATIONS.find((one) => one.name === name);
    if (mutation === undefined) throw new Error(`no mutation ${name}`);
    const { errors } = await send(mutation, { [argument]: 'share_payment' });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(stack.emulator.journal).toEqual([]);
  });
});
