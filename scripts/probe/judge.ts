/** Derives verdicts from observations; pure functions. */
import { ASSUMPTIONS, type AssumptionId } from './assumptions.ts';
import type { Observations, Page, Row } from './observe.ts';

export interface Verdict {
  assumption: AssumptionId;
  verdict: 'confirmed' | 'refuted' | 'not seen';
  /** Why, for a person. */
  evidence: string;
}

type Finding = Omit<Verdict, 'assumption'>;
type List = NonNullable<Observations['list']>;

const confirmed = (evidence: string): Finding => ({ verdict: 'confirmed', evidence });
const refuted = (evidence: string): Finding => ({ verdict: 'refuted', evidence });
const notSeen = (evidence: string): Finding => ({ verdict: 'not seen', evidence });

/** One verdict for each assumption, in the table's order. */
export function judge(seen: Observations, me: readonly string[]): Verdict[] {
  return (Object.keys(ASSUMPTIONS) as AssumptionId[]).map((assumption) => ({
    assumption,
    ...find(assumption, seen, me),
  }));
}

function find(assumption: AssumptionId, seen: Observations, me: readonly string[]): Finding {
  if (assumption === 'error-code') return judgeErrorCode(seen.anonymous);
  if (assumption === 'one-segment') return judgeRoutes(seen.routes);
  if (seen.list === null) return notSeen('no credential worked');
  return judgeList(assumption, seen.list, { now: seen.now, me });
}

function judgeList(
  assumption: Exclude<AssumptionId, 'error-code' | 'one-segment'>,
  list: List,
  { now, me }: { now: number; me: readonly string[] },
): Finding {
  switch (assumption) {
    case 'list-holds-both':
      return judgeWhose(list.hundred.rows, me);
    case 'expired-stays-pending':
      return judgeExpired(list.pending.rows, now);
    case 'newest-first':
      return judgeOrder(list.hundred.rows);
    case 'totals-come':
      return list.plain.totalItems === undefined
        ? refuted('pagination_metadata has no total_items')
        : confirmed(`total_items is ${list.plain.totalItems}`);
    case 'no-page-cap':
      return judgeCap(list.hundred);
    case 'window-in-seconds':
      return judgeWindow(list);
    case 'status-filters':
      return judgeStatus(list.pending);
    case 'empty-past-the-end':
      return judgePastTheEnd(list.pastTheEnd);
    case 'known-values':
      return judgeValues(list.hundred.rows);
    case 'actions-in-one-text':
      return judgeActions(list.hundred.rows);
    case 'group-filter':
      return list.grouped.status === 200
        ? confirmed('group=probe was accepted')
        : refuted(`group=probe was rejected with ${list.grouped.status}`);
  }
}

function judgeErrorCode({ status, body }: Observations['anonymous']): Finding {
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  if (code === undefined) return notSeen(`without a credential, the ${status} has no code`);
  return code === status
    ? confirmed(`a ${status} has the code ${code}`)
    : refuted(`a ${status} has the code ${code}`);
}

function judgeRoutes({ oneSegment, twoSegments }: Observations['routes']): Finding {
  const evidence = `a GET of an array's path returns ${oneSegment} with one segment, ${twoSegments} with two`;
  if (oneSegment === 405 && twoSegments === 404) return confirmed(evidence);
  if (oneSegment === 404 && twoSegments === 405) return refuted(evidence);
  return notSeen(evidence);
}

/** Only the person running the probe knows which names and addresses are theirs. */
function judgeWhose(rows: readonly Row[], me: readonly string[]): Finding {
  const recipients = rows
    .map((row) => String(row['email'] || row['namespace_invited'] || '').toLowerCase())
    .filter((recipient) => recipient !== '');
  if (recipients.length === 0) return notSeen('no invitation in the list names its recipient');
  if (me.length === 0) {
    return notSeen(
      `${new Set(recipients).size} different recipients; name yourself with --me NAME_OR_ADDRESS`,
    );
  }
  const mine = recipients.filter((recipient) =>
    me.some((name) => name.toLowerCase() === recipient),
  );
  const received = mine.length;
  const others = recipients.length - received;
  const evidence = `of ${recipients.length} with a recipient, ${received} are for you, ${others} for others`;
  if (received > 0 && others > 0) return confirmed(evidence);
  return notSeen(
    `${evidence}: either the list holds only ${received > 0 ? 'received' : 'sent'} ones, or you have no others`,
  );
}

function judgeExpired(pending: readonly Row[], now: number): Finding {
  const expired = pending.filter((row) => isBefore(row['expires_at'], now)).length;
  return expired > 0
    ? confirmed(`${expired} of ${pending.length} pending ones have expired`)
    : notSeen(`none of the ${pending.length} pending ones has expired`);
}

/** Go's zero time counts as missing. */
function isBefore(time: unknown, now: number): boolean {
  const at = Date.parse(String(time));
  return at > 0 && at < now;
}

function judgeOrder(rows: readonly Row[]): Finding {
  const times = rows.map((row) => Date.parse(String(row['created_at'])));
  if (new Set(times).size < 2) return notSeen('fewer than two different times of creation');
  const isFalling = times.every((time, n) => n === 0 || time <= (times[n - 1] ?? 0));
  if (isFalling) return confirmed(`in this order: all ${times.length} that were read`);
  const isRising = times.every((time, n) => n === 0 || time >= (times[n - 1] ?? 0));
  return refuted(isRising ? 'oldest first' : 'not ordered by time');
}

function judgeCap({ perPage, rows, totalItems }: Page): Finding {
  if (perPage !== undefined && perPage < 100)
    return refuted(`100 requested, per_page is ${perPage}`);
  if (rows.length === 100) return confirmed('100 requested, 100 returned');
  if (totalItems !== undefined && totalItems > rows.length) {
    return refuted(`100 requested, ${rows.length} of ${totalItems} returned`);
  }
  return perPage === 100
    ? confirmed(`100 requested, per_page is 100; the list has only ${rows.length}`)
    : notSeen(`the whole list has ${rows.length}`);
}

function judgeWindow({ window, plain }: List): Finding {
  const id = plain.rows[0]?.['id'];
  if (window === null || id === undefined) return notSeen('the list is empty');
  const isIn = ({ rows }: Page) => rows.some((row) => row['id'] === id);
  const { seconds, afterSeconds, milliseconds } = window;
  if (isIn(seconds) && !isIn(afterSeconds))
    return confirmed('a window of one second finds the first invitation');
  if (isIn(seconds)) return refuted('the window is ignored');
  return isIn(milliseconds)
    ? refuted('a window in milliseconds finds the first invitation, one in seconds does not')
    : notSeen('neither a window in seconds nor one in milliseconds finds the first invitation');
}

function judgeStatus({ status, rows }: Page): Finding {
  if (status !== 200) return refuted(`status=PENDING is rejected with ${status}`);
  if (rows.length === 0) return notSeen('nothing is pending');
  const others = rows.filter((row) => row['status'] !== 'PENDING').length;
  return others === 0
    ? confirmed(`all ${rows.length} are PENDING`)
    : refuted(`${others} of ${rows.length} are not PENDING`);
}

function judgePastTheEnd({ status, rows }: Page): Finding {
  const evidence = `page 1,000,000 returns ${status} with ${rows.length} invitations`;
  return status === 200 && rows.length === 0 ? confirmed(evidence) : refuted(evidence);
}

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  invitation_type: ['ARRAY_SHARE', 'JOIN_ORGANIZATION', 'GROUP_SHARE', 'PAYMENT_SHARE'],
  status: ['PENDING', 'ACCEPTED'],
  organization_role: ['owner', 'admin', 'read_write_delete', 'read_write', 'read_only'],
};

function judgeValues(rows: readonly Row[]): Finding {
  if (rows.length === 0) return notSeen('the list is empty');
  const unknown = Object.entries(KNOWN).flatMap(([key, values]) =>
    rows
      .map((row) => row[key])
      .filter((value) => value !== undefined && value !== null && value !== '')
      .filter((value) => !values.includes(String(value)))
      .map((value) => `${key} ${value}`),
  );
  return unknown.length === 0
    ? confirmed(`all ${rows.length} invitations that were read have known values`)
    : refuted([...new Set(unknown)].join(', '));
}

function judgeActions(rows: readonly Row[]): Finding {
  const actions = rows.map((row) => row['actions']).filter((value) => value && value !== '');
  if (actions.length === 0) return notSeen('no invitation has actions');
  const odd = actions.filter((value) => typeof value !== 'string').length;
  return odd === 0
    ? confirmed(`all ${actions.length} are strings`)
    : refuted(`${odd} are not strings`);
}
