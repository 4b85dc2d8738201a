import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read.ts';
import { INVITATIONS, MUTATIONS, type Mutation } from '../support/operations.ts';
import { type Stack, useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

function find(name: string): Mutation {
  const mutation = MUTATIONS.find((one) => one.name === name);
  if (mutation === undefined) throw new Error(`no mutation ${name}`);
  return mutation;
}

const send = (stack: Stack, { query, input }: Mutation, changes: object) =>
  stack.send({ query, variables: { input: { ...input, ...changes } } });

const lines = ({ emulator }: Stack) =>
  emulator.journal.map(({ method, target }) => `${method} ${target}`);

describe('an array given as tiledb://NAMESPACE/ARRAY', () => {
  const stack = useStack({ emulator: quiet(...INVITATIONS) });

  it.each([
    ['inviteToArray', 'POST /v1/invitations/ada/s3%3A%2F%2Fb%2Fa%20b/share'],
    ['cancelArrayInvitation', 'DELETE /v1/invitations/array/ada/s3%3A%2F%2Fb%2Fa%20b/share'],
  ])('is sent by %s as ARRAY, which may be a URI', async (name, line) => {
    const { errors } = await send(stack, find(name), { array: 'tiledb://ada/s3://b/a b' });
    expect(errors).toBeUndefined();
    expect(lines(stack)).toEqual([line]);
  });

  it.each(['inviteToArray', 'cancelArrayInvitation'])(
    'must be in the namespace given to %s',
    async (name) => {
      for (const array of [
        'tiledb://acme/x',
        'tiledb://adam/x',
        'tiledb://ADA/x',
        'tiledb://ada',
        'tiledb://ada/',
        'tiledb:///x',
        'tiledb://',
      ]) {
        const { data, errors } = await send(stack, find(name), { array });
        expect(data).toEqual({ [name]: null });
        expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
        expect(errors?.[0]?.message).toContain('`array`');
      }
      expect(lines(stack)).toEqual([]);
    },
  );

  it('is not unwrapped twice', async () => {
    await send(stack, find('inviteToArray'), { array: 'tiledb://ada/tiledb://ada/x' });
    expect(lines(stack)).toEqual(['POST /v1/invitations/ada/tiledb%3A%2F%2Fada%2Fx/share']);
  });
});

describe('namespaces by default', () => {
  const stack = useStack({ emulator: quiet(...INVITATIONS) });

  it('are a single segment, whatever they contain', async () => {
    await send(stack, find('inviteToArray'), { namespace: 'acme/general' });
    expect(lines(stack)).toEqual([
      'POST /v1/invitations/acme%2Fgeneral/s3%3A%2F%2Fb%2Fa%20b/share',
    ]);
  });
});

describe('namespaces with TILEDB_NAMESPACES=workspaces', () => {
  const stack = useStack({
    emulator: {
      ...quiet(
        { id: 'array', type: 'ARRAY_SHARE', owner: 'acme', to: 'b@example.com', array: 'x' },
        { id: 'group', type: 'GROUP_SHARE', owner: 'acme', to: 'c@example.com', group: 'weather' },
      ),
      dialect: 'workspaces',
    },
    env: { TILEDB_NAMESPACES: 'workspaces' },
  });

  it.each([
    ['inviteToArray', { array: 'x' }, 'POST /v1/invitations/acme/general/x/share'],
    [
      'inviteToArray',
      { array: 'tiledb://acme/general/x' },
      'POST /v1/invitations/acme/general/x/share',
    ],
    ['inviteToGroup', {}, 'POST /v1/invitations/group/acme/general/weather/share'],
    ['cancelArrayInvitation', { array: 'x' }, 'DELETE /v1/invitations/array/acme/general/x/share'],
    ['cancelGroupInvitation', {}, 'DELETE /v1/invitations/group/group/acme/general/weather/share'],
  ])('are two segments: %s %j', async (name, changes, line) => {
    const { data, errors } = await send(stack, find(name), {
      namespace: 'acme/general',
      ...changes,
    });
    expect(errors).toBeUndefined();
    expect(data[name].__typename).toMatch(/^Invitation(sSent|Cancelled)$/);
    expect(lines(stack)).toEqual([line]);
  });

  it.each(['inviteToArray', 'inviteToGroup', 'cancelArrayInvitation', 'cancelGroupInvitation'])(
    'are rejected in any other form: %s',
    async (name) => {
      for (const namespace of [
        'acme',
        'acme/',
        '/general',
        '/',
        'a/b/c',
        'acme/..',
        './general',
        'group/general',
        'share_payment/general',
        '',
      ]) {
        const { data, errors } = await send(stack, find(name), { namespace });
        expect(data).toEqual({ [name]: null });
        expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
        expect(errors?.[0]?.message).toContain('`namespace`');
      }
      expect(lines(stack)).toEqual([]);
    },
  );

  it('do not change the single segment of an organization', async () => {
    const { errors } = await send(stack, find('inviteToOrganization'), {});
    expect(errors).toBeUndefined();
    expect(lines(stack)).toEqual(['POST /v1/invitations/acme/join']);
  });
});

it('fails to start with any other TILEDB_NAMESPACES', () => {
  expect(() => readConfig({ TILEDB_NAMESPACES: 'teamspaces' })).toThrow(
    /TILEDB_NAMESPACES.*namespaces, workspaces/,
  );
});
