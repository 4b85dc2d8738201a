import { Refusal } from '../answer.ts';
import {
  findOrganization,
  findUser,
  isManager,
  type Organization,
  type User,
  type World,
} from '../model.ts';

/** The organization, given by name or UUID, if the caller may act for it. */
export function requireOrganization(world: World, nameOrUuid: string, caller: User): Organization {
  const organization = findOrganization(world, nameOrUuid);
  if (organization === undefined) {
    throw new Refusal(404, `No organization is called "${nameOrUuid}"`);
  }
  if (!isManager(organization, caller)) {
    throw new Refusal(403, `Only owners and admins may act for "${organization.name}"`);
  }
  return organization;
}

/** The name of a namespace that the caller may act for: their own, or an organization's. */
export function requireNamespace(world: World, name: string, caller: User): string {
  if (name === caller.username) {
    return name;
  }
  if (findUser(world, name) !== undefined) {
    throw new Refusal(403, `"${name}" is somebody else's namespace`);
  }
  const organization = world.organizations.find((known) => known.name === name);
  if (organization === undefined) {
    throw new Refusal(404, `No namespace is called "${name}"`);
  }
  return requireOrganization(world, organization.name, caller).name;
}
