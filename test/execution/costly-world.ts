import { createWorld } from '../../emulator/src/builders.ts';
import { addInvitation, addUser, type World } from '../../emulator/src/world.ts';

const INVITATIONS = 1_200;

/** A caller who sees as many invitations as an operation can list. */
export function createCostlyWorld(): { world: World; key: string; ids: readonly string[] } {
  const world = createWorld();
  const { key } = addUser(world, 'ada');
  const ids = Array.from({ length: INVITATIONS }, (_, n) => {
    const common = { owner: 'ada', to: `guest-${n}@example.com` };
    return addInvitation(
      world,
      n % 2 === 0
        ? { ...common, type: 'ARRAY_SHARE', array: `array ${n}` }
        : { ...common, type: 'GROUP_SHARE', group: `group ${n}` },
    ).id;
  });
  return { world, key, ids };
}
