import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useStack } from './support/stack.ts';

const stack = useStack();
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const operations = [...readme.matchAll(/```graphql\n([^`]+)```/g)].map((match) => match[1] ?? '');
const [answer = ''] = [...readme.matchAll(/```json\n([^`]+)```/g)].map((match) => match[1] ?? '');

describe('the README', () => {
  it.each(operations)('has an example that works: %s', async (query) => {
    const { data, errors } = await stack.send({ query });
    expect(errors).toBeUndefined();
    expect(Object.values(data)).not.toContain(null);
  });

  it('shows the response to its mutation', async () => {
    const query = operations.find((operation) => operation.startsWith('mutation')) ?? '';
    expect({ data: (await stack.send({ query })).data }).toEqual(JSON.parse(answer));
  });

  it('links to a page that names every code', () => {
    expect(readme).toContain('(docs/errors.md)');
    const page = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8');
    const schema = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');
    const codes = /enum InvitationErrorCode {([^}]+)}/.exec(schema)?.[1]?.match(/^ {2}[A-Z_]+$/gm);
    expect(codes?.length).toBeGreaterThan(10);
    for (const code of codes ?? []) expect(page).toContain(`\`${code.trim()}\``);
  });
});
