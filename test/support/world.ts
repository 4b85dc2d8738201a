import type { EmulatorOptions } from '../../emulator/src/emulator.ts';
import { addInvitation, emptyWorld, type NewInvitation } from '../../emulator/src/world.ts';

/** Noon of the fixed day of every quiet world. */
const NOW = new Date('2026-03-10T12:00:00Z');
const DAY = new Date('2026-03-10T00:00:00Z');

/** The demo's people on a fixed day, with only these invitations; Ada is the caller. */
export function quiet(...invitations: NewInvitation[]): EmulatorOptions {
  const world = emptyWorld(DAY);
  for (const invitation of invitations) addInvitation(world, invitation);
  return { world, now: () => NOW };
}

/** `count` invitations of Ada's; `n1` is the newest. */
export function numbered(count: number): NewInvitation[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `n${index + 1}`,
    type: 'ARRAY_SHARE',
    owner: 'ada',
    to: `reader${index + 1}@example.com`,
    array: `array ${index + 1}`,
    hoursAgo: index + 1,
  }));
}

/** The ids of some of them. */
export function numberedIds(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `n${from + index}`);
}
