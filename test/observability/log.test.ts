import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Emulator, startEmulator } from '../../emulator/src/emulator.ts';
import { toReadableLine } from '../../src/observability/readable-line.ts';
import { type Launched, launch, useLaunched } from '../support/launch.ts';
import { send } from '../support/stack.ts';

const INVITE = /* GraphQL */ `
  mutation InviteSomebody($input: InviteToOrganizationInput!) {
    inviteToOrganization(input: $input) { __typename }
  }
`;

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
/** Breaks a function of Node that only the edge calls, for the metrics. */
const BROKEN_METRICS = `data:text/javascript,${encodeURIComponent(
  "process.getActiveResourcesInfo = () => { throw new TypeError('broken', { cause: new Error('the cause') }); };",
)}`;

/** Each character is spelled differently by some escape. */
const SECRET = 'Zk/9+a&b"<s3cret>\\x-Y';
const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  verbatim: (text) => text,
  'percent-encoded': encodeURIComponent,
  'HTML-escaped': (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`),
  base64: (text) => Buffer.from(text).toString('base64'),
  'in-upper-case': (text) => text.toUpperCase(),
  'u-escaped': (text) =>
    text.replace(/./g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
};

describe('the log with the default settings', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.reset());
  afterAll(() => emulator.stop());
  const service = useLaunched(() => ({ TILEDB_REST_URL: emulator.url }));

  it('writes one JSON line per operation', async () => {
    await send(service().url, {
      query: 'query TwoLists { a: invitations { page } b: invitations(page: 2) { page } }',
      headers: {
        'x-request-id': 'asked-1',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      },
    });
    const line = await service().logged(({ requestId }) => requestId === 'asked-1');
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.+Z$/),
      msg: 'operation',
      name: 'TwoLists',
      type: 'query',
      fields: ['invitations'],
      outcomes: [],
      codes: [],
      durationMs: expect.any(Number),
      upstreamCalls: 2,
      upstreamMs: expect.any(Number),
      requestId: 'asked-1',
      traceId: '0af7651916cd43dd8448eb211c80319c',
    });
    expect(service().errorLines.filter((text) => text.includes('asked-1'))).toHaveLength(1);
  });

  it('truncates a very long operation name, and is not slowed down by it', async () => {
    await send(service().url, {
      query: `query ${'a'.repeat(900_000)} { __typename }`,
      headers: { 'x-request-id': 'long@example.com' },
    });
    const { name } = await service().logged(({ requestId }) => requestId === '[e-mail]');
    expect(name).toBe('a'.repeat(100));
  });

  it('records the outcomes of mutations', async () => {
    emulator.inject({ operation: 'acceptInvitation', behaviour: { kind: 'answer', status: 404 } });
    await send(service().url, {
      query:
        'mutation { acceptInvitation(input: {invitationId: "gone"}) { ... on InvitationError { code } } }',
    });
    const line = await service().logged(({ type }) => type === 'mutation');
    expect(line).toMatchObject({ name: null, type: 'mutation', outcomes: ['InvitationNotFound'] });
  });

  it("records an upstream fault with upstream's request id", async () => {
    const body = JSON.stringify({ code: 1, message: 'out of order', request_id: 'theirs-7' });
    emulator.inject({ behaviour: { kind: 'answer', status: 500, body } });
    await send(service().url, { query: '{ invitations { page } }' });
    const fault = await service().logged(({ level }) => level === 'warn');
    expect(fault).toMatchObject({ status: 500, upstreamRequestId: 'theirs-7' });
  });

  it('writes a line for a request that is not an operation', async () => {
    await fetch(`${service().url}/graphql?query={__typename}`);
    const line = await service().logged(({ codes }) => codes?.[0] === 'BAD_REQUEST');
    expect(line).toMatchObject({
      msg: 'operation',
      name: null,
      fields: [],
      codes: ['BAD_REQUEST'],
    });
  });

  it('writes a line for a body that is too large', async () => {
    await send(service().url, { query: `{ __typename } # ${'x'.repeat(1_000_000)}` });
    expect(await service().logged(({ status }) => status === 413)).toMatchObject({ level: 'info' });
  });

  it('contains no e-mail address that upstream names', async () => {
    expect(await inviteNobody(service(), emulator)).toContain('nobody is [e-mail] here');
  });

  // The last one: it ends the service.
  it('contains all lines when the service ends right after writing them', async () => {
    const headers = requestId('one-of-forty');
    await Promise.all(
      Array.from({ length: 40 }, () => send(service().url, { query: '{ __typename }', headers })),
    );
    expect(await service().end()).toBe(0);
    expect(service().errorLines.filter((line) => line.includes('one-of-forty'))).toHaveLength(40);
  });
});

describe('the log of a service in trouble', () => {
  let upstream: string;
  beforeAll(async () => {
    upstream = await findRefusingUrl();
  });
  const service = useLaunched(
    () => ({
      TILEDB_REST_URL: upstream,
      RATE_LIMIT_EMAIL_PER_HOUR: '5',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    }),
    { command: [process.execPath, '--import', BROKEN_METRICS, MAIN] },
  );

  it('warns at start-up about settings that have no effect', async () => {
    const warning = (words: string) => service().logged(({ msg }) => String(msg).startsWith(words));
    expect(await warning('RATE_LIMIT_EMAIL_PER_HOUR')).toMatchObject({ level: 'warn' });
    expect(await warning('OTEL_EXPORTER_OTLP_PROTOCOL=grpc')).toMatchObject({ level: 'warn' });
  });

  it('records an upstream fault with its cause', async () => {
    await send(service().url, { query: '{ invitations { page } }', headers: requestId('asked-2') });
    const fault = await service().logged(({ kind }) => kind !== undefined);
    expect(fault).toMatchObject({
      level: 'warn',
      kind: 'unavailable',
      operationId: 'fetchInvitations',
      requestId: 'asked-2',
      causes: expect.arrayContaining([expect.stringContaining('ECONNREFUSED')]),
    });
    const operation = await service().logged(({ msg }) => msg === 'operation');
    expect(operation).toMatchObject({ codes: ['UPSTREAM_UNAVAILABLE'], upstreamCalls: 4 });
  });

  it('has the stack and the causes of a bug in the edge, and the client gets neither', async () => {
    const headers = requestId('asked-3');
    const response = await fetch(`${service().url}/metrics`, { headers });
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: expect.stringContaining('requestId'),
          extensions: {
            code: 'INTERNAL_SERVER_ERROR',
            requestId: 'asked-3',
            retryable: false,
          },
        },
      ],
    });
    const bug = await service().logged(({ level }) => level === 'error');
    expect(bug).toMatchObject({
      msg: 'bug in this service',
      requestId: 'asked-3',
      error: expect.stringMatching(/TypeError: broken\n +at /),
      causes: ['Error: the cause'],
    });
  });
});

describe('the log', () => {
  it.each(['got', 'undici'])(
    'never contains a credential, however upstream spells it, over %s',
    async (transport) => {
      const { service, emulator } = await launchBehind(await runEmulator(), {
        LOG_LEVEL: 'trace',
        UPSTREAM_TRANSPORT: transport,
      });
      for (const [spelling, spell] of Object.entries(SPELLINGS)) {
        const spelled = spell(SECRET);
        const headers = requestId(spelling);
        const page = `<p>no such key: ${spelled}</p>`;
        const error = JSON.stringify({ message: `no such key: ${spelled}`, request_id: spelled });
        for (const [status, body] of [
          [500, page],
          [500, error],
          [403, error],
        ] as const) {
          emulator.inject({ behaviour: { kind: 'answer', status, body }, times: 1 });
          await send(service.url, { query: '{ invitations { page } }', key: SECRET, headers });
        }
      }
      await service.end();
      const lines = service.errorLines.map((line) => JSON.parse(line));
      for (const [spelling, spell] of Object.entries(SPELLINGS)) {
        const faults = lines.filter((line) => line.requestId === spelling && line.kind);
        expect(faults, spelling).toHaveLength(3);
        for (const { msg } of faults) expect(msg, spelling).toContain('no such key: [redacted]');
        const spelled = [spell(SECRET), JSON.stringify(spell(SECRET)).slice(1, -1)];
        for (const text of lines.flatMap(readTexts)) {
          for (const secret of spelled) expect(text, spelling).not.toContain(secret);
        }
      }
    },
  );

  it('contains e-mail addresses that upstream names with LOG_EMAILS', async () => {
    const { service, emulator } = await launchBehind(await runEmulator(), { LOG_EMAILS: 'true' });
    expect(await inviteNobody(service, emulator)).toContain('nobody is ada@example.com here');
  });

  it('omits lines less severe than LOG_LEVEL', async () => {
    const { service, emulator } = await launchBehind(await runEmulator(), { LOG_LEVEL: 'warn' });
    emulator.inject({ behaviour: { kind: 'answer', status: 500 } });
    await send(service.url, { query: '{ invitations { page } }' });
    await service.logged(({ level }) => level === 'warn');
    await service.end();
    expect(service.errorLines).toHaveLength(1);
  });

  it('is human-readable when configured', async () => {
    const { service } = await launchBehind(await runEmulator(), { LOG_FORMAT: 'readable' });
    await send(service.url, { query: 'query Hello { __typename }' });
    await service.end();
    expect(service.errorLines).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d\.\d{3} INFO {2}operation name=Hello type=query /),
    ]);
  });
});

describe('a human-readable log line', () => {
  it('prints an error on separate lines', () => {
    const line = {
      time: '2026-01-02T03:04:05.006Z',
      level: 'error',
      msg: 'a bug',
      error: 'E\nat x',
    };
    expect(toReadableLine(JSON.stringify(line))).toBe('03:04:05.006 ERROR a bug\n  E\n  at x\n');
  });

  it('omits values that are null or empty', () => {
    const line = {
      time: '2026-01-02T03:04:05.006Z',
      level: 'info',
      msg: 'm',
      name: null,
      codes: [],
    };
    expect(toReadableLine(JSON.stringify(line))).toBe('03:04:05.006 INFO  m\n');
  });
});

/** Invites an address that upstream names in its fault. @returns the message about that fault */
async function inviteNobody({ url, logged }: Launched, emulator: Emulator): Promise<string> {
  emulator.inject({
    behaviour: { kind: 'answer', status: 503, body: 'nobody is ada@example.com here' },
  });
  await send(url, { query: INVITE, variables: inviteAda() });
  const { msg } = await logged(({ level, status }) => level === 'warn' && status === 503);
  return msg;
}

async function runEmulator(): Promise<Emulator> {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.stop());
  return emulator;
}

async function launchBehind(emulator: Emulator, env: Readonly<Record<string, string>> = {}) {
  return { emulator, service: await launch({ TILEDB_REST_URL: emulator.url, ...env }) };
}

/** An address on which nothing listens. */
async function findRefusingUrl(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${address.port}`;
}

/** All texts in a parsed log line. */
function readTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(readTexts) : [];
}

function requestId(id: string) {
  return { 'x-request-id': id };
}

function inviteAda() {
  return { input: { organization: 'o', emails: ['ada@example.com'], role: 'READ_ONLY' } };
}
