import { describe, expect, it, onTestFinished } from 'vitest';
import { DEMO_KEY, startEmulator } from '../../src/emulator/emulator.ts';
import { type Launched, launch } from '../support/launch.ts';
import { INVITATIONS, MUTATIONS } from '../support/mutations.ts';
import { send } from '../support/stack.ts';
import { numbered, quiet } from '../support/world.ts';
import { untilNoNewWorkIsTaken } from './npm-start.ts';

/** The service as a process, and an upstream that holds its first answer back until it is told to go on. */
async function launchHeld() {
  const emulator = await startEmulator(quiet(...INVITATIONS, ...numbered(250)));
  onTestFinished(emulator.stop);
  const release = Promise.withResolvers<void>();
  emulator.inject({ times: 1, behaviour: { kind: 'hold', until: release.promise } });
  const service = await launch({ TILEDB_REST_URL: emulator.url, LOG_LEVEL: 'silent' });
  return { emulator, service, release: release.resolve };
}

const urlOf = ({ url }: Launched) => new URL(url).origin;

describe('SIGTERM', () => {
  it.each(MUTATIONS)('lets $name end that has begun', async ({ name, operation, query, input }) => {
    const { emulator, service, release } = await launchHeld();
    const running = send(urlOf(service), { query, variables: { input } });
    await emulator.arrived(1);
    const ended = service.end('SIGTERM');
    await untilNoNewWorkIsTaken(service.url);
    release();
    const { data, errors } = await running;
    expect(errors).toBeUndefined();
    expect(data[name].__typename).toMatch(/Accepted|Cancelled|Sent/);
    expect(await ended).toBe(0);
    expect(emulator.journal.map(({ operation, aborted }) => ({ operation, aborted }))).toEqual([
      { operation, aborted: false },
    ]);
  });

  it('lets an operation make the calls that it still needs', async () => {
    const { emulator, service, release } = await launchHeld();
    const running = send(urlOf(service), { query: '{ invitation(id: "n250") { id } }' });
    await emulator.arrived(1);
    const ended = service.end('SIGTERM');
    await untilNoNewWorkIsTaken(service.url);
    release();
    expect((await running).data).toEqual({ invitation: { id: 'n250' } });
    expect(await ended).toBe(0);
    expect(emulator.journal).toHaveLength(3);
  });

  it('takes no new work', async () => {
    const { emulator, service, release } = await launchHeld();
    const running = send(urlOf(service), { query: '{ invitations { page } }' });
    await emulator.arrived(1);
    const ended = service.end('SIGTERM');
    await untilNoNewWorkIsTaken(service.url);
    await expect(
      fetch(service.url, { method: 'POST', headers: { 'x-tiledb-rest-api-key': DEMO_KEY } }),
    ).rejects.toThrow();
    release();
    expect((await running).errors).toBeUndefined();
    expect(await ended).toBe(0);
  });

  it('does not wait for a client that only keeps its connection open', async () => {
    const service = await launch({ LOG_LEVEL: 'silent' });
    await (await fetch(`${urlOf(service)}/healthz`)).text();
    expect(await service.end('SIGTERM')).toBe(0);
  });

  it('a second time ends it at once, with another code', async () => {
    const { emulator, service } = await launchHeld();
    const running = send(urlOf(service), { query: '{ invitations { page } }' }).catch(() => 'cut');
    await emulator.arrived(1);
    const ended = service.end('SIGTERM');
    await untilNoNewWorkIsTaken(service.url);
    service.process.kill('SIGTERM');
    expect(await running).toBe('cut');
    expect(await ended).not.toBe(0);
  });
});

describe('SIGINT', () => {
  it('is as good as SIGTERM', async () => {
    const { emulator, service, release } = await launchHeld();
    const running = send(urlOf(service), { query: '{ invitations(perPage: 1) { page } }' });
    await emulator.arrived(1);
    const ended = service.end('SIGINT');
    await untilNoNewWorkIsTaken(service.url);
    release();
    expect((await running).data).toEqual({ invitations: { page: 1 } });
    expect(await ended).toBe(0);
  });
});
