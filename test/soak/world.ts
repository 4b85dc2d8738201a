import { createWorld } from '../../emulator/src/builders.ts';
import { addInvitation, addUser, type World } from '../../emulator/src/world.ts';

/** One user with invitations that no other user may see, and their expected state. */
export interface SoakCaller {
  readonly name: string;
  readonly key: string;
  /** Ids of invitations that they sent and can cancel. */
  readonly cancellable: string[];
  /** Ids of invitations that they received and can accept. */
  readonly acceptable: string[];
  /** The number of invitations that they see. */
  visible: number;
}

/** A user who invites all others, so that everyone has something to accept. */
const HOST = 'host';
/** More than a page of the sizes requested occasionally, and few enough for a fast upstream. */
const STOCK = 12;
/** Beyond these, finished invitations are removed, so that a long run is like a short one. */
const MAX_VISIBLE = 60;

export function createSoakWorld(callers: number): { world: World; callers: SoakCaller[] } {
  const world = createWorld();
  addUser(world, HOST);
  return { world, callers: Array.from({ length: callers }, (_, n) => addCaller(world, n)) };
}

function addCaller(world: World, number: number): SoakCaller {
  const name = `caller${number}`;
  const { key } = addUser(world, name, { key: `soak-key-${number}-of-its-own` });
  const caller: SoakCaller = { name, key, cancellable: [], acceptable: [], visible: 0 };
  restock(world, caller);
  return caller;
}

/** Gives an idle caller something to do. */
export function tend(world: World, caller: SoakCaller): void {
  if (caller.visible > MAX_VISIBLE) clearAway(world, caller);
  if (caller.cancellable.length === 0 || caller.acceptable.length === 0) restock(world, caller);
}

function restock(world: World, caller: SoakCaller): void {
  const { name, cancellable, acceptable } = caller;
  // Part of every array's name, so that another caller's data is recognised.
  const array = `array of ${name}.`;
  for (let n = 0; n < STOCK; n += 1) {
    const sent = { type: 'ARRAY_SHARE', owner: name, to: 'guest@example.com', array } as const;
    const received = {
      type: 'ARRAY_SHARE',
      owner: HOST,
      to: `${name}@example.com`,
      array,
    } as const;
    cancellable.push(addInvitation(world, sent).id);
    acceptable.push(addInvitation(world, received).id);
  }
  caller.visible += 2 * STOCK;
}

function clearAway(world: World, caller: SoakCaller): void {
  const kept = new Set([...caller.cancellable, ...caller.acceptable]);
  const isTheirs = ({ owner, recipient }: World['invitations'][number]) =>
    owner === caller.name || recipient === `${caller.name}@example.com`;
  world.invitations = world.invitations.filter((one) => kept.has(one.id) || !isTheirs(one));
  caller.visible = kept.size;
}
