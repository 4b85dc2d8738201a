import type { Verdict } from './judge.ts';
import type { Observations } from './observe.ts';

/** A setting that this server needs, and why. */
export interface Advice {
  setting: string;
  reason: string;
}

/** LOOKUP_MAX_PAGES unless it is set. */
const LOOKUP_PAGES = 20;
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
        reason: 'if that host may have your callers’ credentials: the server redirects to it',
      },
    ];
  }
  const reason =
    answeredBy === base ? 'it answers itself' : 'it answers; each call saves the redirect to it';
  return [{ setting: `TILEDB_REST_URL=${answeredBy}`, reason }];
}

function adviseOnNamespaces(verdicts: readonly Verdict[]): Advice[] {
  const paths = verdicts.find(({ assumption }) => assumption === 'one-segment');
  if (paths?.verdict === 'refuted') {
    return [
      { setting: 'TILEDB_NAMESPACES=workspaces', reason: 'its owners are two path segments' },
    ];
  }
  return paths?.verdict === 'confirmed'
    ? [
        {
          setting: 'TILEDB_NAMESPACES=namespaces',
          reason: 'its owners are one path segment (the default)',
        },
      ]
    : [];
}

function adviseOnLookups({ list }: Observations): Advice[] {
  if (list === null) return [];
  const size = Math.min(list.hundred.perPage ?? LOOKUP_PAGE_SIZE, LOOKUP_PAGE_SIZE);
  const pages = Math.ceil((list.hundred.totalItems ?? 0) / size);
  if (pages <= LOOKUP_PAGES) return [];
  return [
    {
      setting: `LOOKUP_MAX_PAGES=${pages}`,
      reason: `your list has ${pages} pages; look-ups by id stop after ${LOOKUP_PAGES}`,
    },
  ];
}

function adviseOnClock({ clockOffsetMs }: Observations): Advice[] {
  if (clockOffsetMs === null || Math.abs(clockOffsetMs) < TOLERABLE_CLOCK_MS) return [];
  const seconds = Math.round(clockOffsetMs / 1000);
  return [
    {
      setting: 'this machine’s clock',
      reason: `it is ${Math.abs(seconds)} s ${seconds > 0 ? 'behind' : 'ahead of'} the server’s, and isExpired goes by it`,
    },
  ];
}
