import { describe, expect, it } from 'vitest';
import { startStack, useStack } from '../support/stack.ts';
import { numbered, quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...numbered(250)) });

const ONE = 'query ($id: ID!) { invitation(id: $id) { id email } }';

const pagesAsked = (journal: readonly { query: Record<string, string> }[]) =>
  journal.map(({ query }) => query);
const largePage = (page: number) => ({ page: String(page), per_page: '100' });

describe('the lookup of an invitation by its id', () => {
  it.each([
    ['n1', 1],
    ['n100', 1],
    ['n101', 2],
    ['n250', 3],
  ])('finds it by reading pages of 100 until it appears: %s', async (id, pages) => {
    const { data, errors } = await stack.send({ query: ONE, variables: { id } });
    expect(errors).toBeUndefined();
    expect(data.invitation).toEqual({ id, email: `reader${id.slice(1)}@example.com` });
    expect(pagesAsked(stack.emulator.journal)).toEqual(
      [largePage(1), largePage(2), largePage(3)].slice(0, pages),
    );
  });

  it('returns null when the whole list does not contain it', async () => {
    const { data, errors } = await stack.send({ query: ONE, variables: { id: 'nowhere' } });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ invitation: null });
    expect(pagesAsked(stack.emulator.journal)).toEqual([largePage(1), largePage(2), largePage(3)]);
  });

  it('returns null for a caller who may not see it', async () => {
    const { data } = await stack.send({
      query: ONE,
      variables: { id: 'n7' },
      key: 'demo-key-margaret',
    });
    expect(data).toEqual({ invitation: null });
  });

  it('accepts any id, because ids do not become part of a path', async () => {
    const { data, errors } = await stack.send({ query: ONE, variables: { id: '../x y' } });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ invitation: null });
  });

  it('accepts a number as the id', async () => {
    const { data } = await stack.send({ query: '{ invitation(id: 17) { id } }' });
    expect(data).toEqual({ invitation: null });
  });

  it('rejects an empty id', async () => {
    const { data, errors } = await stack.send({ query: ONE, variables: { id: '' } });
    expect(data).toEqual({ invitation: null });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('`id`'),
      extensions: { code: 'BAD_USER_INPUT', retryable: false },
    });
    expect(stack.emulator.journal).toEqual([]);
  });
});

describe('the lookup of several ids in one operation', () => {
  it('shares one walk, which ends when all are found', async () => {
    const { data } = await stack.send({
      query: `{
        a: invitation(id: "n150") { id }
        b: invitation(id: "n3") { id }
        c: invitation(id: "n150") { id email }
      }`,
    });
    expect(data).toEqual({
      a: { id: 'n150' },
      b: { id: 'n3' },
      c: { id: 'n150', email: 'reader150@example.com' },
    });
    expect(pagesAsked(stack.emulator.journal)).toEqual([largePage(1), largePage(2)]);
  });

  it('finds each id or returns null for it independently', async () => {
    const { data, errors } = await stack.send({
      query: '{ a: invitation(id: "n2") { id } b: invitation(id: "nowhere") { id } }',
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ a: { id: 'n2' }, b: null });
    expect(stack.emulator.journal).toHaveLength(3);
  });

  it('shares a page with a list that requests the same one', async () => {
    await stack.send({
      query: '{ invitations(perPage: 100) { page } invitation(id: "n5") { id } }',
    });
    expect(pagesAsked(stack.emulator.journal)).toEqual([largePage(1)]);
  });
});

describe('a walk that reaches its limit', () => {
  it('is a fault for ids that were not seen, never a false null, and resolves the others', async () => {
    const bounded = await startStack({
      emulator: quiet(...numbered(250)),
      env: { LOOKUP_MAX_PAGES: '2' },
    });
    const { status, data, errors } = await bounded.send({
      query: '{ a: invitation(id: "n200") { id } b: invitation(id: "n201") { id } }',
      headers: { 'x-request-id': 'walk-1' },
    });
    expect(status).toBe(200);
    expect(data).toEqual({ a: { id: 'n200' }, b: null });
    expect(errors).toEqual([
      {
        message: expect.stringContaining('n201'),
        path: ['b'],
        locations: expect.anything(),
        extensions: { code: 'LOOKUP_LIMIT_EXCEEDED', requestId: 'walk-1', retryable: false },
      },
    ]);
    expect(pagesAsked(bounded.emulator.journal)).toEqual([largePage(1), largePage(2)]);
  });

  it.each([200, 199, 101])(
    'returns null when it saw the whole list: %i invitations',
    async (count) => {
      const bounded = await startStack({
        emulator: quiet(...numbered(count)),
        env: { LOOKUP_MAX_PAGES: '2' },
      });
      const { data, errors } = await bounded.send({ query: ONE, variables: { id: 'nowhere' } });
      expect(errors).toBeUndefined();
      expect(data).toEqual({ invitation: null });
      expect(bounded.emulator.journal).toHaveLength(2);
    },
  );

  it('cannot detect the end of a list that exactly fills it when upstream reports no totals', async () => {
    const bounded = await startStack({ emulator: quiet(), env: { LOOKUP_MAX_PAGES: '1' } });
    const invitations = Array.from({ length: 100 }, (_, index) => ({ id: `x${index}` }));
    bounded.emulator.inject({
      behaviour: { kind: 'answer', status: 200, body: JSON.stringify({ invitations }) },
    });
    const { data, errors } = await bounded.send({ query: ONE, variables: { id: 'nowhere' } });
    expect(data).toEqual({ invitation: null });
    expect(errors?.[0]?.extensions['code']).toBe('LOOKUP_LIMIT_EXCEEDED');
  });

  it('reads at most 20 pages by default', async () => {
    const invitations = Array.from({ length: 100 }, (_, index) => ({ id: `x${index}` }));
    stack.emulator.inject({
      behaviour: { kind: 'answer', status: 200, body: JSON.stringify({ invitations }) },
    });
    const { errors } = await stack.send({ query: ONE, variables: { id: 'nowhere' } });
    expect(errors?.[0]?.extensions['code']).toBe('LOOKUP_LIMIT_EXCEEDED');
    expect(stack.emulator.journal).toHaveLength(20);
  });
});

describe('a walk that a fault ends', () => {
  it('is that fault for ids that were not seen, and resolves the others', async () => {
    stack.emulator.inject({ skip: 1, behaviour: { kind: 'answer', status: 500 } });
    const { data, errors } = await stack.send({
      query: '{ a: invitation(id: "n9") { id } b: invitation(id: "n109") { id } }',
    });
    expect(data).toEqual({ a: { id: 'n9' }, b: null });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ['b'], extensions: { code: 'UPSTREAM_ERROR' } });
    expect(stack.emulator.journal).toHaveLength(2);
  });
});
