import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEmulator } from '../../emulator/src/emulator.ts';
import { killGroup } from '../support/launch.ts';
import { type NpmStart, npmStart, untilNoNewWorkIsTaken } from './npm-start.ts';

/** The query of a held request; the others ask for another page, so that none shares its response. */
const HELD = '{ invitations(perPage: 1) { totalCount } }';
const QUICK = '{ invitations(perPage: 2) { totalCount } }';
const ANSWER = { data: { invitations: { totalCount: 235 } } };
const ACCEPT = 'mutation { acceptInvitation(input: { invitationId: "x" }) { __typename } }';
/** Longer than any test: only what is tested can end the process. */
const NO_END = '600000';

interface Answer {
  readonly status: number;
  readonly connection: string | undefined;
  readonly body: unknown;
}

/** Sends one operation, with an agent that keeps connections alive. */
async function ask(url: string, agent: Agent, query: string): Promise<Answer> {
  const sent = request(url, {
    agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tiledb-rest-api-key': 'demo-key-ada' },
  });
  sent.end(JSON.stringify({ query }));
  const [response]: IncomingMessage[] = await once(sent, 'response');
  if (response === undefined) throw new Error('no response');
  const { statusCode: status = 0, headers } = response;
  return { status, connection: headers.connection, body: await json(response) };
}

function keepAlive(): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return agent;
}

/** Repeats a request on one connection until the service announces that it will close it. */
async function askUntilClosed(url: string): Promise<Answer[]> {
  const agent = keepAlive();
  const answers: Answer[] = [];
  do answers.push(await ask(url, agent, QUICK));
  while (answers.at(-1)?.connection !== 'close');
  return answers;
}

/** The service with an emulator that holds its first responses back. */
async function startHeld(env: Readonly<Record<string, string>>, times = 1) {
  const emulator = await startEmulator();
  onTestFinished(emulator.stop);
  const held = Promise.withResolvers<void>();
  emulator.inject({ times, behaviour: { kind: 'hold', until: held.promise } });
  const service = await npmStart({
    TILEDB_REST_URL: emulator.url,
    RATE_LIMIT_OPERATIONS_PER_MINUTE: '0',
    ...env,
  });
  return { emulator, service, release: held.resolve };
}

async function readReadiness({ url }: NpmStart): Promise<readonly [number, unknown]> {
  const response = await fetch(`${new URL(url).origin}/readyz`, {
    headers: { connection: 'close' },
  });
  return [response.status, await response.json()];
}

describe('the service after SIGTERM', () => {
  it.each([1, 2])(
    'loses nothing that was sent on an open connection, and answers 503 on new ones and on /readyz, so that work is sent elsewhere, with WORKERS=%i',
    async (workers) => {
      const { emulator, service, release } = await startHeld(
        { DRAIN_TIMEOUT_MS: NO_END, WORKERS: String(workers) },
        workers,
      );
      // Workers get connections in turn, so each has one to wait for.
      const running = Array.from({ length: workers }, () => ask(service.url, keepAlive(), HELD));
      await emulator.arrived(workers);
      const others = Array.from({ length: 8 }, () => askUntilClosed(service.url));
      await emulator.arrived(50);
      service.npm.kill('SIGTERM');

      const answers = (await Promise.all(others)).flat();
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(answers.map(({ body }) => body)).toEqual(answers.map(() => ANSWER));
      expect(await readReadiness(service)).toEqual([
        503,
        expect.objectContaining({ status: 'draining' }),
      ]);
      const asked = emulator.journal.length;
      const { status, connection, body } = await ask(service.url, keepAlive(), QUICK);
      expect({ status, connection }).toEqual({ status: 503, connection: 'close' });
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
      expect(emulator.journal).toHaveLength(asked);
      release();
      for (const one of running) expect(await one).toMatchObject({ status: 200, body: ANSWER });
      expect(await service.exit).toBe(0);
    },
  );

  it('still accepts new work for a while when a delay is set', async () => {
    const { emulator, service } = await startHeld({
      DRAIN_DELAY_MS: NO_END,
      DRAIN_TIMEOUT_MS: NO_END,
    });
    service.npm.kill('SIGTERM');
    await untilNoNewWorkIsTaken(service.url);
    emulator.reset();
    expect(await ask(service.url, keepAlive(), QUICK)).toMatchObject({ status: 200, body: ANSWER });
  });

  it('completes a write whose client has disconnected', async () => {
    const { emulator, service, release } = await startHeld({ DRAIN_TIMEOUT_MS: NO_END });
    const agent = keepAlive();
    const write = ask(service.url, agent, ACCEPT).catch(() => 'gone');
    await emulator.arrived(1);
    agent.destroy();
    expect(await write).toBe('gone');
    service.npm.kill('SIGTERM');
    await untilNoNewWorkIsTaken(service.url);
    release();
    expect((await emulator.ended(1)).aborted).toBe(false);
    expect(await service.exit).toBe(0);
  });

  it('ends at once on a second signal, with a different exit code', async () => {
    const { emulator, service } = await startHeld({
      DRAIN_TIMEOUT_MS: NO_END,
      OPERATION_TIMEOUT_MS: NO_END,
    });
    const running = ask(service.url, keepAlive(), HELD).catch(() => 'cut off');
    await emulator.arrived(1);
    service.npm.kill('SIGTERM');
    await untilNoNewWorkIsTaken(service.url);
    // A second signal that follows immediately counts as the first.
    const again = setInterval(() => service.npm.kill('SIGTERM'), 100);
    expect(await running).toBe('cut off');
    clearInterval(again);
    expect(await service.exit).not.toBe(0);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'completes running work when the signal goes to all processes at once, as from a terminal: %s',
    async (signal) => {
      const { emulator, service, release } = await startHeld({ DRAIN_TIMEOUT_MS: NO_END });
      const running = ask(service.url, keepAlive(), HELD);
      await emulator.arrived(1);
      killGroup(service.npm, signal);
      await untilNoNewWorkIsTaken(service.url);
      release();
      expect((await running).body).toEqual(ANSWER);
      expect(await service.exit).toBe(0);
    },
  );
});
