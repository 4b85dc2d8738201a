import { Trace } from '@apollo/usage-reporting-protobuf';
import { describe, expect, it } from 'vitest';
import { useStack } from '../support/stack.ts';
import { numbered, quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...numbered(5)) });

const WANTED = { 'apollo-federation-include-trace': 'ftv1', 'x-request-id': 'r-1' };
const LIST = `query List($size: Int! = 2) {
  invitations(perPage: $size) { nodes { id target { __typename } } renamed: totalCount }
}`;

async function ask(query: string, headers: Readonly<Record<string, string>>, variables = {}) {
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-tiledb-rest-api-key': 'demo-key-ada',
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  const { extensions, ...answer } = (await response.json()) as {
    data?: unknown;
    errors?: { message: string; extensions: unknown }[];
    extensions?: { ftv1?: string };
  };
  return { status: response.status, answer, ftv1: extensions?.ftv1 };
}

function decode(ftv1: string | undefined): Trace {
  return Trace.decode(Buffer.from(ftv1 ?? '', 'base64'));
}

/** The trace's fields by their path of response names and indexes, with their types. */
function readFields(node: Trace.INode | null | undefined, path = ''): string[] {
  return (node?.child ?? []).flatMap((child) => {
    const here = `${path}/${child.responseName || child.index}`;
    return [...(child.type ? [`${here}: ${child.type}`] : []), ...readFields(child, here)];
  });
}

function readErrors(node: Trace.INode | null | undefined): Trace.IError[] {
  return [...(node?.error ?? []), ...(node?.child ?? []).flatMap(readErrors)];
}

describe('a request for a federated trace', () => {
  it('gets each field’s duration with the same data, on the tenth request as on the first', async () => {
    for (let time = 1; time <= 10; time += 1) {
      const plain = await ask(LIST, {});
      const traced = await ask(LIST, WANTED);
      expect(plain.ftv1).toBeUndefined();
      expect({ ...traced, ftv1: undefined }).toEqual(plain);
      const { root, durationNs } = decode(traced.ftv1);
      expect(Number(durationNs)).toBeGreaterThan(0);
      expect(readFields(root)).toEqual([
        '/invitations: InvitationConnection',
        '/invitations/nodes: [Invitation!]!',
        '/invitations/nodes/0/id: ID!',
        '/invitations/nodes/0/target: InvitationTarget',
        '/invitations/nodes/1/id: ID!',
        '/invitations/nodes/1/target: InvitationTarget',
        '/invitations/renamed: Int',
      ]);
      expect(root?.child?.[0]?.endTime).toBeGreaterThan(Number(root?.child?.[0]?.startTime));
      expect(root?.child?.[0]?.child?.[1]?.originalFieldName).toBe('totalCount');
    }
  });

  it.each([
    ['a fault of upstream', LIST, {}, 500],
    ['an invalid variable', LIST, { size: 'two' }, null],
    ['an invalid argument', LIST, { size: 101 }, null],
    ['an invalid document', '{ nothing }', {}, null],
    ['a syntax error', '{', {}, null],
  ])('gets a trace that matches the response: %s', async (_, query, variables, status) => {
    const inject = () => {
      if (status !== null) stack.emulator.inject({ behaviour: { kind: 'answer', status } });
    };
    inject();
    const plain = await ask(query, { 'x-request-id': 'r-1' }, variables);
    stack.emulator.reset();
    inject();
    const traced = await ask(query, WANTED, variables);
    expect({ ...traced, ftv1: undefined }).toEqual(plain);
    expect(plain.answer.errors?.length).toBeGreaterThan(0);
    const errors = readErrors(decode(traced.ftv1).root).map(({ message, json }) => ({
      message,
      extensions: JSON.parse(json ?? '{}').extensions,
    }));
    expect(errors).toEqual(
      plain.answer.errors?.map(({ message, extensions }) => ({ message, extensions })),
    );
    expect(Buffer.from(traced.ftv1 ?? '', 'base64').toString('latin1')).not.toContain(
      stack.emulator.url,
    );
  });
});

describe('any other value of the header apollo-federation-include-trace', () => {
  it('requests no trace', async () => {
    const { ftv1 } = await ask(LIST, { 'apollo-federation-include-trace': 'ftv2' });
    expect(ftv1).toBeUndefined();
  });
});
