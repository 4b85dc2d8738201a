/**
 * `npm run measure:execution`: what the bypass and compilation gain, and the memory they retain.
 * The ways alternate, so that other load on the machine affects all of them; compare results within one run only.
 */
import { parse } from 'graphql';
import { createCompiler } from '../../src/graphql/execution/compile.ts';
import { createFieldCounter } from '../../src/graphql/execution/expanded-fields.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { ask, startWay } from './ways.ts';

const ALL = `id type status email invitedNamespace ownerNamespaceId createdAt expiresAt acceptedAt
  inviter { id } acceptedBy { id }
  target {
    __typename
    ... on OrganizationMembership { organization { name } role namespaceActions }
    ... on ArrayShare { array { id } name arrayActions }
    ... on GroupShare { group { id } arrayActions groupActions }
    ... on PaymentShare { payerNamespaceId }
  }`;

const OPERATIONS: Readonly<Record<string, string>> = {
  'a list': `query ($size: Int = 100) { invitations(perPage: $size) { totalCount nodes { ${ALL} } } }`,
  'a mutation': `mutation ($input: AcceptInvitationInput = { invitationId: "i1" }) {
    acceptInvitation(input: $input) { __typename ... on InvitationAccepted { invitationId } }
  }`,
};

const SAMPLES = 20;
const ROUNDS = 60;
const REQUESTS_PER_ROUND = 25;

const WAYS = {
  interpreted: await startWay({ compile: 'never', bypass: false }),
  compiled: await startWay({ compile: 'always', bypass: false }),
  bypassed: await startWay({ compile: 'never', bypass: true }),
  'compiled and bypassed': await startWay({ compile: 'always', bypass: true }),
};

for (const [title, query] of Object.entries(OPERATIONS)) {
  const micros = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [way, server] of Object.entries(WAYS)) {
      const before = process.cpuUsage();
      for (let n = 0; n < REQUESTS_PER_ROUND; n += 1) await ask(server, { query });
      const { user, system } = process.cpuUsage(before);
      micros.set(way, [...(micros.get(way) ?? []), (user + system) / REQUESTS_PER_ROUND]);
    }
  }
  for (const [way, all] of micros) {
    // The median of the second half; the first half is the warm-up.
    const late = all.slice(ROUNDS / 2).sort((a, b) => a - b);
    console.log(`${title}, ${way}: ${Math.round(late[late.length >> 1] ?? 0)} µs`);
  }
}

const schema = createSchema();
const compile = createCompiler(schema);
const countFields = createFieldCounter(schema);
const { gc } = globalThis;
if (gc !== undefined) {
  for (const lists of [1, 3, 6, 12]) {
    const query = `{ ${Array.from({ length: lists }, (_, n) => `l${n}: invitations(page: ${n + 1}) { nodes { ${ALL} } }`).join(' ')} }`;
    const kept: unknown[] = [];
    // The comment makes each document distinct.
    const parsed = measure(gc, () => kept.push(parse(`${query}#${kept.length}`)));
    const documents = kept.slice() as ReturnType<typeof parse>[];
    const document = documents[0] as ReturnType<typeof parse>;
    const fields = countFields(document, document.definitions[0] as never);
    let next = 0;
    const startedAt = process.cpuUsage();
    const compiled = measure(gc, () => {
      const one = documents[next++ % documents.length] as ReturnType<typeof parse>;
      const run = compile(one, one.definitions[0] as never);
      // Its code exists only after it has run.
      kept.push(
        run,
        run?.execute({ invitations: {} } as never, {}).catch(() => {}),
      );
    });
    const { user } = process.cpuUsage(startedAt);
    let tokens = 0;
    for (let token = document.loc?.startToken ?? null; token; token = token.next) tokens += 1;
    console.log(
      `${fields} fields, ${tokens} tokens: parsed ${Math.round(parsed / tokens)} bytes a token, ` +
        `compiled ${Math.round(compiled / fields)} bytes a field, in about ${Math.round(user / SAMPLES / 1000)} ms`,
    );
  }
}
for (const server of Object.values(WAYS)) await server.stop();

/** Bytes of heap that one call retains, on average. */
function measure(collect: NonNullable<typeof gc>, keep: () => void): number {
  keep();
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < SAMPLES; n += 1) keep();
  collect();
  return (process.memoryUsage().heapUsed - before) / SAMPLES;
}
