import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Emulator, startEmulator } from '../../emulator/src/emulator.ts';
import {
  killGroup,
  type Launched,
  type LogLine,
  launch,
  launchToEnd,
  useLaunched,
} from '../support/launch.ts';
import { readMetric } from '../support/metrics.ts';
import { type RawAnswer, sendRaw } from '../support/raw-http.ts';
import { untilNoNewWorkIsTaken } from './npm-start.ts';

const WORKERS = 2;
const ENV = { WORKERS: String(WORKERS), RATE_LIMIT_OPERATIONS_PER_MINUTE: '0' };
/** Longer than any test: only what is tested can end the process. */
const NO_END = '600000';
const OPERATIONS = 'graphql_operations_total';
const RESTARTS = 'worker_restarts_total';

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

/** Makes the emulator hold all responses. @returns releases them */
function hold(emulator: Emulator): () => void {
  const held = Promise.withResolvers<void>();
  emulator.inject({ behaviour: { kind: 'hold', until: held.promise } });
  return held.resolve;
}

/** The service with an emulator that holds all responses until it is released. */
async function startHeld(env: Readonly<Record<string, string>>) {
  const emulator = await startEmulator();
  onTestFinished(emulator.stop);
  const release = hold(emulator);
  const service = await launch({ ...ENV, TILEDB_REST_URL: emulator.url, ...env });
  return { emulator, service, release };
}

/** One emulator and one service for all tests of a describe, since each start costs three processes. */
function useWorkers(env: Readonly<Record<string, string>>) {
  let emulator: Emulator | undefined;
  const get = () => {
    if (emulator === undefined) throw new Error('the emulator runs only while tests do');
    return emulator;
  };
  beforeAll(async () => {
    emulator = await startEmulator();
    return emulator.stop;
  });
  afterEach(() => get().reset());
  return {
    emulator: get,
    service: useLaunched(() => ({ ...ENV, TILEDB_REST_URL: get().url, ...env })),
  };
}

/** The process id of the next ready worker that is not among the given ones. */
async function nextWorker(service: Launched, known: readonly number[] = []): Promise<number> {
  const { pid } = await service.logged(
    (line) => line['msg'] === 'a worker is ready' && !known.includes(line['pid']),
  );
  return pid;
}

/** The process ids of all workers, after replacements for the dead ones are ready. */
async function readWorkers(service: Launched): Promise<[number, number]> {
  const dead = service.errorLines.map((line) => JSON.parse(line)).filter(isDeath);
  const known = dead.map(({ pid }) => pid);
  const first = await nextWorker(service, known);
  return [first, await nextWorker(service, [first, ...known])];
}

const isDeath = ({ level }: LogLine) => level === 'error';

/** Kills a worker. @returns what the log says about it */
function kill(service: Launched, victim: number): Promise<LogLine> {
  process.kill(victim, 'SIGKILL');
  return service.logged((line) => isDeath(line) && line['pid'] === victim);
}

describe('several workers', () => {
  const { emulator, service } = useWorkers({
    // Each of them handles one request at a time.
    UPSTREAM_MAX_CONCURRENT: '1',
    UPSTREAM_MAX_QUEUED: '0',
    DRAIN_TIMEOUT_MS: NO_END,
  });

  it('print each line of the start-up once, and finally that all are ready', () => {
    const { url, outputLines } = service();
    expect(outputLines).toEqual([
      `GraphQL: ${url}/graphql`,
      `Metrics: ${url}/metrics`,
      `Upstream: ${emulator().url}`,
      `Explorer: ${url}/graphql (open in a browser)`,
      `Ready: ${url}/graphql`,
    ]);
  });

  it('work side by side, and their metrics are added up', async () => {
    const { url } = service();
    const release = hold(emulator());
    const asked = [ask(url), ask(url)];
    await emulator().arrived(2);
    expect(await readMetric(url, 'upstream_calls_under_way')).toBe(2);
    expect(await readMetric(url, 'upstream_breaker_open')).toBe(0);
    release();
    const answers = await Promise.all(asked);
    expect(answers.map(({ json }) => json)).toEqual(
      answers.map(() => ({ data: { invitations: { page: 1 } } })),
    );
    expect(await readMetric(url, OPERATIONS, { code: 'OK' })).toBe(2);
    expect(await readMetric(url, RESTARTS)).toBe(0);
  });

  describe('of which one dies', () => {
    it('replace it with a longer delay, the more have died early', async () => {
      const [survivor, first] = await readWorkers(service());
      const { pauseMs } = await kill(service(), first);
      const second = await nextWorker(service(), [survivor, first]);
      expect([pauseMs, (await kill(service(), second))['pauseMs']]).toEqual([100, 200]);
      await readWorkers(service());
    });

    it('keep its counts in the metrics', async () => {
      const { url } = service();
      for (let i = 0; i < WORKERS; i += 1) await ask(url);
      const duration = 'graphql_operation_duration_seconds_count';
      const readCounts = () =>
        Promise.all([readMetric(url, OPERATIONS), readMetric(url, duration)]);
      const counts = await readCounts();
      expect(counts).toEqual([counts[0], counts[0]]);
      const restarts = await readMetric(url, RESTARTS);
      const [victim] = await readWorkers(service());
      await kill(service(), victim);
      await readWorkers(service());
      expect(await readMetric(url, RESTARTS)).toBe(restarts + 1);
      expect(await readCounts()).toEqual(counts);
    });

    it('do not lose the connection that it was just given', async () => {
      const { url } = service();
      const [victim] = await readWorkers(service());
      process.kill(victim, 'SIGSTOP');
      const asked = [ask(url), ask(url)].map((one) => one.catch(() => 'cut off'));
      expect(await Promise.race(asked)).toMatchObject({ status: 200 });
      await kill(service(), victim);
      expect(await Promise.all(asked)).toContain('cut off');
    });

    it('go on with the work of the others', async () => {
      const { url } = service();
      const [victim] = await readWorkers(service());
      const release = hold(emulator());
      const running = [ask(url), ask(url)].map((one) => one.catch(() => 'cut off'));
      await emulator().arrived(2);
      const death = await kill(service(), victim);
      expect(death).toMatchObject({ code: null, signal: 'SIGKILL' });
      release();
      const ended = await Promise.all(running);
      expect(ended.filter((one) => one === 'cut off')).toHaveLength(1);
      expect((await ask(url)).status).toBe(200);
      await readWorkers(service());
      for (let i = 0; i < WORKERS; i += 1) expect((await ask(url)).status).toBe(200);
    });
  });

  // The last one: it ends the service.
  it('exit with 0 when all are drained; a signal to the whole process group counts once', async () => {
    const { url, process, exited } = service();
    const release = hold(emulator());
    const running = [ask(url), ask(url)];
    await emulator().arrived(2);
    killGroup(process, 'SIGINT');
    await untilNoNewWorkIsTaken(url);
    release();
    for (const one of running) expect((await one).status).toBe(200);
    expect(await exited).toBe(0);
  });
});

describe('several workers of which one hangs', () => {
  const { service } = useWorkers({ METRICS_PORT: '0', DRAIN_TIMEOUT_MS: '0' });

  it('serve their metrics on one METRICS_PORT and not on PORT', async () => {
    const { url, said } = service();
    const metrics = (await said(/^Metrics: /)).replace(/^Metrics: (.*)\/metrics$/, '$1');
    for (let i = 0; i < WORKERS; i += 1) await ask(url);
    expect(await readMetric(metrics, OPERATIONS)).toBe(WORKERS);
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    process.kill(await nextWorker(service()), 'SIGSTOP');
    expect(await readMetric(metrics, OPERATIONS)).toBe(WORKERS);
  });

  it('exit with 1', async () => {
    process.kill(await nextWorker(service()), 'SIGSTOP');
    expect(await service().end()).toBe(1);
  });
});

describe('the shutdown of several workers', () => {
  it('replaces none that dies', async () => {
    const { emulator, service } = await startHeld({ DRAIN_TIMEOUT_MS: NO_END });
    const running = [ask(service.url), ask(service.url)].map((one) => one.catch(() => 'cut off'));
    await emulator.arrived(2);
    const ended = service.end();
    await untilNoNewWorkIsTaken(service.url);
    for (const pid of await readWorkers(service)) process.kill(pid, 'SIGKILL');
    expect(await Promise.all(running)).toEqual(['cut off', 'cut off']);
    expect(await ended).toBe(1);
  });

  it('exits with 1 when a worker had to cut off an operation', async () => {
    const { emulator, service } = await startHeld({ DRAIN_TIMEOUT_MS: '1' });
    const running = ask(service.url).catch(() => 'cut off');
    await emulator.arrived(1);
    expect(await service.end()).toBe(1);
    expect(await running).toBe('cut off');
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

it('the workers of the demo have one emulator', async () => {
  const { url, outputLines } = await launch(ENV);
  expect(outputLines.filter((line) => line.startsWith('Demo key: '))).toHaveLength(1);
  const accept =
    'mutation { acceptInvitation(input: {invitationId: "56723650-c27d-49e1-aadb-6cbcfde11181"}) { __typename } }';
  const results = [];
  for (let i = 0; i < WORKERS; i += 1) results.push((await ask(url, accept)).json.data);
  expect(results.map(({ acceptInvitation }) => acceptInvitation['__typename'])).toEqual([
    'InvitationAccepted',
    'InvitationNotFound',
  ]);
});

describe('a failing start of several workers', () => {
  it.each([
    ['an invalid setting', async () => ({ PORT: 'x' }), 2, 'PORT must be'],
    ['an invalid manifest', wrongManifest, 2, 'must be JSON with'],
    ['a port that is in use', async () => ({ PORT: await takenPort() }), 1, 'Set PORT to a free'],
    [
      'a metrics port that is in use',
      async () => ({ METRICS_PORT: await takenPort() }),
      1,
      'EADDRINUSE',
    ],
  ])('reports %s once', async (_name, env, exitCode, message) => {
    const { code, errors } = await launchToEnd({ ...ENV, ...(await env()) });
    expect(code).toBe(exitCode);
    expect(errors.split(message)).toHaveLength(2);
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
  return { TRUSTED_DOCUMENTS: 'required', TRUSTED_DOCUMENTS_MANIFEST: file };
}
