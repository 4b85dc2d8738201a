import type { Problem, ProblemCode } from 'tiledb-invitations-client';

export interface Words {
  readonly title: string;
  readonly advice: string;
}

/** A `Record`, so that a code that the schema gains is a type error here until it has its words. */
const PROBLEMS: Record<ProblemCode, Words> = {
  INVITATION_NOT_FOUND: {
    title: 'This invitation cannot be found',
    advice: 'It may be for somebody else, or it was accepted or cancelled in the meantime.',
  },
  RECIPIENTS_UNREACHABLE: {
    title: 'Nobody could be reached',
    advice: 'Check the addresses and try again.',
  },
  REQUEST_REJECTED: {
    title: 'TileDB refused this',
    advice: 'The same request will be refused again, so change it first.',
  },
  OUTCOME_UNKNOWN: {
    title: 'Nobody knows whether this worked',
    advice: 'TileDB’s answer was lost. Nothing will be sent again. Check the list.',
  },
  BAD_USER_INPUT: {
    title: 'Something here is not right',
    advice: 'Check what you entered and try again.',
  },
  UNAUTHENTICATED: {
    title: 'TileDB does not know this API key',
    advice: 'It may be mistyped, or revoked.',
  },
  FORBIDDEN: {
    title: 'You are not allowed to do this',
    advice: 'Ask an owner or an admin of the organization.',
  },
  RATE_LIMITED: {
    title: 'TileDB asks for a pause',
    advice: 'There were many requests in a short time.',
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
    title: 'TileDB takes too long to answer',
    advice: 'It may be busy. Give it a moment.',
  },
  UPSTREAM_INVALID_RESPONSE: {
    title: 'TileDB gave an answer that makes no sense',
    advice: 'Try again. If it stays like this, tell support.',
  },
  UPSTREAM_ERROR: {
    title: 'TileDB had an error',
    advice: 'Try again. If it stays like this, tell support.',
  },
  LOOKUP_LIMIT_EXCEEDED: {
    title: 'There are too many invitations to find this one',
    advice: 'Narrow the list with the filters and look for it there.',
  },
  LIST_CHANGED: {
    title: 'The list kept changing while it was read',
    advice: 'Try again in a moment.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'This was already used for something else',
    advice: 'Nothing was sent. Reload the page and try again.',
  },
  IDEMPOTENCY_KEY_IN_USE: {
    title: 'This is still being done',
    advice: 'Give it a moment, then try again. Nothing is done twice.',
  },
  IDEMPOTENCY_UNAVAILABLE: {
    title: 'The service cannot promise to do this only once',
    advice: 'Nothing was sent. Try again in a moment.',
  },
  INTERNAL_SERVER_ERROR: {
    title: 'Something broke on our side',
    advice: 'Try again. If it stays like this, tell support the number below.',
  },
  NETWORK: {
    title: 'No connection',
    advice: 'The service did not answer. Check your network and try again.',
  },
  UNEXPECTED: {
    title: 'Something unexpected happened',
    advice: 'Reload the page. It may be older than the service.',
  },
};

export function explain({ code, isUncertain }: Problem): Words {
  const { title, advice } = PROBLEMS[code];
  if (!isUncertain || code === 'OUTCOME_UNKNOWN') return { title, advice };
  return { title, advice: 'It may have worked all the same.' };
}

/** After these the service's own sentence tells what to change. One about variables is for developers. */
export function quoteOf({ code, detail }: Problem): string | undefined {
  const isWorthReading = code === 'BAD_USER_INPUT' || code === 'REQUEST_REJECTED';
  return isWorthReading && !detail?.includes('$input') ? detail : undefined;
}

/** A number for support is of no use for what people can put right themselves. */
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
