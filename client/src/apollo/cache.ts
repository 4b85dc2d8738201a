import type { FieldPolicy, InMemoryCacheConfig, Reference } from '@apollo/client/cache';
import { canonicalStringify } from '@apollo/client/utilities';
import introspectionResult from '../generated/possible-types.ts';

/** A list as cached: only the fields that some operation has selected. */
interface Connection {
  readonly edges?: readonly { readonly cursor?: string }[];
  readonly nodes?: readonly Reference[];
  readonly pageInfo?: Readonly<Record<string, unknown>>;
}

/** Numbered pages are separate lists; pages by cursor (`first`, `after`) extend one list. */
const invitations: FieldPolicy<Connection> = {
  keyArgs(args) {
    const { first, after, page, perPage, ...list } = args ?? {};
    const isByCursor = first !== undefined || after !== undefined;
    return canonicalStringify(isByCursor ? { ...list, by: 'cursor' } : { ...list, page, perPage });
  },
  merge(existing, incoming, { args }) {
    const after: unknown = args?.['after'];
    if (!existing || typeof after !== 'string') return incoming;
    const kept = countUpTo(existing, after);
    return {
      ...incoming,
      ...(incoming.edges && {
        edges: [...(existing.edges ?? []).slice(0, kept), ...incoming.edges],
      }),
      ...(incoming.nodes && {
        nodes: [...(existing.nodes ?? []).slice(0, kept), ...incoming.nodes],
      }),
      ...(incoming.pageInfo && { pageInfo: joinPageInfo(existing, incoming.pageInfo) }),
    };
  },
};

/** The number of items up to the cursor; 0 if it belongs to another list. */
function countUpTo({ edges, nodes, pageInfo }: Connection, after: string): number {
  const index = edges?.findIndex(({ cursor }) => cursor === after) ?? -1;
  if (index >= 0) return index + 1;
  return pageInfo?.['endCursor'] === after ? (edges ?? nodes ?? []).length : 0;
}

/** The joined list starts where its first part starts and ends where its last part ends. */
function joinPageInfo({ pageInfo: first }: Connection, last: Readonly<Record<string, unknown>>) {
  const { startCursor, hasPreviousPage } = { ...last, ...first };
  return {
    ...last,
    ...(startCursor !== undefined && { startCursor }),
    ...(hasPreviousPage !== undefined && { hasPreviousPage }),
  };
}

/** For `new InMemoryCache(cacheConfig)`: the schema's unions, its entities' keys and both ways to page. */
export const cacheConfig: InMemoryCacheConfig = {
  possibleTypes: introspectionResult.possibleTypes,
  typePolicies: {
    Query: { fields: { invitations } },
    Organization: { keyFields: ['name'], fields: { invitations } },
  },
};
