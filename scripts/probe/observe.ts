import type { Answer, Ask } from './ask.ts';
import type { Credential } from './credentials.ts';
import { mayFollow } from './redirects.ts';

/** One invitation as received; every field may have any value. */
export type Row = Readonly<Record<string, unknown>>;

export interface Page {
  status: number;
  rows: readonly Row[];
  page?: number;
  perPage?: number;
  totalItems?: number;
}

/** Observations without conclusions. */
export interface Observations {
  base: string;
  /** Where each redirect led; the last is not followed if its host may not receive the credential. */
  redirects: readonly { status: number; to: string; isFollowed: boolean }[];
  /** Origin and path prefix of the server that responded. */
  answeredBy: string;
  credentials: readonly { kind: Credential['kind']; status: number }[];
  /** The response to a request without a credential. */
  anonymous: { status: number; body: unknown };
  /** Null when no credential worked. */
  list: {
    plain: Page;
    hundred: Page;
    pending: Page;
    pastTheEnd: Page;
    grouped: Page;
    window: { seconds: Page; afterSeconds: Page; milliseconds: Page } | null;
  } | null;
  routes: { oneSegment: number; twoSegments: number };
  isGzipped: boolean;
  isKeptAlive: boolean;
  /** The server's clock minus ours, in milliseconds; accurate to a second, like the header Date. */
  clockOffsetMs: number | null;
  roundTripsMs: readonly number[];
  now: number;
}

const LIST_PATH = '/v1/invitations';
const MAX_REDIRECTS = 2;
const FAR_PAGE = 1_000_000;

export interface Target {
  base: string;
  credentials: readonly Credential[];
  redirectHosts: readonly string[];
}

/** Sends about fifteen GETs; changes nothing on the server. */
export async function observe(
  { base, credentials, redirectHosts }: Target,
  ask: Ask,
): Promise<Observations> {
  const answers: Answer[] = [];
  const get = async (url: string, headers: Readonly<Record<string, string>>) => {
    const answer = await ask(url, headers);
    answers.push(answer);
    return answer;
  };

  const { home, redirects } = await findHome();
  const anonymous = await get(`${home}${LIST_PATH}`, {});
  const tried: { credential: Credential; status: number }[] = [];
  for (const credential of credentials) {
    const { status } = await get(`${home}${LIST_PATH}?per_page=1`, credential.headers);
    tried.push({ credential, status });
  }
  const working = tried.find(({ status }) => status === 200)?.credential;
  const list = working ? await observeList(working) : null;
  const routes = {
    oneSegment: await statusOf('/probe/probe/share'),
    twoSegments: await statusOf('/probe/probe/probe/probe/share'),
  };
  const last = answers.at(-1);

  return {
    base,
    redirects,
    answeredBy: home,
    credentials: tried.map(({ credential, status }) => ({ kind: credential.kind, status })),
    anonymous: { status: anonymous.status, body: toJson(anonymous.body) },
    list,
    routes,
    isGzipped: answers.some(({ isGzipped }) => isGzipped),
    isKeptAlive: answers.some(({ isReused }) => isReused),
    clockOffsetMs: last ? toClockOffset(last) : null,
    roundTripsMs: answers.filter(({ isReused }) => isReused).map(({ tookMs }) => tookMs),
    now: Date.now(),
  };

  /** Calls the front without a credential, so that no other host gets to see it. */
  async function findHome() {
    const redirects: { status: number; to: string; isFollowed: boolean }[] = [];
    let home = base;
    while (redirects.length < MAX_REDIRECTS) {
      const { status, headers } = await get(`${home}${LIST_PATH}`, {});
      if (status < 300 || status > 399 || headers.location === undefined) break;
      const url = new URL(headers.location, `${home}${LIST_PATH}`);
      const isFollowed =
        url.pathname.endsWith(LIST_PATH) && mayFollow(home, url.href, redirectHosts);
      redirects.push({ status, to: url.origin, isFollowed });
      if (!isFollowed) break;
      home = url.origin + url.pathname.slice(0, -LIST_PATH.length);
    }
    return { home, redirects };
  }

  async function observeList({ headers }: Credential) {
    const read = async (query: string) =>
      toPage(await get(`${home}${LIST_PATH}?${query}`, headers));
    const plain = await read('');
    const newest = Date.parse(String(plain.rows[0]?.['created_at']));
    const seconds = Math.floor(newest / 1000);
    const between = (start: number, end: number) => read(`start=${start}&end=${end}`);
    return {
      plain,
      hundred: await read('per_page=100'),
      pending: await read('status=PENDING&per_page=100'),
      pastTheEnd: await read(`page=${FAR_PAGE}`),
      grouped: await read('group=probe'),
      window: Number.isNaN(newest)
        ? null
        : {
            seconds: await between(seconds, seconds + 1),
            afterSeconds: await between(seconds + 1_000_000_000, seconds + 2_000_000_000),
            milliseconds: await between(newest, newest),
          },
    };
  }

  /** A GET of a path that only writes have: 405 or 404 tells whether the path is there. */
  async function statusOf(path: string): Promise<number> {
    return (await get(`${home}${LIST_PATH}${path}`, working?.headers ?? {})).status;
  }
}

function toPage({ status, body }: Answer): Page {
  const data = toJson(body);
  const metadata = toRow(toRow(data)['pagination_metadata']);
  const rows = toRow(data)['invitations'];
  return {
    status,
    rows: Array.isArray(rows) ? rows.map(toRow) : [],
    ...withNumber('page', metadata['page']),
    ...withNumber('perPage', metadata['per_page']),
    ...withNumber('totalItems', metadata['total_items']),
  };
}

function withNumber(name: 'page' | 'perPage' | 'totalItems', value: unknown) {
  return typeof value === 'number' ? { [name]: value } : {};
}

function toRow(value: unknown): Row {
  return typeof value === 'object' && value !== null ? (value as Row) : {};
}

function toJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function toClockOffset({ headers, sentAt, tookMs }: Answer): number | null {
  const date = Date.parse(headers.date ?? '');
  // Date says the second that has begun: in the middle of it, on average.
  return Number.isNaN(date) ? null : date + 500 - (sentAt + tookMs / 2);
}
