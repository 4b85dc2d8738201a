import type { Problem, ProblemCode } from 'tiledb-invitations-client';

export interface Words {
  readonly title: string;
  readonly advice: string;
}

/** A `Record`, so that a new code in the schema is a type error until it has a text here. */
const PROBLEMS: Record<ProblemCode, Words> = {
  INVITATION_NOT_FOUND: {
    title: 'This invitation cannot be found',
    advice: 'It may be for someone else, or it was accepted or cancelled in the meantime.',
  },
  RECIPIENTS_UNREACHABLE: {
    title: 'No one could be reached',
    advice: 'Check the addresses and try again.',
  },
  REQUEST_REJECTED: {
    title: 'TileDB rejected this',
    advice: 'The same request will be rejected again, so change it first.',
  },
  OUTCOME_UNKNOWN: {
    title: 'It is unknown whether this worked',
    advice: 'TileDB’s response was lost. Nothing will be sent again. Check the list.',
  },
  BAD_USER_INPUT: {
    title: 'Something you entered is not valid',
    advice: 'Check what you entered and try again.',
  },
  UNAUTHENTICATED: {
    title: 'TileDB does not accept this API key',
    advice: 'It may be mistyped or revoked.',
  },
  FORBIDDEN: {
    title: 'You are not allowed to do this',
    advice: 'Ask an owner or an admin of the organization.',
  },
  RATE_LIMITED: {
    title: 'Too many requests',
    advice: 'Wait before you try again.',
  },
  UPSTREAM_BAD_GATEWAY: {
    title: 'TileDB cannot be reached right now',
    advice: 'This usually passes within minutes.',
  },
  UPSTREAM_UNAVAILABLE: {
    title: 'TileDB is not available right now',
    advice: 'This usually passes within minutes.',
  },
  UPSTREAM_TIMEOUT: {
    title: 'TileDB took too long to respond',
    advice: 'It may be busy. Give it a moment.',
  },
  UPSTREAM_INVALID_RESPONSE: {
    title: 'TileDB sent an invalid response',
    advice: 'Try again. If this continues, contact support.',
  },
  UPSTREAM_ERROR: {
    title: 'TileDB failed with an error',
    advice: 'Try again. If this continues, contact support.',
  },
  LOOKUP_LIMIT_EXCEEDED: {
    title: 'There are too many invitations to find this one',
    advice: 'Use the filters to look for it in the list.',
  },
  LIST_CHANGED: {
    title: 'The list kept changing while it was read',
    advice: 'Try again in a moment.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'This form was already used for another request',
    advice: 'Nothing was sent. Reload the page and try again.',
  },
  IDEMPOTENCY_KEY_IN_USE: {
    title: 'This is still in progress',
    advice: 'Wait a moment, then try again. Nothing is done twice.',
  },
  IDEMPOTENCY_UNAVAILABLE: {
    title: 'The service cannot guarantee to do this only once',
    advice: 'Nothing was sent. Try again in a moment.',
  },
  INTERNAL_SERVER_ERROR: {
    title: 'Something went wrong on our side',
    advice: 'Try again. If this continues, contact support with the number below.',
  },
  NETWORK: {
    title: 'No connection',
    advice: 'The service did not respond. Check your network and try again.',
  },
  UNEXPECTED: {
    title: 'Something unexpected happened',
    advice: 'Reload the page. It may be older than the service.',
  },
};

export function explain({ code, isUncertain }: Problem): Words {
  const { title, advice } = PROBLEMS[code];
  if (!isUncertain || code === 'OUTCOME_UNKNOWN') return { title, advice };
  return { title, advice: 'It may have worked.' };
}

/** For these codes, the service's message says what to change. A message about variables is for developers. */
export function quoteOf({ code, detail }: Problem): string | undefined {
  const isWorthReading = code === 'BAD_USER_INPUT' || code === 'REQUEST_REJECTED';
  return isWorthReading && !detail?.includes('$input') ? detail : undefined;
}

/** No support number for problems that users can solve themselves. */
export function supportNumberOf({ code, requestId }: Problem): string | undefined {
  return MENDABLE.has(code) ? undefined : requestId;
}

const MENDABLE: ReadonlySet<ProblemCode> = new Set([
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'RATE_LIMITED',
  'INVITATION_NOT_FOUND',
  'RECIPIENTS_UNREACHABLE',
  'REQUEST_REJECTED',
]);
