import { hash } from 'node:crypto';
import type { Idempotency } from '../../src/domain/idempotency.ts';
import type { Invitation, InvitationTarget } from '../../src/domain/invitation.ts';
import type { Upstream } from '../../src/domain/upstream.ts';
import { UpstreamError } from '../../src/domain/upstream-error.ts';
import type { Context } from '../../src/graphql/context.ts';
import { toFaultLog } from '../../src/graphql/report/fault-log.ts';
import { createReport } from '../../src/graphql/report/report.ts';
import {
  type GraphQLServer,
  type GraphQLServerOptions,
  startGraphQLServer,
} from '../../src/graphql/server.ts';
import { createInvitations } from '../../src/invitations/invitations.ts';

/** Everything that is observable about the response to a request. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Upstream calls in order, each with its arguments. */
  readonly calls: readonly string[];
  readonly log: readonly unknown[];
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** A GraphQL server that executes operations in one particular way. */
export function startWay(
  way: Pick<GraphQLServerOptions, 'compile' | 'bypass'>,
  limits: Partial<GraphQLServerOptions['limits']> = {},
): Promise<GraphQLServer> {
  return startGraphQLServer({
    ...way,
    introspection: true,
    trustedDocuments: null,
    sharedTexts: null,
    sandbox: false,
    limits: {
      maxTokens: 5_000,
      maxDepth: 12,
      maxAliases: 50,
      maxMutationFields: 10,
      maxItems: 1_000,
      ...limits,
    },
    logger: SILENT,
  });
}

/** Tests here do not send any. */
const WITHOUT_KEYS: Idempotency = {
  once: (_mutation, send) => send(),
  begin: () => Promise.reject(new Error('no keys here')),
};

const NOW = Date.parse('2026-06-01T00:00:00Z');

/** Sends one POST; the upstream gives equal calls equal responses at any time. */
export async function ask(
  server: GraphQLServer,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const calls: string[] = [];
  const report = createReport();
  const invitations = createInvitations(createFakeUpstream(calls), UNLIMITED, WITHOUT_KEYS, {
    lookupMaxPages: 3,
    maxRecipients: 100,
    namespaces: 'namespaces',
    onRead() {},
  });
  const context: Context = {
    requestId: 'r-1',
    invitations,
    now: NOW,
    idempotencyKey: undefined,
    mutationFields: 0,
    report,
  };
  const response = await server.execute(
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      search: '',
      body,
    },
    context,
  );
  const { faults, ...reported } = report;
  const logged = [...faults]
    .map((fault) => toFaultLog(fault, (text) => text))
    .map((entry) => JSON.stringify(entry && { ...entry, facts: toFirstLine(entry.facts) }));
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: response.body,
    calls,
    // Two things may differ: the stack of a bug, and the order in which fields fail.
    log: [{ ...reported, codes: reported.codes.toSorted() }, logged.toSorted()],
  };
}

const UNLIMITED = {
  async takeOperation() {},
  async takeEmails() {},
  async giveBackEmails() {},
};

function toFirstLine({ error, ...facts }: Readonly<Record<string, unknown>>) {
  return { ...facts, error: String(error).split('\n')[0] };
}

/** Each method's result depends only on its arguments: pages, outcomes of every kind, faults, bugs, some delayed. */
function createFakeUpstream(calls: string[]): Upstream {
  return new Proxy({} as Upstream, {
    get: (_, operationId: keyof Upstream) => async (given: unknown) => {
      const call = `${operationId} ${JSON.stringify(given)}`;
      calls.push(call);
      const chance = Number.parseInt(hash('md5', call).slice(0, 6), 16);
      if (call.includes('slow')) await new Promise(setImmediate);
      if (call.includes('broken')) throw new TypeError('a bug');
      if (call.includes('forbidden')) throw toFault(operationId, 'forbidden');
      if (operationId === 'fetchInvitations') return toPage(given as PageRequest);
      if (/^(join|share)/.test(operationId)) return pick(SEND_OUTCOMES, chance);
      if (chance % 7 === 0) throw toFault(operationId, 'timeout');
      return pick(ANSWER_OUTCOMES, chance);
    },
  });
}

const pick = <T>(from: readonly T[], chance: number) => from[chance % from.length];

const REFUSED = [
  { kind: 'rejected', message: 'no', code: 7, upstreamRequestId: 'u-1' },
  { kind: 'rejected', message: null, code: null, upstreamRequestId: null },
];
const ANSWER_OUTCOMES = [
  { kind: 'done' },
  { kind: 'not-found', upstreamRequestId: 'u-1' },
  ...REFUSED,
];
const SEND_OUTCOMES = [
  { kind: 'done' },
  { kind: 'partial', failedRecipients: ['ada@example.com'] },
  { kind: 'unreachable', failedRecipients: [], upstreamRequestId: null },
  ...REFUSED,
];

function toFault(operationId: keyof Upstream, kind: 'forbidden' | 'timeout'): UpstreamError {
  return new UpstreamError({
    kind,
    operationId,
    isRead: operationId === 'fetchInvitations',
    mayHaveLeft: true,
    detail: `${kind} by the test`,
    upstreamRequestId: 'u-1',
  });
}

interface PageRequest {
  readonly page: number;
  readonly perPage: number;
}

function toPage({ page, perPage }: PageRequest) {
  const start = (page - 1) * perPage;
  return {
    invitations: INVITATIONS.slice(start, start + perPage),
    totalItems: INVITATIONS.length,
    totalPages: Math.ceil(INVITATIONS.length / perPage),
  };
}

const TARGETS: readonly (InvitationTarget | null)[] = [
  {
    type: 'JOIN_ORGANIZATION',
    organization: { name: 'acme' },
    role: 'ADMIN',
    namespaceActions: ['READ', 'WRITE'],
  },
  { type: 'ARRAY_SHARE', array: { id: 'a1' }, name: 'array "1"', arrayActions: ['READ'] },
  { type: 'GROUP_SHARE', group: null, arrayActions: [], groupActions: ['EDIT'] },
  { type: 'PAYMENT_SHARE', payerNamespaceId: 'p1' },
  null,
  { type: 'JOIN_ORGANIZATION', organization: null, role: null, namespaceActions: [] },
  {
    type: 'JOIN_ORGANIZATION',
    organization: { name: 'forbidden' },
    role: 'OWNER',
    namespaceActions: [],
  },
];

const INVITATIONS: readonly (Invitation | null)[] = Array.from({ length: 9 }, (_, index) => {
  if (index === 5) return null;
  const target = TARGETS[index % TARGETS.length] ?? null;
  return {
    id: `i${index}`,
    type: target?.type ?? null,
    status: index % 2 === 0 ? 'PENDING' : 'ACCEPTED',
    email: index === 3 ? null : `a${index}@example.com`,
    invitedNamespace: null,
    target,
    organization: index % 2 === 0 ? { name: 'lab' } : null,
    ownerNamespaceId: 'o1',
    inviter: { id: 'u1' },
    acceptedBy: index % 2 === 0 ? null : { id: 'u2' },
    createdAt: '2026-01-01T00:00:00Z',
    expiresAt: null,
    acceptedAt: null,
  };
});
