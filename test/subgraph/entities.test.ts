import { describe, expect, it } from 'vitest';
import { useStack } from '../support/stack.ts';
import { ENTITIES } from './entities.ts';
import { idOf, worldOf } from './world.ts';

describe.each([
  ['interpreted', 'never'],
  ['compiled', 'always'],
])('entities, with %s execution', (_how, compile) => {
  const stack = useStack({
    emulator: { world: worldOf(250) },
    env: { COMPILE_OPERATIONS: compile },
  });

  function resolve(...representations: readonly Record<string, unknown>[]) {
    return stack.send({ query: ENTITIES, variables: { representations } });
  }

  const invitation = (number: number) => ({ __typename: 'Invitation', id: idOf(number) });
  const organization = (name: string) => ({ __typename: 'Organization', name });

  describe('_entities', () => {
    it('returns entities in the order of the representations, whatever their types', async () => {
      const { data, errors } = await resolve(
        invitation(240),
        organization('acme'),
        invitation(3),
        organization('lab'),
        invitation(120),
      );
      expect(errors).toBeUndefined();
      expect(data._entities).toMatchObject([
        { __typename: 'Invitation', id: idOf(240), email: 'reader240@example.com' },
        { __typename: 'Organization', name: 'acme', invitations: { totalCount: 0 } },
        { __typename: 'Invitation', id: idOf(3) },
        { __typename: 'Organization', name: 'lab' },
        { __typename: 'Invitation', id: idOf(120) },
      ]);
    });

    it('returns an entity as often as it is requested', async () => {
      const { data } = await resolve(invitation(1), invitation(2), invitation(1));
      expect(data._entities).toMatchObject([{ id: idOf(1) }, { id: idOf(2) }, { id: idOf(1) }]);
      expect(stack.emulator.journal).toHaveLength(1);
    });

    it('returns null without an error for an invitation that the caller does not have', async () => {
      const { data, errors } = await resolve(invitation(1), invitation(9999), invitation(249));
      expect(errors).toBeUndefined();
      expect(data._entities).toMatchObject([{ id: idOf(1) }, null, { id: idOf(249) }]);
    });

    it("never returns one caller's invitations to another", async () => {
      const { data, errors } = await stack.send({
        query: ENTITIES,
        variables: { representations: [invitation(1)] },
        key: 'demo-key-linus',
      });
      expect(errors).toBeUndefined();
      expect(data._entities).toEqual([null]);
    });

    it('makes no upstream call for what the key alone determines', async () => {
      const { data, errors } = await stack.send({
        query: `query($representations: [_Any!]!) {
        _entities(representations: $representations) { ... on Organization { name } }
      }`,
        variables: { representations: [organization('acme'), organization('lab')] },
      });
      expect(errors).toBeUndefined();
      expect(data._entities).toEqual([{ name: 'acme' }, { name: 'lab' }]);
      expect(stack.emulator.journal).toEqual([]);
    });

    it('returns a stub with the key of its representation', async () => {
      const stubs = ['User', 'TileDBArray', 'TileDBGroup'].map((type) => ({
        __typename: type,
        id: `id of a ${type}`,
      }));
      const { data, errors } = await resolve(...stubs);
      expect(errors).toBeUndefined();
      expect(data._entities).toEqual(stubs);
      expect(stack.emulator.journal).toEqual([]);
    });
  });

  describe('a failing entity', () => {
    it('affects only itself when upstream fails for one organization', async () => {
      stack.emulator.inject({ times: 1, behaviour: { kind: 'answer', status: 403 } });
      const names = ['acme', 'lab', 'group'];
      const { status, data, errors } = await resolve(...names.map(organization));
      expect(status).toBe(200);
      expect(errors).toHaveLength(1);
      const failed = errors?.[0]?.path?.[1];
      expect(errors).toMatchObject([
        { path: ['_entities', failed, 'invitations'], extensions: { code: 'FORBIDDEN' } },
      ]);
      expect(data._entities.map(({ name }: { name: string }) => name)).toEqual(names);
      for (const [index, { invitations }] of data._entities.entries()) {
        if (index === failed) expect(invitations).toBeNull();
        else expect(invitations.totalCount).toBe(0);
      }
    });

    it('affects only itself when the lookup of an invitation fails', async () => {
      stack.emulator.inject({
        operation: 'fetchInvitations',
        times: 1,
        behaviour: { kind: 'answer', status: 500 },
      });
      const { data, errors } = await resolve(invitation(1), {
        __typename: 'User',
        id: 'somebody',
      });
      expect(data._entities).toMatchObject([null, { __typename: 'User', id: 'somebody' }]);
      expect(errors).toMatchObject([
        { path: ['_entities', 0], extensions: { code: 'UPSTREAM_ERROR', retryable: false } },
      ]);
    });

    it('affects only itself when later pages cannot be read', async () => {
      stack.emulator.inject({ skip: 1, behaviour: { kind: 'answer', status: 500 } });
      const { data, errors } = await resolve(invitation(1), invitation(200), invitation(99));
      expect(data._entities).toMatchObject([{ id: idOf(1) }, null, { id: idOf(99) }]);
      expect(errors).toMatchObject([
        { path: ['_entities', 1], extensions: { code: 'UPSTREAM_ERROR' } },
      ]);
    });

    it.each([
      { __typename: 'Organization' },
      { __typename: 'Organization', name: null },
      { __typename: 'Organization', name: '' },
      { __typename: 'Organization', name: ['acme'] },
      { __typename: 'Invitation' },
      { __typename: 'Invitation', id: '' },
      { __typename: 'Invitation', id: 7 },
      { __typename: 'User' },
      { __typename: 'User', id: 7 },
      { __typename: 'TileDBArray', id: null },
      { __typename: 'TileDBGroup', id: { a: 1 } },
    ])(
      'affects only itself when its key is invalid, and never widens a list: %j',
      async (representation) => {
        const { data, errors } = await resolve(representation, organization('acme'));
        expect(data._entities).toMatchObject([null, { name: 'acme' }]);
        expect(errors).toMatchObject([
          { path: ['_entities', 0], extensions: { code: 'BAD_USER_INPUT', retryable: false } },
        ]);
        expect(stack.emulator.journal.map(({ query }) => query['organization'])).toEqual(['acme']);
      },
    );

    it.each([
      { __typename: 'Nothing', id: 'x' },
      { __typename: 'PageInfo' },
      { id: 'x' },
      {},
      5,
      'x',
      { __typename: ['Organization'], name: 'acme' },
    ])('affects only itself when it is not an entity: %j', async (representation) => {
      const { data, errors } = await stack.send({
        query: ENTITIES,
        variables: { representations: [representation, organization('acme')] },
      });
      expect(data._entities).toMatchObject([null, { name: 'acme' }]);
      expect(errors).toMatchObject([
        { path: ['_entities', 0], extensions: { code: 'BAD_USER_INPUT', retryable: false } },
      ]);
    });

    it('becomes null in its position, and malformed representations are reported once', async () => {
      const { data, errors } = await resolve(
        invitation(1),
        { __typename: 'Organization' },
        invitation(2),
        { __typename: 'Invitation' },
        organization('acme'),
        invitation(9999),
        { __typename: 'Nothing', id: 'x' },
        { __typename: 'User', id: 'somebody' },
      );
      expect(data._entities).toMatchObject([
        { id: idOf(1) },
        null,
        { id: idOf(2) },
        null,
        { name: 'acme' },
        null,
        null,
        { id: 'somebody' },
      ]);
      expect(errors).toMatchObject([
        { path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT', retryable: false } },
      ]);
      expect(errors?.[0]?.message).toContain('2 more are malformed and null too');
    });

    it('is reported together with a single other one in the singular', async () => {
      const { errors } = await resolve(
        { __typename: 'Organization' },
        { __typename: 'Invitation' },
      );
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.message).toMatch(/; 1 more is malformed and null too\.?$/);
    });
  });

  describe('the limit on items', () => {
    it('counts representations under each alias, including malformed and repeated ones', async () => {
      for (const representation of [0, {}, { __typename: 'User', id: 'u' }]) {
        const { data, errors } = await stack.send({
          query: `query ($of: [_Any!]!) {
            a: _entities(representations: $of) { __typename }
            b: _entities(representations: $of) { __typename }
          }`,
          variables: { of: Array.from({ length: 501 }, () => representation) },
        });
        expect(data).toBeUndefined();
        expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
        expect(errors?.[0]?.message).toContain('1002 items');
      }
    });

    it('counts the requested organizations and the lists of each', async () => {
      const names = Array.from({ length: 41 }, (_, number) => `organization ${number}`);
      const { errors } = await resolve(...names.map(organization));
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(errors?.[0]?.message).toContain('1066 items');
      expect(stack.emulator.journal).toEqual([]);
    });

    it('identifies organizations by name, whatever else their representations contain', async () => {
      const names = Array.from({ length: 41 }, (_, number) => `organization ${number}`);
      const { errors } = await resolve(
        ...names.map((name) => ({ ...organization(name), id: 'same' })),
      );
      expect(errors?.[0]?.message).toContain('1066 items');
      expect(stack.emulator.journal).toEqual([]);
    });

    it('does not count, for entities of one type, selections on another type', async () => {
      const { errors } = await resolve(
        ...Array.from({ length: 100 }, (_, number) => invitation(number)),
        organization('acme'),
      );
      expect(errors).toBeUndefined();
    });

    it('counts the lists of an invitation too, even in a named fragment', async () => {
      const { errors } = await stack.send({
        query: `query($representations: [_Any!]!) {
        _entities(representations: $representations) { ...Joined }
      }
      fragment Joined on Invitation {
        target { ... on OrganizationMembership { organization { invitations(first: 100) { page } } } }
      }`,
        variables: { representations: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(invitation) },
      });
      expect(errors?.[0]?.message).toContain('1111 items');
    });

    it('counts representations written in the document', async () => {
      const { errors } = await stack.send({
        query: `{
        _entities(representations: [${Array.from({ length: 11 }, (_, n) => `{ __typename: "Organization", name: "o${n}" }`)}]) {
          ... on Organization { invitations(perPage: 100) { page } }
        }
      }`,
      });
      expect(errors?.[0]?.message).toContain('1111 items');
    });
  });
});
