import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/src/emulator.ts';
import { DEMO_KEY, DEMO_LOGIN, demoWorld } from '../../emulator/src/world.ts';
import { ASSUMPTIONS } from '../../scripts/probe/assumptions.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'scripts', 'probe', 'main.ts');
const KEY = { TILEDB_API_KEY: DEMO_KEY };
const ME = ['--me', 'ada', '--me', 'ada@example.com'];

async function open(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ world: demoWorld(), ...options });
  onTestFinished(() => emulator.stop());
  return emulator;
}

interface Run {
  code: number;
  out: string;
  err: string;
}

function probe(url: string, env: Record<string, string> = KEY, args = ME): Promise<Run> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env['PATH'] ?? '', TILEDB_REST_URL: url, ...env } };
    const child = execFile(process.execPath, [MAIN, ...args], options, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
    child.stdin?.end();
  });
}

/** The verdict printed before an assumption. */
function verdictOf(out: string, assumption: keyof typeof ASSUMPTIONS): string | undefined {
  const line = out.split('\n').find((each) => each.endsWith(ASSUMPTIONS[assumption]));
  return line?.replace(ASSUMPTIONS[assumption], '').trim();
}

describe('the probe of the emulator', () => {
  test('confirms every assumption about its defaults, and only reads', async () => {
    const emulator = await open();
    const before = structuredClone(emulator.world);
    const { code, out } = await probe(emulator.url);
    expect(code).toBe(0);
    for (const id of Object.keys(ASSUMPTIONS) as (keyof typeof ASSUMPTIONS)[]) {
      expect(`${id}: ${verdictOf(out, id)}`).toBe(`${id}: confirmed`);
    }
    expect(emulator.world).toEqual(before);
    expect(new Set(emulator.journal.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(out).toContain(`responded: ${emulator.url}`);
    expect(out).toContain('API key: works');
    expect(out).toContain('gzip: yes');
    expect(out).toContain('keep-alive: yes');
    expect(out).toMatch(/clock: -?[01] s relative to/);
    expect(out).toMatch(/round trip: minimum \d+ ms/);
    expect(out).toContain('page size: 10 by default, 100 when 100 are requested');
    expect(out).toContain('TILEDB_NAMESPACES=namespaces');
    expect(out).toMatch(
      /LOOKUP_MAX_PAGES=20\n +the default is enough: your list has 3 pages of 100/,
    );
  });

  const modes: [string, EmulatorOptions, keyof typeof ASSUMPTIONS, string, RegExp][] = [
    ['small pages', { pageCap: 10 }, 'no-page-cap', 'refuted', /LOOKUP_MAX_PAGES=24/],
    [
      'two-segment owners',
      { dialect: 'workspaces' },
      'one-segment',
      'refuted',
      /TILEDB_NAMESPACES=workspaces/,
    ],
    [
      'the given API',
      { dialect: 'given' },
      'group-filter',
      'refuted',
      /group=probe was rejected with 400/,
    ],
    [
      'no totals',
      { assumptions: { totals: 'absent' } },
      'totals-come',
      'refuted',
      /LOOKUP_MAX_PAGES\n +the server does not report how long your list is/,
    ],
    [
      'milliseconds',
      { assumptions: { timeUnit: 'milliseconds' } },
      'window-in-seconds',
      'refuted',
      /a window in milliseconds finds/,
    ],
    [
      'the oldest first',
      { assumptions: { timestampOrder: 'oldest-first' } },
      'newest-first',
      'refuted',
      /oldest first/,
    ],
    [
      'expired ones unlisted',
      { assumptions: { expired: 'unlisted' } },
      'expired-stays-pending',
      'not seen',
      /has expired/,
    ],
    [
      'sent ones only',
      { assumptions: { listed: 'sent' } },
      'list-holds-both',
      'not seen',
      /only sent ones/,
    ],
    [
      'received ones only',
      { assumptions: { listed: 'received' } },
      'list-holds-both',
      'not seen',
      /only received ones/,
    ],
    ['no gzip', { gzip: false }, 'error-code', 'confirmed', /gzip: no/],
  ];

  test.for(modes)(
    'finds out each mode of the emulator: %s',
    async ([, options, assumption, verdict, line]) => {
      const { out } = await probe((await open(options)).url);
      expect(verdictOf(out, assumption)).toBe(verdict);
      expect(out).toMatch(line);
    },
  );

  test.for([302, 307] as const)('works behind a front that redirects with %i', async (redirect) => {
    const emulator = await open({ redirect });
    const { out } = await probe(emulator.url);
    expect(out).toContain(`redirect: ${redirect} to ${emulator.regionUrl}`);
    expect(out).toContain(`TILEDB_REST_URL=${emulator.regionUrl}\n`);
    expect(verdictOf(out, 'newest-first')).toBe('confirmed');
    for (const { headers } of emulator.redirected) {
      expect(headers).not.toHaveProperty('x-tiledb-rest-api-key');
    }
  });
});

describe('the probe’s credentials', () => {
  test('are tried in both kinds, and never printed', async () => {
    const { url } = await open();
    const { out, err } = await probe(url, {
      TILEDB_API_KEY: 'a-revoked-key',
      TILEDB_USERNAME: DEMO_LOGIN.username,
      TILEDB_PASSWORD: DEMO_LOGIN.password,
    });
    expect(out).toContain('API key: rejected with 401');
    expect(out).toContain('Basic login: works');
    expect(out + err).not.toMatch(/a-revoked-key|demo-password/);
  });

  test('are reported when none works, and the probe ends with 1', async () => {
    const { url } = await open();
    const { code, out } = await probe(url, { TILEDB_API_KEY: 'x' });
    expect(code).toBe(1);
    expect(out).toContain('list: not seen, because no credential worked');
    expect(verdictOf(out, 'error-code')).toBe('confirmed');
    expect(verdictOf(out, 'newest-first')).toBe('not seen');
  });

  test('are not sent to an unlisted host, which is reported', async () => {
    const foreign = await open();
    const emulator = await open();
    const { port } = new URL(foreign.url);
    const headers = { location: `http://foreign.example:${port}/v1/invitations` };
    emulator.inject({ behaviour: { kind: 'answer', status: 302, headers } });
    const { out } = await probe(emulator.url);
    expect(out).toContain('not followed');
    expect(out).toContain(`TILEDB_REDIRECT_HOSTS=foreign.example:${port}`);
    expect(foreign.journal).toEqual([]);
  });
});

describe('the probe', () => {
  test('requires an address', async () => {
    const { code, err } = await probe('');
    expect(code).toBe(1);
    expect(err).toContain('Set TILEDB_REST_URL');
  });

  test('requires a credential when it cannot ask for one', async () => {
    const { code, err } = await probe((await open()).url, {});
    expect(code).toBe(1);
    expect(err).toContain('Set TILEDB_API_KEY');
  });

  test('reports when nothing listens at the address', async () => {
    const emulator = await open();
    await emulator.stop();
    const { code, err } = await probe(emulator.url);
    expect(code).toBe(1);
    expect(err).toContain('ECONNREFUSED');
  });
});

test('lists the same assumptions in docs/first-contact.md', () => {
  const page = readFileSync(new URL('../../docs/first-contact.md', import.meta.url), 'utf8');
  for (const claim of Object.values(ASSUMPTIONS)) expect(page).toContain(`| ${claim} |`);
});
