import { describe, expect, it } from 'vitest';
import { startStack, useStack } from '../support/stack.ts';
import { numbered, quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...numbered(250)) });

const ONE = 'query ($id: ID!) { invitation(id: $id) { id email } }';

const pagesAsked = (journal: readonly { query: Record<string, string> }[]) =>
  journal.map(({ query }) => query);
const largePage = (page: number) => ({ page: String(page), per_page: '100' });

describe('an invitation by its id', () => {
  it.each([
    ['n1', 1],
    ['n100', 1],
    ['n101', 2],
    ['n250', 3],
  ])('is found by walking pages of 100 until it is seen: %s', async (id, pages) => {
    const { data, errors } = await stack.send({ query: ONE, variables: { id } });
    expect(errors).toBeUndefined();
    expect(data.invitation).toEqual({ id, email: `reader${id.slice(1)}@example.com` });
    expect(pagesAsked(stack.emulator.journal)).toEqual(
      [largePage(1), largePage(2), largePage(3)].slice(0, pages),
    );
  });

  it('is null when the whole list does not have it', async () => {
    const { data, errors } = await stack.send({ query: ONE, variables: { id: 'nowhere' } });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ invitation: null });
    expect(pagesAsked(stack.emulator.journal)).toEqual([largePage(1), largePage(2), largePage(3)]);
  });

  it('is null for who may not see it', async () => {
    const { data } = await stack.send({
      query: ONE,
      variables: { id: 'n7' },
      key: 'demo-key-margaret',
    });
    expect(data).toEqual({ invitation: null });
  });

  it('may be anything, since no path is made of it', async () => {
    const { data, errors } = await stack.send({ query: ONE, variables: { id: '../x y' } });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ invitation: null });
  });

  it('may be given as a number', async () => {
    const { data } = await stack.send({ query: '{ invitation(id: 17) { id } }' });
    expect(data).toEqual({ invitation: null });
  });

  it('must not be empty', async () => {
    const { data, errors } = await stack.send({ query: ONE, variables: { id: '' } });
    expect(data).toEqual({ invitation: null });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('`id`'),
      extensions: { code: 'BAD_USER_INPUT', retryable: false },
    });
    expect(stack.emulator.journal).toEqual([]);
  });
});

describe('several ids of one operation', () => {
  it('share one walk, which ends as soon as all are found', async () => {
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

  it('are found or null, each by itself', async () => {
    const { data, errors } = await stack.send({
      query: '{ a: invitation(id: "n2") { id } b: invitation(id: "nowhere") { id } }',
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ a: { id: 'n2' }, b: null });
    expect(stack.emulator.journal).toHaveLength(3);
  });

  it('share a page with a list that asks for the same one', async () => {
    await stack.send({
      query: '{ invitations(perPage: 100) { page } invitation(id: "n5") { id } }',
    });
    expect(pagesAsked(stack.emulator.journal)).toEqual([largePage(1)]);
  });
});

describe('a walk that met its bound', () => {
  it('is a fault for who was not seen, never a false null, and leaves who was seen', async () => {
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

  it.each([200, 199, 101])('and saw the whole list is null: %i invitations', async (count) => {
    const bounded = await startStack({
      emulator: quiet(...numbered(count)),
      env: { LOOKUP_MAX_PAGES: '2' },
    });
    const { data, errors } = await bounded.send({ query: ONE, variables: { id: 'nowhere' } });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ invitation: null });
    expect(bounded.emulator.journal).toHaveLength(2);
  });

  it('cannot tell the end of a list that just fills it when upstream counts nothing', async () => {
    const bounded = await startStack({ emulator: quiet(), env: { LOOKUP_MAX_PAGES: '1' } });
    const invitations = Array.from({ length: 100 }, (_, index) => ({ id: `x${index}` }));
    bounded.emulator.inject({
      behaviour: { kind: 'answer', status: 200, body: JSON.stringify({ invitations }) },
    });
    const { data, errors } = await bounded.send({ query: ONE, variables: { id: 'nowhere' } });
    expect(data).toEqual({ invitation: null });
    expect(errors?.[0]?.extensions['code']).toBe('LOOKUP_LIMIT_EXCEEDED');
  });

  it('reads at most 20 pages unless told otherwise', async () => {
    const invitations = Array.from({ length: 100 }, (_, index) => ({ id: `x${index}` }));
    stack.emulator.inject({
      behaviour: { kind: 'answer', status: 200, body: JSON.stringify({ invitations }) },
    });
    const { errors } = await stack.send({ query: ONE, variables: { id: 'nowhere' } });
    expect(errors?.[0]?.extensions['code']).toBe('LOOKUP_LIMIT_EXCEEDED');
    expect(stack.emulator.journal).toHaveLength(20);
  });
});

describe('a walk that a fault ended', () => {
  it('is that fault for who was not seen, and leaves who was', async () => {
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
