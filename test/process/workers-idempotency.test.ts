import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEmulator } from '../../emulator/src/emulator.ts';
import { type Launched, launch } from '../support/launch.ts';
import { readMetric } from '../support/metrics.ts';
import { SENDING } from '../support/operations.ts';
import { sendRaw } from '../support/raw-http.ts';

const [INVITE] = SENDING as [(typeof SENDING)[0]];

async function start(env: Readonly<Record<string, string>> = {}) {
  const emulator = await startEmulator();
  onTestFinished(emulator.stop);
  const service = await launch({ TILEDB_REST_URL: emulator.url, WORKERS: '2', ...env });
  return { emulator, service };
}

/** On a separate connection: workers get connections in turn. */
function invite(url: string, key: string) {
  return sendRaw(url, {
    headers: [
      ['content-type', 'application/json'],
      ['x-tiledb-rest-api-key', 'demo-key-ada'],
      ['idempotency-key', key],
    ],
    body: JSON.stringify({ query: INVITE.query, variables: { input: INVITE.input } }),
  });
}

/** The process id of the next ready worker that is not among the given ones. */
async function nextWorker(service: Launched, known: readonly number[] = []): Promise<number> {
  const { pid } = await service.logged(
    (line) => line['msg'] === 'a worker is ready' && !known.includes(line['pid']),
  );
  return pid;
}

describe('idempotency keys of several workers without Redis', () => {
  it('are kept in one place for all workers', async () => {
    const { emulator, service } = await start();
    const key = randomUUID();
    const held = Promise.withResolvers<void>();
    emulator.inject({ behaviour: { kind: 'hold', until: held.promise }, times: 1 });
    const running = Array.from({ length: 6 }, () => invite(service.url, key));
    await emulator.arrived(1);
    while ((await readMetric(service.url, 'idempotency_steps_total', { step: 'waited' })) < 5);
    held.resolve();
    const answers = await Promise.all(running);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(
      5,
    );
    for (let repeat = 0; repeat < 4; repeat += 1) {
      expect((await invite(service.url, key)).headers['idempotent-replayed']).toBe('true');
    }
    expect(emulator.journal).toHaveLength(1);
  });

  it('survive a killed worker, and have an unknown outcome if it had sent the mutation', async () => {
    const { emulator, service } = await start({ OPERATION_TIMEOUT_MS: '1000' });
    const pids = [await nextWorker(service)];
    pids.push(await nextWorker(service, pids));
    const key = randomUUID();
    emulator.inject({ behaviour: { kind: 'hang' }, times: 1 });
    const lost = expect(invite(service.url, key)).rejects.toThrow();
    await emulator.arrived(1);
    // One after the other, because a random port is lost with the last worker; either may get the request.
    for (const pid of [...pids]) {
      process.kill(pid, 'SIGKILL');
      pids.push(await nextWorker(service, pids));
    }
    await lost;
    const ask = async () => (await invite(service.url, key)).json;
    let repeat = await ask();
    while (repeat.errors?.[0].extensions.code === 'IDEMPOTENCY_KEY_IN_USE') repeat = await ask();
    expect(repeat.data[INVITE.name].__typename).toBe('InvitationOutcomeUnknown');
    expect(emulator.journal).toHaveLength(1);
  });
});
