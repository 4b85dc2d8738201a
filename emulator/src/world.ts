/** The worlds an emulator can start with. Both are the same at every start on the same day. */
import {
  addInvitation,
  addOrganization,
  addUser,
  createWorld,
  type NewInvitation,
} from './builders.ts';
import {
  ARRAY_ACTIONS,
  GROUP_ACTIONS,
  NAMESPACE_ACTIONS,
  ORGANIZATION_ROLES,
  type World,
} from './model.ts';

export { addInvitation, addOrganization, addUser, type NewInvitation } from './builders.ts';
export { BOUNCING_DOMAIN, type World } from './model.ts';

/** Ada's API key: she is the demo's user. */
export const DEMO_KEY = 'demo-key-ada';
/** Ada's login for HTTP Basic. */
export const DEMO_LOGIN = { username: 'ada', password: 'demo-password-ada' };

/** The demo's users and organizations, without any invitation. */
export function emptyWorld(day?: Date): World {
  const world = createWorld(day);
  for (const username of ['ada', 'grace', 'linus', 'margaret']) {
    addUser(world, username);
  }
  addUser(world, 'zoë', { key: 'demo-key-zoe', email: 'zoe@example.com' });
  addOrganization(world, 'acme', { ada: 'owner', grace: 'admin', linus: 'read_only' });
  addOrganization(world, '100% Open #1?', { linus: 'owner', ada: 'admin' });
  addOrganization(world, 'group', { ada: 'owner' });
  addOrganization(world, 'lab', { grace: 'owner', ada: 'read_write' });
  addOrganization(world, 'Zürich Genomics', { linus: 'owner', grace: 'admin' });
  const japan = { margaret: 'owner' } as const;
  addOrganization(world, '日本 研究所', japan, { reportsOrganizationUsers: true });
  return world;
}

/**
 * About 250 invitations of every type and status, most of them Ada's to see.
 *
 * Times are relative to today's midnight (UTC), so that some are pending whatever the date; none of the pending ones
 * expires during the day.
 */
export function demoWorld(day?: Date): World {
  const world = emptyWorld(day);
  for (const facts of [...forAda(), ...fromAda(), ...oddOnes()]) {
    addInvitation(world, facts);
  }
  for (const facts of [...archive(210), ...strangers(24)]) {
    addInvitation(world, facts);
  }
  return world;
}

/** Invitations that Ada can accept, and one that has expired. */
function forAda(): NewInvitation[] {
  return [
    {
      type: 'JOIN_ORGANIZATION',
      owner: 'Zürich Genomics',
      to: 'ada@example.com',
      role: 'read_write',
      actions: ['read', 'write', 'run_job'],
      hoursAgo: 3,
    },
    {
      type: 'JOIN_ORGANIZATION',
      owner: '日本 研究所',
      to: 'Ada@Example.com',
      role: 'read_only',
      hoursAgo: 20.5,
    },
    {
      type: 'ARRAY_SHARE',
      owner: 'linus',
      to: 'ada@example.com',
      array: 's3://open-data/100%/ä ö?.tdb#v2',
      actions: ['read', 'read_array_schema'],
      hoursAgo: 26,
    },
    {
      type: 'GROUP_SHARE',
      owner: 'grace',
      to: 'ada',
      group: 'climate/2024',
      actions: ['read', 'write'],
      groupActions: ['read', 'edit'],
      hoursAgo: 30,
    },
    { type: 'PAYMENT_SHARE', owner: 'Zürich Genomics', to: 'ada', hoursAgo: 40 },
    {
      type: 'JOIN_ORGANIZATION',
      owner: 'Zürich Genomics',
      to: 'ada@example.com',
      role: 'admin',
      hoursAgo: 300,
    },
  ];
}

/** Invitations that Ada can cancel: one of each kind in her namespace and one in an organization. */
function fromAda(): NewInvitation[] {
  const from = 'ada';
  return [
    {
      type: 'JOIN_ORGANIZATION',
      owner: 'acme',
      from,
      to: 'new.colleague@example.com',
      role: 'read_write_delete',
      actions: ['read', 'write', 'delete'],
      hoursAgo: 1,
    },
    {
      type: 'JOIN_ORGANIZATION',
      owner: '100% Open #1?',
      from,
      to: 'jürgen@müller.example',
      role: 'read_only',
      hoursAgo: 50,
    },
    {
      type: 'ARRAY_SHARE',
      owner: 'ada',
      to: 'grace@example.com',
      array: 's3://bucket/a b',
      actions: ['read', 'write', 'edit'],
      hoursAgo: 2,
    },
    {
      type: 'ARRAY_SHARE',
      owner: 'acme',
      from,
      to: 'auditor@example.com',
      array: 'quarterly',
      actions: ['read', 'read_array_logs', 'read_array_info'],
      hoursAgo: 28,
    },
    {
      type: 'GROUP_SHARE',
      owner: 'ada',
      to: 'linus',
      group: 'weather',
      actions: ['read'],
      groupActions: ['read', 'write'],
      hoursAgo: 5,
    },
    {
      type: 'GROUP_SHARE',
      owner: 'group',
      from,
      to: 'guest@example.com',
      group: 'group',
      actions: [],
      groupActions: ['read'],
      hoursAgo: 60,
    },
    { type: 'PAYMENT_SHARE', owner: 'acme', from, to: 'linus', hoursAgo: 70 },
  ];
}

/** Names that expose a client's encoding mistakes. */
function oddOnes(): NewInvitation[] {
  const arrays = [
    's3://bucket/ü/日本.tdb',
    's3://bucket/50%25 off',
    's3://bucket/100%',
    's3://bucket/q?a=1&b=2#top',
    's3://bucket/a+b',
    "s3://bucket/it's (really) odd!*",
    'C:\\data\\array',
    'group',
    'share',
    '{array}',
    'emoji 🧬',
    '...',
  ];
  return arrays.map((array, index) => ({
    type: 'ARRAY_SHARE',
    owner: 'ada',
    to: `reader${index}@example.com`,
    array,
    hoursAgo: 72 + index / 7,
  }));
}

/** Most of what Ada sees: her own and her organizations' invitations of the last ten weeks. */
function archive(count: number): NewInvitation[] {
  const owners = ['acme', 'ada', '100% Open #1?', 'group', 'acme'];
  return Array.from({ length: count }, (_, n) => {
    const owner = pick(owners, n);
    const hoursAgo = 6 + n * 8.0125;
    return { ...history(n, hoursAgo), ...archived(n, owner), from: 'ada' };
  });
}

/** Invitations among others, which Ada must never see. */
function strangers(count: number): NewInvitation[] {
  const owners = ['lab', 'Zürich Genomics', '日本 研究所', 'grace', 'linus'];
  return Array.from({ length: count }, (_, n) => {
    return { ...history(n, 4 + n * 11), ...archived(n, pick(owners, n)) };
  });
}

/** A third is accepted, including those about to expire, so that no status changes during the day. */
function history(n: number, hoursAgo: number): Pick<NewInvitation, 'hoursAgo' | 'acceptedBy'> {
  const isAboutToLapse = hoursAgo > 6 * 24 && hoursAgo < 8 * 24;
  return n % 3 === 2 || isAboutToLapse
    ? { hoursAgo, acceptedBy: pick(['grace', 'linus', 'margaret', 'zoë'], n) }
    : { hoursAgo };
}

function archived(n: number, owner: string): NewInvitation {
  const isOrganization = !['ada', 'grace', 'linus'].includes(owner);
  const email = `invitee${n}@example.com`;
  const name = pick(['grace', 'linus', 'margaret', 'zoë'], n);
  switch (n % 7) {
    case 0:
    case 3:
      if (isOrganization) {
        return {
          type: 'JOIN_ORGANIZATION',
          owner,
          to: email,
          role: pick(ORGANIZATION_ROLES, n),
          actions: NAMESPACE_ACTIONS.slice(0, n % 5),
        };
      }
      return { type: 'ARRAY_SHARE', owner, to: email, array: `notebook ${n}` };
    case 1:
    case 4:
      return {
        type: 'GROUP_SHARE',
        owner,
        to: n % 2 === 0 ? email : name,
        group: pick(['weather', 'climate/2024', 'Zürich', '日本', '50% #1?'], n),
        actions: ARRAY_ACTIONS.slice(0, n % 3),
        groupActions: GROUP_ACTIONS.slice(0, 1 + (n % 3)),
      };
    case 5:
      return { type: 'PAYMENT_SHARE', owner, to: name };
    default:
      return {
        type: 'ARRAY_SHARE',
        owner,
        to: email,
        array: pick(['s3://bucket/a b', 'quarterly', `s3://bucket/run-${n}`, 'Zürich/日本'], n),
        actions: ARRAY_ACTIONS.slice(0, 1 + (n % ARRAY_ACTIONS.length)),
      };
  }
}

function pick<Item>(items: readonly Item[], n: number): Item {
  const item = items[n % items.length];
  if (item === undefined) throw new Error('There is nothing to pick from');
  return item;
}
