import { describe, expect, it } from 'vitest';
import { checkSchema } from '../../../scripts/schema-check.ts';

const SDL = `
type Query { invitations(first: Int): Page  count: Int }
type Page { nodes: [String!]! }
union Result = Done | Failed
type Done { id: ID! }
type Failed { id: ID! }
type Unknown { id: ID! }
enum Status { OPEN CLOSED }
input Filter { name: String }
`;
const RELEASED = `# The schema of release 1.4.2.\n${SDL}`;

const check = (current: string, version = '1.4.2', entries = '') =>
  checkSchema({ released: RELEASED, current, version, entries });

describe('checkSchema', () => {
  it('accepts the schema of the last release', async () => {
    expect(await check(SDL)).toEqual([]);
  });

  it('accepts a new nullable field without an entry', async () => {
    expect(await check(SDL.replace('count: Int', 'count: Int  total: Int'))).toEqual([]);
  });

  it('requires an entry and a major version when a field is removed', async () => {
    expect(await check(SDL.replace('count: Int', ''), '1.5.0')).toEqual([
      "Field 'count' was removed from object type 'Query' (breaking). Undo it, or add an entry that names `Query.count` to docs/schema-changes.md.",
      'A breaking change needs a new major version: the last release is 1.4.2, and package.json says 1.5.0. Set it to 2.0.0.',
    ]);
  });

  it.each([
    ['an enum value is removed', ' CLOSED', '', 'Status.CLOSED'],
    ['an input field becomes required', 'name: String', 'name: String!', 'Filter.name'],
  ])('requires an entry and a major version when %s', async (_what, before, after, path) => {
    expect(await check(SDL.replace(before, after))).toEqual([
      expect.stringContaining(`(breaking). Undo it, or add an entry that names \`${path}\``),
      expect.stringContaining('Set it to 2.0.0.'),
    ]);
  });

  it('accepts a removed field that has both an entry and a major version', async () => {
    const entries = '- `Query.count` was removed';
    expect(await check(SDL.replace('count: Int', ''), '2.0.0', entries)).toEqual([]);
  });

  it('requires an entry and a minor version when a union gains a member', async () => {
    expect(await check(SDL.replace('| Failed', '| Failed | Unknown'))).toEqual([
      expect.stringContaining('(dangerous). Undo it, or add an entry that names `Result`'),
      'A dangerous change needs a new minor version: the last release is 1.4.2, and package.json says 1.4.2. Set it to 1.5.0.',
    ]);
  });

  it('ignores directives that only gateways read', async () => {
    const costly = `directive @cost(weight: Int!) on FIELD_DEFINITION\n${SDL.replace('): Page', '): Page @cost(weight: 10)')}`;
    expect(await check(costly)).toEqual([]);
  });

  it('reports a removed key', async () => {
    const keyed = SDL.replace('type Done', 'type Done @key(fields: "id")');
    const problems = await checkSchema({
      released: `# release 1.0.0\n${keyed}`,
      current: SDL,
      version: '1.0.0',
      entries: '',
    });
    expect(problems[0]).toContain('`Done.@key`');
  });

  it('requires a date on a deprecation', async () => {
    const deprecate = (reason: string) =>
      SDL.replace('count: Int', `count: Int @deprecated(reason: "${reason}")`);
    expect(await check(deprecate('Use total.'))).toEqual([
      '@deprecated(reason: "Use total.") has no date: end its reason with "Removed after YYYY-MM-DD."',
    ]);
    expect(await check(deprecate('Use total. Removed after 2027-12-31.'))).toEqual([]);
  });
});
