import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable } from '@apollo/client';
import { RetryLink } from '@apollo/client/link/retry';
import { describe, expect, test } from 'vitest';
import { cacheConfig, executeWith, IdempotencyLink } from '../../../client/src/apollo/index.ts';
import {
  AcceptInvitationDocument,
  InvitationsAfterDocument,
} from '../../../client/src/generated/operations.ts';

const ACCEPTED = { outcome: { __typename: 'InvitationAccepted', invitationId: '1' } };
const ACCEPT = { mutation: AcceptInvitationDocument, variables: { input: { invitationId: '1' } } };

describe('IdempotencyLink', () => {
  test('sends a different key with each call', async () => {
    const { client, keys } = setUp();
    await client.mutate(ACCEPT);
    await client.mutate(ACCEPT);
    expect(keys).toEqual(['key 1', 'key 2']);
  });

  test('keeps a call’s key across the retries of a RetryLink', async () => {
    const { client, keys } = setUp({ failures: 2 });
    await client.mutate(ACCEPT);
    expect(keys).toEqual(['key 1', 'key 1', 'key 1']);
  });

  test('sends the key that the caller provides', async () => {
    const { client, keys } = setUp();
    await client.mutate({ ...ACCEPT, context: { idempotencyKey: 'mine' } });
    expect(keys).toEqual(['mine']);
  });

  test('adds no header to operations for which the service would reject it', async () => {
    const { client, keys } = setUp();
    const input = { invitationId: '1', idempotencyKey: 'in the input' };
    await client.mutate({ ...ACCEPT, variables: { input } });
    await client.mutate({
      mutation: gql`
        mutation Two($input: AcceptInvitationInput!) {
          outcome: acceptInvitation(input: $input) { __typename }
          other: acceptInvitation(input: $input) { __typename }
        }
      `,
      variables: { input: { invitationId: '1' } },
    });
    await client.query({ query: InvitationsAfterDocument, variables: {} });
    expect(keys).toEqual([undefined, undefined, undefined]);
  });
});

describe('the cache', () => {
  test('appends pages by cursor, and replaces from where a cursor points', () => {
    const cache = new InMemoryCache(cacheConfig);
    write(cache, null, ['a', 'b']);
    write(cache, 'b', ['c', 'd']);
    expect(read(cache)).toEqual(['a', 'b', 'c', 'd']);
    write(cache, 'a', ['x']);
    expect(read(cache)).toEqual(['a', 'x']);
  });

  test('keeps separate entries for different filters and for numbered pages', () => {
    const cache = new InMemoryCache(cacheConfig);
    write(cache, null, ['a']);
    write(cache, null, ['b'], { status: 'PENDING' });
    expect(read(cache)).toEqual(['a']);
    const page = gql`query Page($page: Int) { invitations(page: $page) { totalCount } }`;
    const invitations = { __typename: 'InvitationConnection', totalCount: 7 };
    cache.writeQuery({ query: page, variables: { page: 2 }, data: { invitations } });
    expect(cache.readQuery({ query: page, variables: { page: 1 } })).toBeNull();
    expect(read(cache)).toEqual(['a']);
  });

  const LIST = gql`
    query List($filter: InvitationFilter, $after: String) {
      invitations(filter: $filter, first: 2, after: $after) {
        edges { cursor node { id } }
      }
    }
  `;

  function write(cache: InMemoryCache, after: string | null, ids: string[], filter = {}) {
    const edges = ids.map((id) => ({
      __typename: 'InvitationEdge',
      cursor: id,
      node: { __typename: 'Invitation', id },
    }));
    const data = { invitations: { __typename: 'InvitationConnection', edges } };
    cache.writeQuery({ query: LIST, variables: { filter, after }, data });
  }

  function read(cache: InMemoryCache) {
    const variables = { filter: {}, after: null };
    const data = cache.readQuery<{ invitations: { edges: { node: { id: string } }[] } }>({
      query: LIST,
      variables,
    });
    return data?.invitations.edges.map(({ node }) => node.id);
  }
});

describe('executeWith', () => {
  test('returns data together with errors, and passes the key on', async () => {
    const { client, keys } = setUp({ errors: [{ message: 'a row failed' }] });
    const answer = await executeWith(client)(AcceptInvitationDocument, ACCEPT.variables, {
      idempotencyKey: 'mine',
    });
    expect(answer).toMatchObject({ data: ACCEPTED, errors: [{ message: 'a row failed' }] });
    expect(keys).toEqual(['mine']);
  });

  test('sends equal queries separately, so that aborting one does not end the other', async () => {
    const { client, keys } = setUp();
    const execute = executeWith(client);
    await Promise.all([
      execute(InvitationsAfterDocument, { first: 1 }),
      execute(InvitationsAfterDocument, { first: 1 }),
    ]);
    expect(keys).toHaveLength(2);
  });

  test('rejects when no response arrived', async () => {
    const { client } = setUp({ failures: 9 });
    const answer = executeWith(client)(AcceptInvitationDocument, ACCEPT.variables);
    await expect(answer).rejects.toThrow(TypeError);
  });
});

interface Setting {
  failures?: number;
  errors?: { message: string }[];
}

function setUp({ failures = 0, errors }: Setting = {}) {
  const keys: unknown[] = [];
  let count = 0;
  const end = new ApolloLink((operation) => {
    keys.push(operation.getContext()['headers']?.['idempotency-key']);
    return new Observable((observer) => {
      if (keys.length <= failures) return observer.error(new TypeError('fetch failed'));
      const data = operation.operationType === 'query' ? { invitations: null } : ACCEPTED;
      queueMicrotask(() => {
        observer.next({ data, ...(errors && { errors }) });
        observer.complete();
      });
    });
  });
  const retry = new RetryLink({ delay: { initial: 0, jitter: false }, attempts: { max: 4 } });
  const key = new IdempotencyLink(() => `key ${++count}`);
  const client = new ApolloClient({
    link: ApolloLink.from([key, retry, end]),
    cache: new InMemoryCache(cacheConfig),
  });
  return { client, keys };
}
