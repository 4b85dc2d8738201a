import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CERTIFICATE } from '../../support/certificate.ts';
import { closed, findClosedPort } from '../../support/tcp-server.ts';
import { createTransport, ENGINES, get, post } from './transports.ts';

const NEVER_LEFT = { kind: 'unreachable', mayHaveLeft: false };
/** Tests that use it wait exactly once; any other value would make them fail the same way. */
const SOON_MS = 50;

describe.each(ENGINES)('the transport over %s', (_engine, create) => {
  const open = (options = {}) => {
    const transport = createTransport(create, options);
    onTestFinished(() => transport.close());
    return transport;
  };

  it('trusts a private authority that the process trusts', async () => {
    const url = await startTls();
    await expect(open().send(get(url))).rejects.toMatchObject(NEVER_LEFT);
    trust(CERTIFICATE.cert);
    expect((await open().send(get(url))).status).toBe(200);
  });

  it('never negotiates HTTP/2', async () => {
    trust(CERTIFICATE.cert);
    const protocols: (string | false | null)[] = [];
    const url = await startTls({ ALPNProtocols: ['h2', 'http/1.1'] }, (protocol) =>
      protocols.push(protocol),
    );
    await open().send(get(url));
    expect(protocols).toEqual(['http/1.1']);
  });

  it('reports that nothing was sent when the connection is refused', async () => {
    const url = `http://127.0.0.1:${await findClosedPort()}/`;
    await expect(open().send(post(url))).rejects.toMatchObject({
      ...NEVER_LEFT,
      message: expect.stringContaining('ECONNREFUSED 127.0.0.1'),
    });
  });

  it('gives up on a hanging TLS handshake in time, and closes its connection', async () => {
    const { url, arrived } = await startSilent('https');
    const sent = open({ connectTimeoutMs: SOON_MS }).send(post(url));
    const failure = expect(sent).rejects.toMatchObject(NEVER_LEFT);
    await closed(await arrived);
    await failure;
  });

  it('gives up on a proxy that never answers CONNECT, and closes its connection', async () => {
    const { url: proxyUrl, arrived } = await startSilent('http');
    const sent = open({ connectTimeoutMs: SOON_MS, proxyUrl }).send(post('https://upstream/'));
    const failure = expect(sent).rejects.toMatchObject(NEVER_LEFT);
    await closed(await arrived);
    await failure;
  });

  it.each(['a call is aborted', 'the transport is closed'])(
    'closes the connection being made after %s',
    async (what) => {
      for (const through of ['tls', 'proxy']) {
        const { url, arrived } = await startSilent(through === 'tls' ? 'https' : 'http');
        const caller = new AbortController();
        const transport = open(through === 'tls' ? {} : { proxyUrl: url });
        const target = through === 'tls' ? url : 'https://upstream/';
        const sent = transport.send(post(target, caller.signal));
        const failure = expect(sent).rejects.toMatchObject({ mayHaveLeft: false });
        const socket = await arrived;
        if (what === 'the transport is closed') await transport.close();
        else caller.abort();
        await closed(socket);
        await failure;
      }
    },
  );

  it('does not let one hanging connection delay others', async () => {
    trust(CERTIFICATE.cert);
    const silent = await startSilent('https');
    const transport = open();
    const caller = new AbortController();
    const hanging = transport.send(post(silent.url, caller.signal));
    const failure = expect(hanging).rejects.toMatchObject({ kind: 'aborted' });
    await silent.arrived;
    expect((await transport.send(get(await startTls()))).status).toBe(200);
    caller.abort();
    await failure;
  });

  it('tunnels https through the proxy, but not plain http', async () => {
    trust(CERTIFICATE.cert);
    const proxy = await startProxy('tunnel');
    const transport = open({ proxyUrl: proxy.url });
    const tls = await startTls();
    expect((await transport.send(get(tls))).status).toBe(200);
    const plain = `http://127.0.0.1:${await findClosedPort()}/`;
    await expect(transport.send(get(plain))).rejects.toMatchObject(NEVER_LEFT);
    expect(proxy.targets).toEqual([new URL(tls).host]);
  });

  it('reports that nothing was sent when the proxy refuses the tunnel', async () => {
    const proxy = await startProxy('refuse');
    const sent = open({ proxyUrl: proxy.url }).send(post('https://upstream/'));
    await expect(sent).rejects.toMatchObject({
      ...NEVER_LEFT,
      message: expect.stringContaining('403'),
    });
    expect(proxy.targets).toEqual(['upstream:443']);
  });

  describe('NO_PROXY', () => {
    it.each([
      ['https://api.localhost', 'api.localhost'],
      ['https://api.localhost', 'LOCALHOST'],
      ['https://api.localhost', '.localhost'],
      ['https://api.localhost', '*.localhost'],
      ['https://api.localhost', 'api.localhost:443'],
      ['https://api.localhost', 'example.com, api.localhost'],
      ['https://api.localhost', '*'],
      ['https://[::1]', '::1'],
      ['https://[::1]', '[::1]:443'],
      ['https://127.0.0.1:1', '127.0.0.1:1'],
    ])('lets %s bypass the proxy when it is %s', async (upstream, noProxy) => {
      expect(await askThroughProxy(upstream, noProxy)).toEqual([]);
    });

    it.each([
      ['https://api.localhost', ''],
      ['https://api.localhost', 'other.localhost'],
      ['https://api.localhost', 'pi.localhost'],
      ['https://localhost', '*.localhost'],
      ['https://api.localhost', 'api.localhost:8443'],
      ['https://[::1]', '[::1]:8443'],
      ['https://[::1]', '::2'],
      ['https://127.0.0.1:1', '127.0.0.1:2'],
    ])('sends %s through the proxy when it is "%s"', async (upstream, noProxy) => {
      expect(await askThroughProxy(upstream, noProxy)).toHaveLength(1);
    });

    /** @returns the requests that the proxy received; an upstream is not needed for them */
    async function askThroughProxy(upstream: string, noProxy: string) {
      const proxy = await startProxy('refuse');
      const transport = open({ proxyUrl: proxy.url, noProxy, connectTimeoutMs: 10_000 });
      await expect(transport.send(get(`${upstream}/`))).rejects.toMatchObject(NEVER_LEFT);
      return proxy.targets;
    }
  });
});

/** Makes this process trust one more certificate until the test ends. */
function trust(certificate: string): void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, certificate]);
  onTestFinished(() => setDefaultCACertificates(before));
}

async function startTls(
  options = {},
  onRequest: (protocol: string | false | null) => void = () => {},
) {
  const server = createTlsServer({ ...CERTIFICATE, ...options }, (request, response) => {
    onRequest((request.socket as unknown as { alpnProtocol: string | false | null }).alpnProtocol);
    response.end('{}');
  });
  return `https://127.0.0.1:${await listen(server)}/`;
}

/** Accepts connections and never sends anything. */
async function startSilent(scheme: 'http' | 'https') {
  const server = createServer();
  const arrived = once(server, 'connection').then(([socket]) => {
    // A client that disconnects during a handshake may reset the connection.
    return (socket as Socket).on('error', () => {}).resume();
  });
  return { url: `${scheme}://127.0.0.1:${await listen(server)}/`, arrived };
}

/** An HTTP proxy that records its CONNECT requests. */
async function startProxy(conduct: 'tunnel' | 'refuse') {
  const targets: string[] = [];
  const server = createHttpServer();
  server.on('connect', (request, client) => {
    targets.push(request.url ?? '');
    client.on('error', () => {});
    if (conduct === 'refuse') return client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const { hostname, port } = new URL(`http://${request.url}`);
    const upstream = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    return client.on('close', () => upstream.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, targets };
}

/** @returns the port; the server and its connections end with the test */
async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
