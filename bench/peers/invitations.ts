/**
 * Shared by the hand-written peers: the schema, the mapping from upstream's shape to it, and the resolvers.
 * They differ in what is compared: the HTTP server, the executor and the REST client.
 */
import { readFileSync } from 'node:fs';

export const typeDefs = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
export const upstream = process.env['TILEDB_REST_URL'] ?? 'http://127.0.0.1:8080';
export const port = Number(process.env['PORT'] ?? 4000);
export const keyHeader = 'x-tiledb-rest-api-key';

/** Each peer's REST client. */
export interface Api {
  list(query: Record<string, string>): Promise<WirePage>;
  /** False: upstream knows no such invitation. */
  accept(id: string): Promise<boolean>;
}

export interface WirePage {
  invitations?: WireInvitation[] | null;
  pagination_metadata?: {
    page?: number;
    per_page?: number;
    total_pages?: number;
    total_items?: number;
  };
}

export type WireInvitation = Partial<Record<WireKey, string | null>>;

type WireKey =
  | 'id'
  | 'invitation_type'
  | 'owner_namespace_uuid'
  | 'inviter_uuid'
  | 'user_namespace_uuid'
  | 'organization_user_uuid'
  | 'organization_name'
  | 'organization_role'
  | 'array_uuid'
  | 'group_uuid'
  | 'array_name'
  | 'email'
  | 'actions'
  | 'group_actions'
  | 'status'
  | 'created_at'
  | 'expires_at'
  | 'accepted_at'
  | 'namespace_invited';

interface ListArguments {
  filter?: Record<string, string | null> | null;
  page?: number | null;
  perPage?: number | null;
}

export const resolvers = {
  Query: {
    async invitations(_: unknown, args: ListArguments, { api }: { api: Api }) {
      const page = args.page ?? 1;
      const perPage = args.perPage ?? 25;
      const query: Record<string, string> = { page: `${page}`, per_page: `${perPage}` };
      for (const [name, value] of Object.entries(args.filter ?? {})) {
        if (value != null) query[name] = value;
      }
      const { invitations, pagination_metadata: metadata } = await api.list(query);
      return {
        nodes: (invitations ?? []).map(toInvitation),
        page,
        perPage,
        totalCount: metadata?.total_items ?? null,
        totalPages: metadata?.total_pages ?? null,
      };
    },
  },
  Mutation: {
    async acceptInvitation(
      _: unknown,
      { input: { invitationId } }: { input: { invitationId: string } },
      { api }: { api: Api },
    ) {
      return (await api.accept(invitationId))
        ? { __typename: 'InvitationAccepted', invitationId }
        : { __typename: 'InvitationNotFound', invitationId, message: 'No such invitation.' };
    },
  },
};

export function toInvitation(wire: WireInvitation) {
  return {
    id: wire.id ?? '',
    type: known(wire.invitation_type),
    status: known(wire.status),
    email: known(wire.email),
    invitedNamespace: known(wire.namespace_invited),
    target: toTarget(wire),
    ownerNamespaceId: known(wire.owner_namespace_uuid),
    inviter: toReference(wire.inviter_uuid),
    acceptedBy: toReference(wire.user_namespace_uuid) ?? toReference(wire.organization_user_uuid),
    createdAt: known(wire.created_at),
    expiresAt: known(wire.expires_at),
    acceptedAt: known(wire.accepted_at),
  };
}

function toTarget(wire: WireInvitation) {
  switch (wire.invitation_type) {
    case 'JOIN_ORGANIZATION': {
      const name = known(wire.organization_name);
      return {
        __typename: 'OrganizationMembership',
        organization: name === null ? null : { name },
        role: known(wire.organization_role)?.toUpperCase() ?? null,
        namespaceActions: toActions(wire.actions),
      };
    }
    case 'ARRAY_SHARE':
      return {
        __typename: 'ArrayShare',
        array: toReference(wire.array_uuid),
        name: known(wire.array_name),
        arrayActions: toActions(wire.actions),
      };
    case 'GROUP_SHARE':
      return {
        __typename: 'GroupShare',
        group: toReference(wire.group_uuid),
        arrayActions: toActions(wire.actions),
        groupActions: toActions(wire.group_actions),
      };
    case 'PAYMENT_SHARE':
      return { __typename: 'PaymentShare', payerNamespaceId: known(wire.owner_namespace_uuid) };
    default:
      return null;
  }
}

function toReference(uuid: string | null | undefined) {
  const id = known(uuid);
  return id === null ? null : { id };
}

function toActions(list: string | null | undefined) {
  return list ? list.toUpperCase().split(',') : [];
}

/** Upstream sends Go's zero values for unknown ones. */
function known(value: string | null | undefined) {
  switch (value) {
    case undefined:
    case '':
    case '00000000-0000-0000-0000-000000000000':
    case '0001-01-01T00:00:00Z':
      return null;
    default:
      return value;
  }
}
