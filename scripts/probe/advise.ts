import type { Verdict } from './judge.ts';
import type { Observations } from './observe.ts';

/** A setting that this server needs, and why. */
export interface Advice {
  setting: string;
  reason: string;
}

const DEFAULT_LOOKUP_PAGES = 20;
const LOOKUP_PAGE_SIZE = 100;
const TOLERABLE_CLOCK_MS = 5000;

/** What to set so that the service suits this server. */
export function advise(seen: Observations, verdicts: readonly Verdict[]): Advice[] {
  return [
    ...adviseOnUrl(seen),
    ...adviseOnNamespaces(verdicts),
    ...adviseOnLookups(seen),
    ...adviseOnClock(seen),
  ];
}

function adviseOnUrl({ base, answeredBy, redirects }: Observations): Advice[] {
  const refused = redirects.find(({ isFollowed }) => !isFollowed);
  if (refused !== undefined) {
    return [
      {
        setting: `TILEDB_REDIRECT_HOSTS=${new URL(refused.to).host}`,
        reason: 'if that host may receive your callers’ credentials; the server redirects to it',
      },
    ];
  }
  const reason =
    answeredBy === base ? 'it does not redirect' : 'saves a redirect to this host on each call';
  return [{ setting: `TILEDB_REST_URL=${answeredBy}`, reason }];
}

function adviseOnNamespaces(verdicts: readonly Verdict[]): Advice[] {
  const paths = verdicts.find(({ assumption }) => assumption === 'one-segment');
  if (paths?.verdict === 'refuted') {
    return [{ setting: 'TILEDB_NAMESPACES=workspaces', reason: 'an owner is two path segments' }];
  }
  return paths?.verdict === 'confirmed'
    ? [
        {
          setting: 'TILEDB_NAMESPACES=namespaces',
          reason: 'the default: an owner is one path segment',
        },
      ]
    : [];
}

function adviseOnLookups({ list }: Observations): Advice[] {
  if (list === null) return [];
  const { perPage = toShortPage(list.hundred), totalItems } = list.hundred;
  if (totalItems === undefined) {
    return [
      {
        setting: 'LOOKUP_MAX_PAGES',
        reason: `the server does not report how long your list is; look-ups by id read ${DEFAULT_LOOKUP_PAGES} pages unless this is set`,
      },
    ];
  }
  const size = Math.min(perPage, LOOKUP_PAGE_SIZE);
  const pages = Math.max(1, Math.ceil(totalItems / size));
  const length = `your list has ${pages} ${pages === 1 ? 'page' : 'pages'} of ${size}`;
  return pages > DEFAULT_LOOKUP_PAGES
    ? [
        {
          setting: `LOOKUP_MAX_PAGES=${pages}`,
          reason: `${length}, and look-ups by id read ${DEFAULT_LOOKUP_PAGES} unless this is set`,
        },
      ]
    : [
        {
          setting: `LOOKUP_MAX_PAGES=${DEFAULT_LOOKUP_PAGES}`,
          reason: `the default is enough: ${length}`,
        },
      ];
}

/** The size of a page that does not report it: its length, if more invitations follow. */
function toShortPage({ rows, totalItems = 0 }: NonNullable<Observations['list']>['hundred']) {
  return rows.length > 0 && totalItems > rows.length ? rows.length : LOOKUP_PAGE_SIZE;
}

function adviseOnClock({ clockOffsetMs }: Observations): Advice[] {
  if (clockOffsetMs === null || Math.abs(clockOffsetMs) < TOLERABLE_CLOCK_MS) return [];
  const seconds = Math.round(clockOffsetMs / 1000);
  return [
    {
      setting: 'this machine’s clock',
      reason: `it is ${Math.abs(seconds)} s ${seconds > 0 ? 'behind' : 'ahead of'} the server’s, and isExpired depends on it`,
    },
  ];
}
