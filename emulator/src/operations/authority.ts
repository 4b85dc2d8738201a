import { Refusal } from '../answer.ts';
import { DEFAULT_TEAMSPACE, findOrganization, isManager, type Organization } from '../model.ts';
import type { Call } from './call.ts';

/** The owner of an array or a group. */
export interface Owner {
  /** Name of a user or an organization. */
  owner: string;
  teamspace: string;
}

/** The organization, given by name or UUID, if the caller may act for it. */
export function requireOrganization({ world, caller }: Call, nameOrUuid: string): Organization {
  const organization = findOrganization(world, nameOrUuid);
  if (organization === undefined) {
    throw new Refusal(404, `No organization is called "${nameOrUuid}"`);
  }
  if (!isManager(organization, caller)) {
    throw new Refusal(403, `Only owners and admins may act for "${organization.name}"`);
  }
  return organization;
}

/** The owner in the path, if the caller may act for it: a namespace, or a workspace and its teamspace. */
export function requireOwner(call: Call): Owner {
  const parameters: Readonly<Record<string, string>> = call.parameters;
  const name = parameters['namespace'] ?? parameters['workspace'] ?? '';
  const teamspace = parameters['teamspace'] ?? DEFAULT_TEAMSPACE;
  if (name === call.caller.username) return { owner: name, teamspace };
  if (call.world.users.some(({ username }) => username === name)) {
    throw new Refusal(403, `"${name}" is someone else's namespace`);
  }
  if (!call.world.organizations.some((known) => known.name === name)) {
    throw new Refusal(404, `No namespace is called "${name}"`);
  }
  return { owner: requireOrganization(call, name).name, teamspace };
}
