import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEmulator } from '../../emulator/src/emulator.ts';
import { killGroup, type Launched, launch } from '../support/launch.ts';
import { readMetric } from '../support/metrics.ts';
import { type RawAnswer, sendRaw } from '../support/raw-http.ts';
import { npmStart, npmStartToEnd, untilNoNewWorkIsTaken } from './npm-start.ts';

const WORKERS = 2;
const ENV = { WORKERS: String(WORKERS), RATE_LIMIT_OPERATIONS_PER_MINUTE: '0' };
/** Longer than any test: only what is tested can end the process. */
const NO_END = '600000';
const OPERATIONS = 'graphql_operations_total';

/** One operation on a separate connection; workers get connections in turn. */
async function ask(url: string, query = '{ invitations { page } }'): Promise<RawAnswer> {
  return sendRaw(url, {
    headers: [
      ['content-type', 'application/json'],
      ['x-tiledb-rest-api-key', 'demo-key-ada'],
    ],
    body: JSON.stringify({ query }),
  });
}

/** The service with an emulator that holds all responses until it is released. */
async function startHeld(env: Readonly<Record<string, string>> = {}) {
  const emulator = await startEmulator();
  onTestFinished(emulator.stop);
  const held = Promise.withResolvers<void>();
  emulator.inject({ behaviour: { kind: 'hold', until: held.promise } });
  const service = await launch({ ...ENV, TILEDB_REST_URL: emulator.url, ...env });
  return { emulator, service, release: held.resolve };
}

async function start(env: Readonly<Record<string, string>> = {}) {
  const { service, release } = await startHeld(env);
  release();
  return service;
}

/** The process id of the next ready worker that is not among the given ones. */
async function nextWorker(service: Launched, known: readonly number[] = []): Promise<number> {
  const { pid } = await service.logged(
    (line) => line['msg'] === 'a worker is ready' && !known.includes(line['pid']),
  );
  return pid;
}

async function readWorkers(service: Launched): Promise<number[]> {
  const first = await nextWorker(service);
  return [first, await nextWorker(service, [first])];
}

describe('the start-up of several workers', () => {
  it('prints each of its lines once, and finally that all are ready', async () => {
    const emulator = await startEmulator();
    onTestFinished(emulator.stop);
    const { lines, url } = await npmStart({ ...ENV, TILEDB_REST_URL: emulator.url });
    const { origin } = new URL(url);
    expect(lines.slice(lines.findIndex((line) => line.startsWith('GraphQL: ')))).toEqual([
      `GraphQL: ${origin}/graphql`,
      `Metrics: ${origin}/metrics`,
      `Upstream: ${emulator.url}`,
      `Explorer: ${origin}/graphql (open in a browser)`,
      `Ready: ${origin}/graphql`,
    ]);
  });

  it('gives all workers of the demo one emulator', async () => {
    const { url, lines } = await npmStart(ENV);
    expect(lines.filter((line) => line.startsWith('Demo key: '))).toHaveLength(1);
    const { origin } = new URL(url);
    const accept =
      'mutation { acceptInvitation(input: {invitationId: "56723650-c27d-49e1-aadb-6cbcfde11181"}) { __typename } }';
    const results = [];
    for (let i = 0; i < WORKERS; i += 1) results.push((await ask(origin, accept)).json.data);
    expect(results.map(({ acceptInvitation }) => acceptInvitation['__typename'])).toEqual([
      'InvitationAccepted',
      'InvitationNotFound',
    ]);
  });

  it.each([
    ['an invalid setting', async () => ({ PORT: 'x' }), 2, 'PORT must be'],
    ['an invalid manifest', wrongManifest, 2, 'must be JSON with'],
    ['a port that is in use', async () => ({ PORT: await takenPort() }), 1, 'Set PORT to a free'],
    [
      'a metrics port that is in use',
      async () => ({ PORT: '0', METRICS_PORT: await takenPort() }),
      1,
      'EADDRINUSE',
    ],
  ])('fails on %s, which is reported once', async (_name, env, exitCode, message) => {
    const { code, errors } = await npmStartToEnd({ ...ENV, ...(await env()) });
    expect(code).toBe(exitCode);
    expect(errors.split(message)).toHaveLength(2);
  });
});

describe('several workers', () => {
  it('work side by side, and their metrics are added up', async () => {
    // Each of them handles one request at a time.
    const limits = { UPSTREAM_MAX_CONCURRENT: '1', UPSTREAM_MAX_QUEUED: '0' };
    const { emulator, service, release } = await startHeld(limits);
    const asked = [ask(service.url), ask(service.url)];
    await emulator.arrived(2);
    expect(await readMetric(service.url, 'upstream_calls_under_way')).toBe(2);
    expect(await readMetric(service.url, 'upstream_breaker_open')).toBe(0);
    release();
    const answers = await Promise.all(asked);
    expect(answers.map(({ json }) => json)).toEqual(
      answers.map(() => ({ data: { invitations: { page: 1 } } })),
    );
    expect(await readMetric(service.url, OPERATIONS, { code: 'OK' })).toBe(2);
    expect(await readMetric(service.url, 'worker_restarts_total')).toBe(0);
  });

  it('serve their metrics on one METRICS_PORT and not on PORT, even when one of them hangs', async () => {
    const service = await start({ METRICS_PORT: '0' });
    const metrics = (await service.said(/^Metrics: /)).replace(/^Metrics: (.*)\/metrics$/, '$1');
    for (let i = 0; i < WORKERS; i += 1) await ask(service.url);
    expect(await readMetric(metrics, OPERATIONS)).toBe(WORKERS);
    expect((await fetch(`${service.url}/metrics`)).status).toBe(404);
    process.kill(await nextWorker(service), 'SIGSTOP');
    expect(await readMetric(metrics, OPERATIONS)).toBe(WORKERS);
  });
});

describe('a worker that dies', () => {
  it('is replaced without affecting other workers', async () => {
    const { emulator, service, release } = await startHeld();
    const running = [ask(service.url), ask(service.url)].map((one) => one.catch(() => 'cut off'));
    await emulator.arrived(2);
    const known = await readWorkers(service);
    const [victim = 0] = known;
    process.kill(victim, 'SIGKILL');
    const death = await service.logged(({ level }) => level === 'error');
    expect(death).toMatchObject({ pid: victim, code: null, signal: 'SIGKILL' });
    release();
    const ended = await Promise.all(running);
    expect(ended.filter((one) => one === 'cut off')).toHaveLength(1);
    expect((await ask(service.url)).status).toBe(200);
    await nextWorker(service, known);
    for (let i = 0; i < WORKERS; i += 1) expect((await ask(service.url)).status).toBe(200);
    expect(await readMetric(service.url, 'worker_restarts_total')).toBe(1);
    expect(await service.end()).toBe(0);
  });

  it('does not lose the connection that it was just given', async () => {
    const service = await start();
    const victim = await nextWorker(service);
    process.kill(victim, 'SIGSTOP');
    const asked = [ask(service.url), ask(service.url)].map((one) => one.catch(() => 'cut off'));
    expect(await Promise.race(asked)).toMatchObject({ status: 200 });
    process.kill(victim, 'SIGKILL');
    expect(await Promise.all(asked)).toContain('cut off');
  });

  it('leaves its counts in the metrics', async () => {
    const service = await start();
    for (let i = 0; i < WORKERS; i += 1) await ask(service.url);
    const duration = 'graphql_operation_duration_seconds_count';
    expect(await readMetric(service.url, OPERATIONS)).toBe(WORKERS);
    const known = await readWorkers(service);
    process.kill(known[0] ?? 0, 'SIGKILL');
    await nextWorker(service, known);
    expect(await readMetric(service.url, 'worker_restarts_total')).toBe(1);
    expect(await readMetric(service.url, OPERATIONS)).toBe(WORKERS);
    expect(await readMetric(service.url, duration)).toBe(WORKERS);
  });

  it('is replaced with a longer delay, the more workers have died early', async () => {
    const service = await start();
    const known = await readWorkers(service);
    const pauses: number[] = [];
    for (let pid = known[0] ?? 0; pauses.length < 2; pid = known.at(-1) ?? 0) {
      process.kill(pid, 'SIGKILL');
      const death = await service.logged(
        (line) => line['level'] === 'error' && line['pid'] === pid,
      );
      pauses.push(death['pauseMs']);
      known.push(await nextWorker(service, known));
    }
    expect(pauses).toEqual([100, 200]);
  });

  it('is not replaced during a shutdown', async () => {
    const { emulator, service } = await startHeld({ DRAIN_TIMEOUT_MS: NO_END });
    const running = [ask(service.url), ask(service.url)].map((one) => one.catch(() => 'cut off'));
    await emulator.arrived(2);
    const ended = service.end();
    await untilNoNewWorkIsTaken(service.url);
    for (const pid of await readWorkers(service)) process.kill(pid, 'SIGKILL');
    expect(await Promise.all(running)).toEqual(['cut off', 'cut off']);
    expect(await ended).toBe(1);
  });
});

describe('the shutdown of several workers', () => {
  it('exits with 0 when all are drained; a signal to the whole process group counts once', async () => {
    const { emulator, service, release } = await startHeld({ DRAIN_TIMEOUT_MS: NO_END });
    const running = [ask(service.url), ask(service.url)];
    await emulator.arrived(2);
    killGroup(service.process, 'SIGINT');
    await untilNoNewWorkIsTaken(service.url);
    release();
    for (const one of running) expect((await one).status).toBe(200);
    expect(await service.exited).toBe(0);
  });

  it('exits with 1 when a worker had to cut off an operation', async () => {
    const { emulator, service } = await startHeld({ DRAIN_TIMEOUT_MS: '1' });
    const running = ask(service.url).catch(() => 'cut off');
    await emulator.arrived(1);
    expect(await service.end()).toBe(1);
    expect(await running).toBe('cut off');
  });

  it('exits with 1 when a worker hangs', async () => {
    const service = await start({ DRAIN_TIMEOUT_MS: '0' });
    process.kill(await nextWorker(service), 'SIGSTOP');
    expect(await service.end()).toBe(1);
  });

  it('exits immediately with 1 on a second signal', async () => {
    const { emulator, service } = await startHeld({ DRAIN_TIMEOUT_MS: NO_END });
    const running = [ask(service.url), ask(service.url)].map((one) => one.catch(() => 'cut off'));
    await emulator.arrived(2);
    service.process.kill('SIGTERM');
    await untilNoNewWorkIsTaken(service.url);
    // A second signal that follows immediately counts as the first.
    const again = setInterval(() => service.process.kill('SIGTERM'), 100);
    expect(await service.exited).toBe(1);
    clearInterval(again);
    expect(await Promise.all(running)).toEqual(['cut off', 'cut off']);
  });

  it('follows after running work when the primary is killed', async () => {
    const { emulator, service, release } = await startHeld({ DRAIN_TIMEOUT_MS: NO_END });
    const running = [ask(service.url), ask(service.url)];
    await emulator.arrived(2);
    const readReadiness = openReadiness(service.url);
    expect(await readReadiness()).toBe(200);
    const ended = service.end('SIGKILL');
    while ((await readReadiness()) === 200);
    release();
    for (const one of running) expect((await one).status).toBe(200);
    expect(await ended).toBe(null);
  });
});

/** Repeats requests on one kept-alive connection: without the primary, no other can be made. */
function openReadiness(url: string): () => Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return () =>
    new Promise((resolve, reject) => {
      const sent = get(`${url}/readyz`, { agent }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      });
      sent.on('error', reject);
    });
}

async function takenPort(): Promise<string> {
  const emulator = await startEmulator();
  onTestFinished(emulator.stop);
  return new URL(emulator.url).port;
}

async function wrongManifest() {
  const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'manifest.json');
  await writeFile(file, '{}');
  return { PORT: '0', TRUSTED_DOCUMENTS: 'required', TRUSTED_DOCUMENTS_MANIFEST: file };
}
