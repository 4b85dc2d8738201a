import {
  buildClientSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { useStack } from '../support/stack.ts';

const stack = useStack();
const STUDIO = 'https://studio.apollographql.com';

/** The request that Apollo Sandbox sends when it connects: graphql-js's introspection query with every optional part. */
const SANDBOX_INTROSPECTION = getIntrospectionQuery({
  descriptions: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: false,
});

describe('Apollo Studio', () => {
  it('gets a preflight response that allows Sandbox’s request', async () => {
    const { status, headers } = await fetch(`${stack.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: STUDIO,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-tiledb-rest-api-key,authorization',
      },
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(STUDIO);
    expect(headers.get('access-control-allow-headers')).toMatch(
      /x-tiledb-rest-api-key.*authorization/,
    );
  });

  it('can introspect the whole schema with Sandbox’s query', async () => {
    const answer = await stack.send({
      query: SANDBOX_INTROSPECTION,
      key: null,
      headers: { origin: STUDIO },
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.headers.get('access-control-allow-origin')).toBe(STUDIO);
    const print = (schema: ReturnType<typeof createSchema>) =>
      printSchema(lexicographicSortSchema(schema));
    expect(print(buildClientSchema(answer.data))).toBe(print(createSchema()));
  });
});
