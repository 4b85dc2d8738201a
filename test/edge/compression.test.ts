import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { useStack } from '../support/stack.ts';

const stack = useStack();

const SCHEMA_QUERIES = {
  introspection: getIntrospectionQuery(),
  'one type': '{ __type(name: "Invitation") { fields { name description } } }',
  'the SDL': '{ _service { sdl } }',
};

function post(query: string, acceptEncoding: string): Promise<Response> {
  return fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: {
      'accept-encoding': acceptEncoding,
      'content-type': 'application/json',
      'x-tiledb-rest-api-key': DEMO_KEY,
    },
    body: JSON.stringify({ query }),
  });
}

const codingOf = ({ headers }: Response) => headers.get('content-encoding');

describe('a response that only describes the schema', () => {
  it.each(Object.entries(SCHEMA_QUERIES))(
    'is compressed for a client that accepts gzip: %s',
    async (_title, query) => {
      const plain = await post(query, 'identity');
      const coded = await post(query, 'br;q=1, gzip;q=0.5');
      expect([codingOf(plain), codingOf(coded)]).toEqual([null, 'gzip']);
      expect([plain, coded].map(({ headers }) => headers.get('vary'))).toEqual(
        Array(2).fill('Origin, Accept-Encoding'),
      );
      const length = Number(coded.headers.get('content-length'));
      const text = await coded.text();
      expect(text).toBe(await plain.text());
      expect(length).toBeLessThan(text.length / 2);
    },
  );

  it('is not compressed for a client that refuses gzip, or when it is short', async () => {
    expect(codingOf(await post(SCHEMA_QUERIES['the SDL'], 'gzip;q=0, *;q=0'))).toBeNull();
    expect(codingOf(await post('{ __schema { __typename } }', 'gzip'))).toBeNull();
  });
});

describe('a response with data of a caller', () => {
  it.each([
    '{ invitations(perPage: 100) { nodes { id } } }',
    '{ invitations(perPage: 100) { nodes { id } } __schema { types { name } } }',
    '{ __schema { types { name } } ...List } fragment List on Query { invitations { nodes { id } } }',
  ])('is never compressed: %s', async (query) => {
    const response = await post(query, 'gzip');
    expect(codingOf(response)).toBeNull();
    expect(await response.json()).toMatchObject({
      data: { invitations: { nodes: expect.arrayContaining([{ id: expect.any(String) }]) } },
    });
  });
});
