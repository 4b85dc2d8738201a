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
    'Assumptions of this service',
    ...verdicts.flatMap(describeVerdict).map((line) => `  ${line}`),
    '',
    'What to set',
    ...advise(seen, verdicts).flatMap(({ setting, reason }) => [`  ${setting}`, `      ${reason}`]),
    '',
    'Next: docs/first-contact.md lists what to try by hand.',
    '',
  ].join('\n');
}

function describeServer(seen: Observations): string[] {
  return [
    `base URL: ${seen.base}`,
    ...seen.redirects.map(
      ({ status, to, isFollowed }) =>
        `redirect: ${status} to ${to}${isFollowed ? '' : ', not followed: this host may not receive the credential'}`,
    ),
    `responded: ${seen.answeredBy}`,
    ...seen.credentials.map(
      ({ kind, status }) => `${kind}: ${status === 200 ? 'works' : `rejected with ${status}`}`,
    ),
    ...describeList(seen),
    `gzip: ${seen.isGzipped ? 'yes' : 'no'}`,
    `keep-alive: ${seen.isKeptAlive ? 'yes' : 'no'}`,
    `clock: ${describeClock(seen.clockOffsetMs)}`,
    `round trip: ${describeTimes(seen.roundTripsMs)}`,
  ];
}

function describeList({ list }: Observations): string[] {
  if (list === null) return ['list: not seen, because no credential worked'];
  const { plain, hundred } = list;
  return [
    `page size: ${plain.perPage ?? plain.rows.length} by default, ${hundred.perPage ?? hundred.rows.length} when 100 are requested`,
    `invitations: ${hundred.totalItems ?? 'the server does not report how many'}`,
  ];
}

function describeVerdict({ assumption, verdict, evidence }: Verdict): string[] {
  return [`${verdict.padEnd(9)} ${ASSUMPTIONS[assumption]}`, `          ${evidence}`];
}

function describeClock(offsetMs: number | null): string {
  if (offsetMs === null) return 'not reported by the server';
  return `${Math.round(offsetMs / 1000)} s relative to this machine’s`;
}

function describeTimes(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const [fastest] = sorted;
  if (fastest === undefined) return 'not measured: no connection was reused';
  const median = sorted[Math.floor(sorted.length / 2)] ?? fastest;
  return `minimum ${Math.round(fastest)} ms, median ${Math.round(median)} ms, of ${sorted.length}`;
}
