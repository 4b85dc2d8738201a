import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type EmulatorOptions, startEmulator } from '../../emulator/src/emulator.ts';
import { CERTIFICATE } from '../support/certificate.ts';
import { launch } from '../support/launch.ts';
import { startStack } from '../support/stack.ts';
import { npmStart, npmStartToEnd } from './npm-start.ts';

const QUERY = '{ invitations(perPage: 1) { totalCount } }';

async function ask(url: string, query = QUERY): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tiledb-rest-api-key': 'demo-key-ada' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

async function emulate(options: EmulatorOptions = {}) {
  const emulator = await startEmulator(options);
  onTestFinished(emulator.stop);
  return emulator;
}

describe('npm start without an upstream', () => {
  it('is the demo: it prints its address, the emulator’s and a key, one per line, finally reports ready, and ends with 0 on SIGTERM', async () => {
    const { lines, url, npm, exit } = await npmStart();
    const said = (pattern: RegExp) => lines.map((line) => pattern.exec(line)?.[1]).find(Boolean);
    expect(said(/^GraphQL: (\S+)$/)).toBe(url);
    expect(said(/^Demo key: (\S+)$/)).toBe('demo-key-ada');
    expect(lines.at(-1)).toBe(`Ready: ${url}`);
    expect(await ask(url)).toEqual({ data: { invitations: { totalCount: 235 } } });
    const emulator = said(/^Emulator: (\S+)$/);
    const headers = { 'x-tiledb-rest-api-key': 'demo-key-ada' };
    expect((await fetch(`${emulator}/v1/invitations`, { headers })).status).toBe(200);
    npm.kill('SIGTERM');
    expect(await exit).toBe(0);
  });

  it('fails in production, and says what to do', async () => {
    const { code, errors } = await npmStartToEnd({ NODE_ENV: 'production' });
    expect(code).not.toBe(0);
    expect(errors).toContain('TILEDB_REST_URL must be set');
  });
});

describe('npm start with wrong settings', () => {
  it('ends with a message that lists every mistake', async () => {
    const { code, errors } = await npmStartToEnd({ PORT: 'x', MAX_ITEMS: '-1' });
    expect(code).not.toBe(0);
    expect(errors).toContain('PORT must be');
    expect(errors).toContain('MAX_ITEMS must be');
  });

  it('reports that a port is in use, and what to do', async () => {
    const emulator = await emulate();
    const { code, errors } = await npmStartToEnd({ PORT: new URL(emulator.url).port });
    expect(code).not.toBe(0);
    expect(errors).toContain('Set PORT to a free port');
  });

  it('reports that the metrics port is in use, and which setting to change', async () => {
    const emulator = await emulate();
    const { code, errors } = await npmStartToEnd({
      PORT: '0',
      METRICS_PORT: new URL(emulator.url).port,
    });
    expect(code).not.toBe(0);
    expect(errors).toContain('Set METRICS_PORT to a free port');
  });
});

describe('npm start -- --help', () => {
  it('lists every variable', async () => {
    const { code, output } = await npmStartToEnd({}, ['--', '--help']);
    expect(code).toBe(0);
    expect(output).toContain('TILEDB_REST_URL');
    expect(output).toContain('MAX_ITEMS');
  });
});

describe('SIGTERM to npm start', () => {
  it('ends the process with another exit code when an operation had to be cut off', async () => {
    const emulator = await emulate();
    emulator.inject({ behaviour: { kind: 'hang' } });
    const env = { TILEDB_REST_URL: emulator.url, DRAIN_TIMEOUT_MS: '1' };
    const { npm, url, exit } = await npmStart(env);
    const running = ask(url).catch(() => 'cut off');
    await emulator.arrived(1);
    npm.kill('SIGTERM');
    expect(await running).toBe('cut off');
    expect(await exit).not.toBe(0);
  });
});

describe('an upstream over HTTPS with a certificate of a private certificate authority', () => {
  it('is rejected when that is unknown', async () => {
    const { emulator, url } = await startStack({ emulator: { tls: CERTIFICATE } });
    expect(await ask(`${url}/graphql`)).toMatchObject({
      errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true } }],
    });
    expect(emulator.journal).toEqual([]);
  });

  it.each(['got', 'undici'])('is reached through HTTPS_PROXY, by %s', async (transport) => {
    const emulator = await emulate({ tls: CERTIFICATE });
    const proxy = await startProxy();
    const { url } = await launch({
      TILEDB_REST_URL: emulator.url,
      NODE_EXTRA_CA_CERTS: await writeCertificate(),
      HTTPS_PROXY: proxy.url,
      UPSTREAM_TRANSPORT: transport,
    });
    expect(await ask(`${url}/graphql`)).toEqual({ data: { invitations: { totalCount: 235 } } });
    expect(proxy.targets).toEqual([new URL(emulator.url).host]);
  });

  it('is reached directly when NO_PROXY names it', async () => {
    const emulator = await emulate({ tls: CERTIFICATE });
    const proxy = await startProxy();
    const { url } = await launch({
      TILEDB_REST_URL: emulator.url,
      NODE_EXTRA_CA_CERTS: await writeCertificate(),
      HTTPS_PROXY: proxy.url,
      NO_PROXY: 'example.com, 127.0.0.1',
    });
    expect(await ask(`${url}/graphql`)).toEqual({ data: { invitations: { totalCount: 235 } } });
    expect(proxy.targets).toEqual([]);
  });
});

async function writeCertificate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'ca.pem');
  await writeFile(file, CERTIFICATE.cert);
  return file;
}

/** An HTTP proxy that opens tunnels and records their targets. */
async function startProxy() {
  const targets: string[] = [];
  const server: Server = createServer();
  server.on('connect', (request, client) => {
    targets.push(request.url ?? '');
    const { hostname, port } = new URL(`http://${request.url}`);
    const upstream = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    const end = () => {
      upstream.destroy();
      client.destroy();
    };
    upstream.on('error', end).on('close', end);
    client.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, targets };
}
