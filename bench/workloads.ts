/** The requests to each server, in its own schema, and the expected responses. */
import { toInvitation } from './peers/invitations.ts';
import { createPage } from './upstream.ts';

/** A server's API: our schema, plain REST (the limit), or the schema of its generator. */
export type Dialect = 'ours' | 'rest' | 'openapi-to-graphql' | 'mesh';

export interface Workload {
  id: string;
  title: string;
  kind: { list: number; aliases: number } | { accept: number; isKeyed: boolean };
  /** Whether every request is the same, instead of each with another filter and caller. */
  repeats: boolean;
  /** Whether no peer has this feature. */
  isOursAlone: boolean;
}

const list = (size: number, aliases = 1) => ({ kind: { list: size, aliases }, isOursAlone: false });

export const workloads: Workload[] = [
  { id: 'W1', title: 'list of 10', ...list(10), repeats: false },
  { id: 'W2', title: 'list of 100', ...list(100), repeats: false },
  {
    id: 'W3',
    title: 'accept',
    kind: { accept: 1, isKeyed: false },
    repeats: false,
    isOursAlone: false,
  },
  { id: 'W4', title: 'five aliases of one list', ...list(10, 5), repeats: false },
  {
    id: 'W5',
    title: 'accept, with an idempotency key',
    kind: { accept: 1, isKeyed: true },
    repeats: false,
    isOursAlone: true,
  },
  {
    id: 'W6',
    title: 'accept 20 at once',
    kind: { accept: 20, isKeyed: false },
    repeats: false,
    isOursAlone: true,
  },
  { id: 'W7', title: 'one caller, one list', ...list(10), repeats: true },
];

/** Whether a server supports a workload. */
export function isFor(dialect: Dialect, { isOursAlone }: Workload, name: string): boolean {
  return !isOursAlone || (dialect === 'ours' && name.startsWith('ours'));
}

export interface Question {
  body: string;
  key: string;
  /** Text of the request that the response must contain. */
  echo: string;
}

/** Enough that no caller comes near a rate limit. */
const callers = 20_000;

/** Creates a workload's n-th request; all subjects have equal length, and so have the responses. */
export function createAsker(workload: Workload, dialect: Dialect): (n: number) => Question {
  const placeholder = '{subject}';
  const [head = '', tail = ''] = JSON.stringify({
    query: toDocument(workload, dialect),
    variables: toVariables(workload, placeholder),
  }).split(placeholder);
  const isKeyed = 'accept' in workload.kind && workload.kind.isKeyed;
  const echoes = !('accept' in workload.kind) || dialect === 'ours' || dialect === 'rest';
  return (n) => {
    const number = workload.repeats ? 0 : n;
    const subject = toSubject(isKeyed ? nextIdempotencyKey++ : number);
    return {
      body: head + subject + tail,
      key: `key-${number % callers}`,
      echo: isKeyed ? keyedId : echoes ? subject : '',
    };
  };
}

/** Increases throughout the run, since a key that was sent before would be answered from memory. */
let nextIdempotencyKey = 0;

const keyedId = 'org-0000000';

/** Contains the placeholder once: the other ids of a bulk mutation are the same in every request. */
function toVariables({ kind }: Workload, subject: string) {
  if (!('accept' in kind)) return { organization: subject, perPage: kind.list };
  if (kind.isKeyed) return { id: keyedId, key: subject };
  return kind.accept === 1 ? { id: subject } : { ids: [subject, ...otherIds(kind.accept)] };
}

function otherIds(count: number) {
  return Array.from({ length: count - 1 }, (_, index) => `other-${String(index).padStart(5, '0')}`);
}

/** The complete expected response to the n-th request. */
export function expectedAnswer(workload: Workload, dialect: Dialect, n: number): unknown {
  const subject = toSubject(workload.repeats ? 0 : n);
  if ('accept' in workload.kind) {
    const { accept, isKeyed } = workload.kind;
    if (accept > 1) return expectedAcceptances([subject, ...otherIds(accept)]);
    return expectedAcceptance(dialect, isKeyed ? keyedId : subject);
  }
  const { list, aliases } = workload.kind;
  const page = createPage(subject, list);
  if (dialect === 'rest') return page;
  return { data: Object.fromEntries(aliasNames(aliases).map((a) => [a, toList(page, dialect)])) };
}

function toSubject(number: number) {
  return `org-${String(number % 10_000_000).padStart(7, '0')}`;
}

function aliasNames(count: number) {
  return Array.from({ length: count }, (_, index) => `list${index + 1}`);
}

function toDocument({ kind }: Workload, dialect: Dialect) {
  if ('accept' in kind) {
    if (kind.isKeyed) return acceptKeyed;
    return kind.accept === 1 ? acceptDocuments[dialect] : acceptMany;
  }
  const { variables, field, selection } = listDocuments[dialect];
  const fields = aliasNames(kind.aliases).map((alias) => `${alias}: ${field} { ...list }`);
  return `query List(${variables}) { ${fields.join(' ')} } fragment list on ${selection}`;
}

function expectedAcceptances(ids: string[]) {
  const results = ids.map((invitationId) => ({
    result: { __typename: 'InvitationAccepted', invitationId },
  }));
  return { data: { acceptInvitations: { acceptedCount: ids.length, results } } };
}

function expectedAcceptance(dialect: Dialect, id: string) {
  switch (dialect) {
    case 'ours':
      return { data: { acceptInvitation: { __typename: 'InvitationAccepted', invitationId: id } } };
    case 'rest':
      return { accepted: id };
    case 'openapi-to-graphql':
      return { data: { acceptInvitation: null } };
    case 'mesh':
      return { data: { acceptInvitation: '' } };
  }
}

function toList(page: ReturnType<typeof createPage>, dialect: Exclude<Dialect, 'rest'>) {
  const { invitations, pagination_metadata: metadata } = page;
  switch (dialect) {
    case 'ours':
      return {
        nodes: invitations.map(toInvitation),
        page: metadata.page,
        perPage: metadata.per_page,
        totalCount: metadata.total_items,
        totalPages: metadata.total_pages,
      };
    case 'openapi-to-graphql':
      return {
        invitations: invitations.map(camelCaseKeys),
        paginationMetadata: camelCaseKeys(metadata),
      };
    case 'mesh':
      return page;
  }
}

function camelCaseKeys(object: object) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [camelCase(key), value]));
}

function camelCase(name: string) {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const ours = {
  variables: '$organization: String!, $perPage: Int!',
  field: 'invitations(filter: { organization: $organization }, perPage: $perPage)',
  selection: `InvitationConnection {
    page perPage totalCount totalPages
    nodes {
      id type status email invitedNamespace ownerNamespaceId
      inviter { id }
      acceptedBy { id }
      createdAt expiresAt acceptedAt
      target {
        __typename
        ... on OrganizationMembership { organization { name } role namespaceActions }
        ... on ArrayShare { array { id } name arrayActions }
        ... on GroupShare { group { id } arrayActions groupActions }
        ... on PaymentShare { payerNamespaceId }
      }
    }
  }`,
};

const mesh = {
  variables: '$organization: String!, $perPage: Int!',
  field: 'fetchInvitations(organization: $organization, per_page: $perPage)',
  selection: `InvitationData {
    invitations {
      ${Object.keys(createPage('', 1).invitations[0] ?? {}).join(' ')}
    }
    pagination_metadata { page per_page total_pages total_items }
  }`,
};

const listDocuments: Record<Dialect, typeof ours> = {
  ours,
  rest: ours,
  mesh,
  'openapi-to-graphql': {
    variables: mesh.variables,
    field: mesh.field.replace('per_page', 'perPage'),
    selection: camelCase(mesh.selection),
  },
};

const acceptOurs = `mutation Accept($id: ID!) {
  acceptInvitation(input: { invitationId: $id }) {
    __typename
    ... on InvitationAccepted { invitationId }
  }
}`;
const acceptKeyed = `mutation Accept($id: ID!, $key: String!) {
  acceptInvitation(input: { invitationId: $id, idempotencyKey: $key }) {
    __typename
    ... on InvitationAccepted { invitationId }
  }
}`;
const acceptMany = `mutation AcceptMany($ids: [ID!]!) {
  acceptInvitations(input: { invitationIds: $ids }) {
    acceptedCount
    results { result { __typename ... on InvitationAccepted { invitationId } } }
  }
}`;
const acceptGenerated = 'mutation Accept($id: String!) { acceptInvitation(invitation: $id) }';

const acceptDocuments: Record<Dialect, string> = {
  ours: acceptOurs,
  rest: acceptOurs,
  mesh: acceptGenerated,
  'openapi-to-graphql': acceptGenerated,
};
