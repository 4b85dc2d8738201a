import { findOrganization, type Organization, type User } from '../../emulator/src/model.ts';
import type { World } from '../../emulator/src/world.ts';
import type { SubgraphContext } from './subgraphs.ts';

const ALL = 1_000;

/** Resolvers of accounts.graphql: users and organizations, owned here. */
export function createAccounts(world: World) {
  return {
    Query: {
      me: (_root: unknown, _args: unknown, { headers }: SubgraphContext) =>
        world.users.find(({ key }) => key === headers['x-tiledb-rest-api-key']) ?? null,
      organization: (_root: unknown, { name }: { name: string }) =>
        world.organizations.find((organization) => organization.name === name) ?? null,
      organizations: (_root: unknown, { first = ALL, after = '' }: PageArguments) => {
        const following = world.organizations
          .toSorted((a, b) => (a.name < b.name ? -1 : 1))
          .filter(({ name }) => name > after);
        const nodes = following.slice(0, first);
        return {
          nodes,
          pageInfo: {
            hasNextPage: nodes.length < following.length,
            hasPreviousPage: after !== '',
            startCursor: nodes[0]?.name ?? null,
            endCursor: nodes.at(-1)?.name ?? null,
          },
        };
      },
    },
    User: {
      __resolveReference: ({ id }: { id: string }) =>
        world.users.find(({ uuid }) => uuid === id) ?? null,
      id: ({ uuid }: User) => uuid,
      email: ({ email, key }: User, _args: unknown, { headers }: SubgraphContext) =>
        headers['x-tiledb-rest-api-key'] === key ? email : null,
      organizations: ({ username }: User) =>
        world.organizations.filter(({ members }) =>
          members.some((member) => member.username === username),
        ),
      news: ({ username, email }: User) =>
        world.invitations
          .filter(({ recipient }) => recipient === username || recipient === email)
          .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
          .map(({ id, owner }) => ({ text: `${owner} has invited you.`, invitation: { id } })),
    },
    Organization: {
      __resolveReference: ({ name }: { name: string }) => findOrganization(world, name) ?? null,
      members: ({ members }: Organization) =>
        members.map(({ username, role }) => ({
          role,
          user: world.users.find((user) => user.username === username),
        })),
    },
  };
}

interface PageArguments {
  readonly first?: number;
  readonly after?: string;
}
