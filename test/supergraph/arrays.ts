import { uuidOf } from '../../emulator/src/identifiers.ts';
import { findOrganization } from '../../emulator/src/model.ts';
import type { World } from '../../emulator/src/world.ts';

/** Resolvers of arrays.graphql: the arrays and groups that invitations refer to, owned here. */
export function createArrays(world: World) {
  return {
    Query: { array: (_root: unknown, { id }: { id: string }) => findArray(world, id) },
    TileDBArray: { __resolveReference: ({ id }: { id: string }) => findArray(world, id) },
    TileDBGroup: { __resolveReference: ({ id }: { id: string }) => findGroup(world, id) },
  };
}

function findArray(world: World, id: string) {
  for (const invitation of world.invitations) {
    if (invitation.type !== 'ARRAY_SHARE') continue;
    const { owner, array } = invitation;
    if (uuidOf('array', `${owner}/${array}`) !== id) continue;
    return { id, uri: array, organization: findOrganization(world, owner) ?? null };
  }
  return null;
}

function findGroup(world: World, id: string) {
  for (const invitation of world.invitations) {
    if (invitation.type !== 'GROUP_SHARE') continue;
    if (uuidOf('group', `${invitation.owner}/${invitation.group}`) === id) {
      return { id, name: invitation.group };
    }
  }
  return null;
}
