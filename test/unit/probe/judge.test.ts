import { describe, expect, it } from 'vitest';
import { advise } from '../../../scripts/probe/advise.ts';
import type { AssumptionId } from '../../../scripts/probe/assumptions.ts';
import { judge } from '../../../scripts/probe/judge.ts';
import type { Observations, Page, Row } from '../../../scripts/probe/observe.ts';
import { mayFollow } from '../../../scripts/probe/redirects.ts';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const EMPTY: Page = { status: 200, rows: [] };

function list(changes: Partial<NonNullable<Observations['list']>> = {}) {
  return {
    plain: EMPTY,
    hundred: EMPTY,
    pending: EMPTY,
    pastTheEnd: EMPTY,
    grouped: EMPTY,
    window: null,
    ...changes,
  };
}

function seen(changes: Partial<Observations> = {}): Observations {
  return {
    base: 'https://api.tiledb.com',
    redirects: [],
    answeredBy: 'https://api.tiledb.com',
    credentials: [],
    anonymous: { status: 401, body: { code: 401 } },
    list: list(),
    routes: { oneSegment: 405, twoSegments: 404 },
    isGzipped: true,
    isKeptAlive: true,
    clockOffsetMs: 0,
    roundTripsMs: [],
    now: NOW,
    ...changes,
  };
}

const rows = (...facts: Row[]): Page => ({ status: 200, rows: facts });
const at = (time: string): Row => ({ created_at: time });

function verdict(assumption: AssumptionId, observations: Observations, me: string[] = []) {
  return judge(observations, me).find((each) => each.assumption === assumption)?.verdict;
}

describe('a verdict', () => {
  it.each<[AssumptionId, string, Partial<Observations>]>([
    ['error-code', 'refuted', { anonymous: { status: 401, body: { code: 17 } } }],
    ['error-code', 'not seen', { anonymous: { status: 401, body: null } }],
    ['one-segment', 'refuted', { routes: { oneSegment: 404, twoSegments: 405 } }],
    ['one-segment', 'not seen', { routes: { oneSegment: 404, twoSegments: 404 } }],
    ['newest-first', 'not seen', { list: list({ hundred: rows(at('2026-01-01T00:00:00Z')) }) }],
    [
      'newest-first',
      'refuted',
      {
        list: list({
          hundred: rows(
            at('2026-01-02T00:00:00Z'),
            at('2026-01-01T00:00:00Z'),
            at('2026-01-03T00:00:00Z'),
          ),
        }),
      },
    ],
    ['no-page-cap', 'not seen', { list: list({ hundred: rows({}, {}) }) }],
    ['no-page-cap', 'refuted', { list: list({ hundred: { ...rows({}), totalItems: 40 } }) }],
    ['no-page-cap', 'refuted', { list: list({ hundred: { ...rows({}), perPage: 50 } }) }],
    ['no-page-cap', 'confirmed', { list: list({ hundred: { ...rows({}), perPage: 100 } }) }],
    ['status-filters', 'refuted', { list: list({ pending: rows({ status: 'ACCEPTED' }) }) }],
    ['status-filters', 'refuted', { list: list({ pending: { status: 400, rows: [] } }) }],
    ['empty-past-the-end', 'refuted', { list: list({ pastTheEnd: { status: 404, rows: [] } }) }],
    ['known-values', 'refuted', { list: list({ hundred: rows({ status: 'DECLINED' }) }) }],
    ['known-values', 'confirmed', { list: list({ hundred: rows({ organization_role: '' }) }) }],
    ['actions-in-one-text', 'refuted', { list: list({ hundred: rows({ actions: ['read'] }) }) }],
    ['actions-in-one-text', 'not seen', { list: list({ hundred: rows({ actions: '' }) }) }],
    ['window-in-seconds', 'not seen', {}],
    [
      'window-in-seconds',
      'refuted',
      {
        list: list({
          plain: rows({ id: 'a' }),
          window: {
            seconds: rows({ id: 'a' }),
            afterSeconds: rows({ id: 'a' }),
            milliseconds: rows({ id: 'a' }),
          },
        }),
      },
    ],
    [
      'expired-stays-pending',
      'not seen',
      { list: list({ pending: rows({ expires_at: '0001-01-01T00:00:00Z' }) }) },
    ],
    [
      'expired-stays-pending',
      'confirmed',
      { list: list({ pending: rows({ expires_at: '2026-03-10T11:59:59Z' }) }) },
    ],
  ])('on %s is %s', (assumption, expected, changes) => {
    expect(verdict(assumption, seen(changes))).toBe(expected);
  });

  it('on whose invitations are listed needs the caller’s names', () => {
    const hundred = rows({ email: 'ADA@example.com' }, { namespace_invited: 'grace' }, {});
    const observations = seen({ list: list({ hundred }) });
    expect(verdict('list-holds-both', observations)).toBe('not seen');
    expect(verdict('list-holds-both', observations, ['ada@example.com'])).toBe('confirmed');
    expect(verdict('list-holds-both', observations, ['linus'])).toBe('not seen');
  });

  it('is missing where no credential worked, except for assumptions that need none', () => {
    const verdicts = judge(seen({ list: null }), []);
    expect(verdicts.filter((each) => each.verdict !== 'not seen').map((v) => v.assumption)).toEqual(
      ['error-code', 'one-segment'],
    );
  });
});

describe('the advice', () => {
  const settings = (changes: Partial<Observations>) => {
    const observations = seen(changes);
    return advise(observations, judge(observations, [])).map(({ setting }) => setting);
  };

  it('names the region’s host after a redirect', () => {
    const answeredBy = 'https://us-east-1.aws.api.tiledb.com';
    expect(settings({ answeredBy })).toContain(`TILEDB_REST_URL=${answeredBy}`);
  });

  it('does not mention namespaces when neither path was seen', () => {
    const routes = { oneSegment: 401, twoSegments: 401 };
    expect(settings({ routes }).join()).not.toContain('TILEDB_NAMESPACES');
  });

  it('mentions a clock that is far off', () => {
    expect(settings({ clockOffsetMs: 4000 }).join()).not.toContain('clock');
    expect(settings({ clockOffsetMs: -60_000 }).join()).toContain('clock');
  });
});

describe('a redirect', () => {
  it.each([
    ['https://api.tiledb.com', 'https://us-east-1.aws.api.tiledb.com/v1', true],
    ['https://api.tiledb.com', 'https://evilapi.tiledb.com/v1', false],
    ['https://api.tiledb.com', 'http://us-east-1.aws.api.tiledb.com/v1', false],
    ['https://api.tiledb.com', 'https://a:b@api.tiledb.com/v1', false],
    ['https://api.tiledb.com', 'https://listed.example/v1', true],
    ['http://127.0.0.1:1', 'http://localhost:2/v1', true],
    ['http://localhost:1', 'http://localhost.example:1/v1', false],
    ['http://localhost:1', 'ftp://localhost:1/v1', false],
  ])('from %s to %s is followed: %s', (base, target, may) => {
    expect(mayFollow(base, target, ['listed.example'])).toBe(may);
  });
});
