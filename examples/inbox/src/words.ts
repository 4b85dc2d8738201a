import type {
  ArrayAction,
  GroupAction,
  InvitationItemFragment,
  InvitationType,
  OrganizationRole,
} from './generated/graphql.ts';
import type { Problem, ProblemCode } from './problem.ts';

export interface Words {
  title: string;
  advice: string;
}

/** A `Record`, so that a code that the schema gains is a type error here until it has its words. */
const PROBLEMS: Record<ProblemCode, Words> = {
  INVITATION_NOT_FOUND: {
    title: 'This invitation is gone',
    advice: 'It was accepted or taken back in the meantime, or it is not yours to answer.',
  },
  RECIPIENTS_UNREACHABLE: {
    title: 'The invitation reached nobody',
    advice: 'Check the addresses and try again.',
  },
  REQUEST_REJECTED: {
    title: 'TileDB refused this',
    advice: 'The same request will be refused again; change it first.',
  },
  BAD_USER_INPUT: {
    title: 'Something here cannot be right',
    advice: 'Check what you entered and try again.',
  },
  UNAUTHENTICATED: {
    title: 'TileDB does not know this API key',
    advice: 'Enter a key that is valid; it may have been revoked.',
  },
  FORBIDDEN: {
    title: 'You are not allowed to do this',
    advice: 'Ask an owner or an admin of the organization.',
  },
  RATE_LIMITED: {
    title: 'That was a little too fast',
    advice: 'TileDB asks for a pause before the next request.',
  },
  UPSTREAM_BAD_GATEWAY: {
    title: 'TileDB cannot be reached right now',
    advice: 'This is not your doing and usually passes within minutes.',
  },
  UPSTREAM_UNAVAILABLE: {
    title: 'TileDB is not available right now',
    advice: 'This is not your doing and usually passes within minutes.',
  },
  UPSTREAM_TIMEOUT: {
    title: 'TileDB takes too long to answer',
    advice: 'It may be busy. Give it a moment.',
  },
  UPSTREAM_INVALID_RESPONSE: {
    title: 'TileDB gave an answer that makes no sense',
    advice: 'Try again; if it stays like this, tell support.',
  },
  UPSTREAM_ERROR: {
    title: 'TileDB had a problem of its own',
    advice: 'Try again; if it stays like this, tell support.',
  },
  LOOKUP_LIMIT_EXCEEDED: {
    title: 'There are too many invitations to find this one',
    advice: 'Narrow the list down with the filters and look for it there.',
  },
  LIST_CHANGED: {
    title: 'The list changed while it was read',
    advice: 'Try again.',
  },
  OUTCOME_UNKNOWN: {
    title: 'We cannot tell whether this was done',
    advice: 'Look at the list: it was sent once and will not be sent again by itself.',
  },
  IDEMPOTENCY_KEY_IN_USE: {
    title: 'This is still being sent',
    advice: 'Wait a moment and try again; it is not sent twice.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'This was changed after it was sent',
    advice: 'Nothing was sent this time. Reload the page and start again.',
  },
  IDEMPOTENCY_UNAVAILABLE: {
    title: 'This cannot be sent safely right now',
    advice: 'Nothing was sent. Try again in a moment.',
  },
  INTERNAL_SERVER_ERROR: {
    title: 'Something broke on our side',
    advice: 'We have a record of it. Try again, or tell support the number below.',
  },
  NETWORK: {
    title: 'No connection',
    advice: 'The service did not answer. Check your network and try again.',
  },
  UNEXPECTED: {
    title: 'Something unexpected happened',
    advice: 'Reload the page; it may be older than the service.',
  },
};

export function explain({ code, isUncertain, retryAfter }: Problem): Words {
  const { title, advice } = PROBLEMS[code];
  if (isUncertain) {
    return {
      title,
      advice: 'It may have worked all the same: look at the list before you repeat it.',
    };
  }
  if (retryAfter !== undefined) {
    return {
      title,
      advice: `TileDB asks for a pause of ${counted(Math.ceil(retryAfter), 'second')}.`,
    };
  }
  return { title, advice };
}

export const ROLES: Record<OrganizationRole, string> = {
  READ_ONLY: 'Read only',
  READ_WRITE: 'Read and write',
  READ_WRITE_DELETE: 'Read, write and delete',
  ADMIN: 'Admin',
  OWNER: 'Owner',
};

export const ARRAY_ACTIONS: Record<ArrayAction, string> = {
  READ: 'Read',
  WRITE: 'Write',
  EDIT: 'Edit settings',
  READ_ARRAY_INFO: 'See metadata',
  READ_ARRAY_SCHEMA: 'See schema',
  READ_ARRAY_LOGS: 'See logs',
};

export const GROUP_ACTIONS: Record<GroupAction, string> = {
  READ: 'List contents',
  WRITE: 'Add and remove',
  EDIT: 'Edit settings',
};

export const TYPES: Record<InvitationType, string> = {
  JOIN_ORGANIZATION: 'Organization',
  ARRAY_SHARE: 'Array',
  GROUP_SHARE: 'Group',
  PAYMENT_SHARE: 'Payment',
};

/** What accepting the invitation grants: its name, and what one may do with it. */
export function describeTarget({ target }: InvitationItemFragment): [name: string, grants: string] {
  if (target === null) return ['Something this page does not know', ''];
  switch (target.__typename) {
    case 'OrganizationMembership':
      return [
        target.organization?.name ?? 'An organization',
        target.role ? ROLES[target.role] : '',
      ];
    case 'ArrayShare':
      return [target.name ?? 'An array', listed(target.arrayActions, ARRAY_ACTIONS)];
    case 'GroupShare':
      // Of a group the service knows the id only; its first letters tell it from others.
      return [
        `Group ${target.group?.id.slice(0, 8) ?? 'of unknown name'}`,
        listed(target.groupActions, GROUP_ACTIONS),
      ];
    case 'PaymentShare':
      return ['A means of payment', 'Charge its owner'];
    default:
      target satisfies never;
      return ['Something this page does not know', ''];
  }
}

export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function listed<Action extends string>(
  actions: readonly Action[],
  names: Record<Action, string>,
): string {
  return actions.map((action) => names[action]).join(', ');
}

const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "3 hours ago", "in 4 days"; further away than two weeks, the day. */
export function toRelative(time: string, now = Date.now()): string {
  const distance = Date.parse(time) - now;
  if (Math.abs(distance) > 14 * 86_400_000) return DAY.format(Date.parse(time));
  const [unit, size] = UNITS.find(([, size]) => Math.abs(distance) >= size) ?? ['minute', 60_000];
  return RELATIVE.format(Math.round(distance / size), unit);
}
