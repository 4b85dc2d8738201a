import {
  addInvitation,
  addOrganization,
  emptyWorld,
  type World,
} from '../../emulator/src/world.ts';

/** A world in which the demo's user sees `count` invitations; the newest is number 0. */
export function worldOf(count: number): World {
  const world = emptyWorld();
  for (let number = 0; number < count; number += 1) {
    addInvitation(world, {
      type: 'ARRAY_SHARE',
      owner: 'ada',
      to: `reader${number}@example.com`,
      array: 'weather',
      hoursAgo: number / 100,
      id: idOf(number),
    });
  }
  return world;
}

export function idOf(number: number): string {
  return `invitation-${number}`;
}

/** A world in which the demo's user manages `count` organizations, each with one invitation. */
export function worldOfOrganizations(count: number): World {
  const world = emptyWorld();
  for (const name of organizationNames(count)) {
    addOrganization(world, name, { ada: 'owner' });
    addInvitation(world, {
      type: 'JOIN_ORGANIZATION',
      owner: name,
      to: `member-of-${name}@example.com`,
      role: 'read_only',
    });
  }
  return world;
}

export function organizationNames(count: number): string[] {
  return Array.from({ length: count }, (_, number) => `organization-${number}`);
}
