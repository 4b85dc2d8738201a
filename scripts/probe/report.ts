import { advise } from './advise.ts';
import { ASSUMPTIONS } from './assumptions.ts';
import { judge, type Verdict } from './judge.ts';
import type { Observations } from './observe.ts';

/** The whole report as plain text. It contains no credential, since the observations don't. */
export function renderReport(seen: Observations, me: readonly string[]): string {
  const verdicts = judge(seen, me);
  return [
    'Server',
    ...describeServer(seen).map((line) => `  ${line}`),
    '',
    'Assumptions of this product',
    ...verdicts.flatMap(describeVerdict).map((line) => `  ${line}`),
    '',
    'What to set',
    ...advise(seen, verdicts).map(({ setting, reason }) => `  ${setting}  (${reason})`),
    '',
    'What only a person should try is in docs/first-contact.md.',
    '',
  ].join('\n');
}

function describeServer(seen: Observations): string[] {
  return [
    `asked: ${seen.base}`,
    ...seen.redirects.map(
      ({ status, to, isFollowed }) =>
        `redirected: ${status} to ${to}${isFollowed ? '' : ', not followed: it may not hear of the credential'}`,
    ),
    `answered: ${seen.answeredBy}`,
    ...seen.credentials.map(
      ({ kind, status }) => `${kind}: ${status === 200 ? 'works' : `refused with ${status}`}`,
    ),
    ...describeList(seen),
    `gzip: ${seen.isGzipped ? 'yes' : 'no'}`,
    `keep-alive: ${seen.isKeptAlive ? 'yes' : 'no'}`,
    `clock: ${describeClock(seen.clockOffsetMs)}`,
    `round trip: ${describeTimes(seen.roundTripsMs)}`,
  ];
}

function describeList({ list }: Observations): string[] {
  if (list === null) return ['list: not seen, since no credential worked'];
  const { plain, hundred } = list;
  return [
    `page size: ${plain.perPage ?? plain.rows.length} if none is asked for, ${hundred.perPage ?? hundred.rows.length} if 100 are`,
    `invitations: ${hundred.totalItems ?? 'the server does not say how many'}`,
  ];
}

function describeVerdict({ assumption, verdict, evidence }: Verdict): string[] {
  return [`${verdict.padEnd(9)} ${ASSUMPTIONS[assumption]}`, `          ${evidence}`];
}

function describeClock(offsetMs: number | null): string {
  if (offsetMs === null) return 'the server does not say';
  return `${Math.round(offsetMs / 1000)} s from this machine’s`;
}

function describeTimes(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const [fastest] = sorted;
  if (fastest === undefined) return 'not seen on an open connection';
  const median = sorted[Math.floor(sorted.length / 2)] ?? fastest;
  return `${Math.round(fastest)} ms at best, ${Math.round(median)} ms in the middle, of ${sorted.length}`;
}
