import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Emulator, startEmulator } from '../../emulator/src/emulator.ts';
import { launch, useLaunched } from '../support/launch.ts';
import { LIST, OPERATIONS, type Operation } from '../support/operations.ts';
import { sendRaw } from '../support/raw-http.ts';

/** What a header may contain, as Latin-1: visible characters, inner spaces and tabs, and bytes above ASCII. */
const byte = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0x21, max: 0x7e }) },
  { weight: 2, arbitrary: fc.integer({ min: 0x80, max: 0xff }) },
  { weight: 1, arbitrary: fc.constantFrom(0x20, 0x09, 0x22, 0x5c) },
);
// Short values are ordinary words: redacting them would garble text.
const secret = fc
  .array(byte, { minLength: 6, maxLength: 40 })
  .map((bytes) => Buffer.from(bytes).toString('latin1').trim())
  .filter((text) => text.length >= 6 && /[!-~]{2}|[\x80-\xff]{2}/.test(text));
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');

const credential = fc.oneof(
  secret.map((text) => ({ name: 'X-TILEDB-REST-API-KEY', value: text, secrets: [text] })),
  secret.map((text) => ({
    name: 'Authorization',
    value: `Bearer-${text}`,
    secrets: [`Bearer-${text}`],
  })),
  secret.map((text) => ({
    name: 'Authorization',
    value: `Basic ${base64(`user:${text}`)}`,
    secrets: [base64(`user:${text}`), `user:${text}`],
  })),
);

/** The service, with an upstream that can repeat what it received. */
async function start(env: Readonly<Record<string, string>>) {
  const emulator = await startEmulator();
  onTestFinished(emulator.stop);
  const service = await launch({
    TILEDB_REST_URL: emulator.url,
    LOG_LEVEL: 'trace',
    RATE_LIMIT_OPERATIONS_PER_MINUTE: '0',
    BREAKER_MINIMUM_RPS: '100000',
    ...env,
  });
  const ask = ({ query, variables }: Operation, name: string, value: string) =>
    sendRaw(service.url, {
      headers: [
        ['content-type', 'application/json'],
        [name, value],
      ],
      body: JSON.stringify({ query, variables }),
    });
  return { emulator, service, ask };
}

describe.each(['got', 'undici'])('an arbitrary credential, sent by %s', (transport) => {
  it('goes upstream byte for byte, and appears nowhere else when upstream repeats it', async () => {
    const { emulator, service, ask } = await start({ UPSTREAM_TRANSPORT: transport });
    const used: string[] = [];
    const property = fc.asyncProperty(
      credential,
      fc.constantFrom(...OPERATIONS),
      fc.constantFrom(400, 401, 403, 404, 429, 500, 200),
      fc.boolean(),
      async ({ name, value, secrets }, operation, status, isJson) => {
        emulator.reset();
        const echo = secrets.join(' and ');
        const error = { code: 1, message: echo, request_id: echo, failed_recipients: [echo] };
        // As an upstream would repeat it: read as Latin-1 or as bytes, quoted or not.
        const body = isJson ? JSON.stringify(error) : Buffer.from(echo, 'latin1');
        emulator.inject({ behaviour: { kind: 'answer', status, body } });
        const answer = await ask(operation, name, value);

        const [call] = emulator.journal;
        const sent = call?.rawHeaders ?? [];
        const index = sent.findIndex((header) => header.toLowerCase() === name.toLowerCase());
        expect(sent[index + 1]).toBe(value);
        for (const one of secrets) expect(answer.body).not.toContain(one);
        used.push(...secrets);
      },
    );
    await fc.assert(property, { numRuns: 150 });

    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(await service.end()).toBe(0);
    const log = service.errorLines.join('\n');
    expect(log.split('\n').length).toBeGreaterThanOrEqual(150);
    for (const one of used) {
      expect(metrics).not.toContain(one);
      for (const spelling of toSpellings(one)) expect(log).not.toContain(spelling);
    }
  });
});

describe('a credential with a control character', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.stop());
  const service = useLaunched(() => ({ TILEDB_REST_URL: emulator.url }));

  it.each([0x00, 0x01, 0x0b, 0x0c, 0x1f, 0x7f])(
    'is rejected, and nothing is sent: byte %i',
    async (code) => {
      const body = JSON.stringify({ query: LIST.query });
      const socket = connect(Number(new URL(service().url).port), '127.0.0.1');
      // Node's client would not write such a header.
      socket.end(
        [
          'POST /graphql HTTP/1.1',
          'Host: service',
          'Content-Type: application/json',
          `X-TILEDB-REST-API-KEY: key${String.fromCharCode(code)}of-somebody`,
          `Content-Length: ${body.length}`,
          '',
          body,
        ].join('\r\n'),
        'latin1',
      );
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
      expect(emulator.journal).toEqual([]);
    },
  );
});

/** A log line is JSON, and may contain JSON in turn. */
function toSpellings(text: string): readonly string[] {
  const quote = (one: string) => JSON.stringify(one).slice(1, -1);
  return [text, quote(text), quote(quote(text))];
}
